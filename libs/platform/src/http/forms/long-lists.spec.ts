import { HtmlValidate } from 'html-validate';
import { configureViews } from '../views/nunjucks';
import { AgenciesField, AgencyField, fieldsOf } from './index';

class Asked {
  @AgencyField('Which agency refers?') from: string;
  @AgenciesField('Which agencies are involved?') involved: string[];
}
const agencies = (number: number) =>
  Array.from({ length: number }, (_, index) => ({
    value: `agency-${index}`,
    text: `Agency ${index}`,
    section: index < 3 ? 'Safeguarding partners' : 'Others',
  }));
const source =
  '{% from "forms/fields.njk" import fields %}<form method="post">{{ fields(views) }}<button type="submit">Go</button></form>';
const page = (number: number): string =>
  configureViews().renderString(source, {
    views: fieldsOf(Asked, {
      today: '2025-06-30',
      lists: { agencies: agencies(number) },
      values: { from: 'agency-4', involved: ['agency-1', 'agency-11'] },
    }),
  });
const texts = (html: string, pattern: RegExp) => Array.from(html.matchAll(pattern), ([, text]) => text?.trim());

describe('a list of more than ten agencies', () => {
  it('stands in sections, each named once, as checkboxes and as a select', () => {
    const html = page(12);
    expect(texts(html, /checkboxes__divider">([^<]*)</g)).toEqual(['Safeguarding partners', 'Others']);
    expect(texts(html, /<optgroup label="([^"]*)"/g)).toEqual(['Safeguarding partners', 'Others']);
    expect(html.match(/<\/optgroup>/g)).toHaveLength(2);
  });

  it('keeps what was chosen', () => {
    const html = page(12);
    expect(texts(html, /<option value="([^"]*)" selected/g)).toEqual(['agency-4']);
    expect(texts(html, /value="([^"]*)" checked/g)).toEqual(['agency-1', 'agency-11']);
  });

  it('can be searched where there is JavaScript, and is sound without', async () => {
    expect(page(12)).toContain('data-find-in="involved"');
    const { results } = await new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: { 'no-trailing-whitespace': 'off' },
    }).validateString(page(12));
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });
});

it('a list of ten agencies stands as it is', () => {
  expect(page(10)).not.toMatch(/data-find-in|optgroup|checkboxes__divider/);
});
