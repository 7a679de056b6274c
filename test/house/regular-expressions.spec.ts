import { attacks, expressionsIn, growsTooFast, timeOf } from '../security/regular-expressions';
import { isLong } from '../security/settings';

jest.setTimeout(30 * 60_000);

/** Characters: as many as a field may have, in the long form. */
const LENGTH = isLong ? 20_000 : 8_000;

describe('every regular expression that runs', () => {
  const expressions = expressionsIn(['libs', 'apps/web/src']);

  it('is found', () => {
    expect(expressions.length).toBeGreaterThan(120);
    expect(expressions.map(({ at }) => at.split(':')[0])).toContain('libs/platform/src/http/forms/identifying.ts');
  });

  it('takes a time that grows with the text and not with its square: no text makes it hang', () => {
    const slow = expressions.flatMap((one) => {
      for (const text of attacks(one.source, LENGTH, isLong))
        if (growsTooFast((length) => timeOf(one, text.slice(0, length - 1) + text.slice(-1)), LENGTH))
          return [`${one.at} /${one.source}/ on ${JSON.stringify(text.slice(0, 6))}…`];
      return [];
    });
    expect(slow).toEqual([]);
  });

  it.each([
    ['one that takes its square', '\\s+$'],
    ['one that takes for ever', '^(a+)+$'],
    ['one with two ways for the same', '^(?:a|a)*b'],
  ])('would be found out: %s', (_what, source) => {
    // What takes for ever does so at once: nobody need wait as long as for those that run.
    const time = (text: string) => timeOf({ source, flags: '' }, text, 500);
    const found = [...attacks(source, LENGTH, true)].some((text) =>
      growsTooFast((length) => time(text.slice(0, length - 1) + text.slice(-1)), LENGTH),
    );
    expect(found).toBe(true);
  });
});
