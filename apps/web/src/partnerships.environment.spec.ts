import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PARTNERSHIP_SERVED, readPartnershipIds, readPartnerships } from './partnerships.environment';

const folder = mkdtempSync(join(tmpdir(), 'learning-trail-partnerships-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The environment of a house whose PARTNERSHIPS names a file with this in it. */
function named(content: unknown): { readonly PARTNERSHIPS: string } {
  const file = join(folder, 'partnerships.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return { PARTNERSHIPS: file };
}

const one = { id: 'isle-of-wight', name: 'Isle of Wight', publicUrl: 'https://one.example.org', port: 3000 };
const two = { id: 'downs', name: 'Downs', publicUrl: 'https://two.example.org', port: 3001 };

describe('the partnerships of a house', () => {
  it('are one, at PUBLIC_URL and PORT, where no file is named', () => {
    const publicUrl = 'https://trail.example.org';
    const alone = { ...PARTNERSHIP_SERVED, publicUrl, port: 3000, audience: publicUrl };
    expect(readPartnerships({ PUBLIC_URL: `${publicUrl}/` })).toEqual([alone]);
    expect(readPartnerships({ PUBLIC_URL: publicUrl, PARTNERSHIPS: '' })).toEqual([alone]);
    const further = { PUBLIC_URL: publicUrl, PORT: '8080', API_AUDIENCE: 'urn:trail' };
    expect(readPartnerships(further)).toEqual([{ ...alone, port: 8080, audience: 'urn:trail' }]);
    expect(readPartnershipIds({})).toEqual([PARTNERSHIP_SERVED]);
  });

  it('are those of the file, in its order, each with its own address, port and audience', () => {
    const given = named([one, { ...two, name: ' Downs ', publicUrl: 'http://127.0.0.1:3001', audience: 'urn:downs' }]);
    expect(readPartnerships({ ...given, PUBLIC_URL: 'nothing of this', PORT: 'nor this' })).toEqual([
      { ...one, audience: one.publicUrl },
      { ...two, publicUrl: 'http://127.0.0.1:3001', audience: 'urn:downs' },
    ]);
    expect(readPartnershipIds(given)).toEqual([
      { id: one.id, name: one.name },
      { id: two.id, name: two.name },
    ]);
  });

  it('need no address for those who serve nobody', () => {
    expect(readPartnershipIds(named([{ id: 'downs', name: 'Downs' }]))).toEqual([{ id: 'downs', name: 'Downs' }]);
  });

  it.each([
    ['downs-and-harbour', true],
    ['d1', true],
    ['a'.repeat(40), true],
    ['a'.repeat(41), false],
    ['a', false],
    ['', false],
    ['1a', false],
    ['-a', false],
    ['downs@harbour', false],
    ['Downs', false],
    ['downs\n', false],
    ['downs;path=/', false],
  ])('have ids that can stand in the name of a stream, and in that of a cookie: %j (%s)', (id, taken) => {
    const said = sentenceOf(() => readPartnershipIds(named([{ ...one, id }])));
    expect(said).toBe(taken ? 'It was taken.' : `PARTNERSHIPS: "id" is ${JSON.stringify(id)}. ${AN_ID}`);
  });
});

const AN_ADDRESS = 'as in https://trail.example.org';
const LIST = 'PARTNERSHIPS must name a JSON file with a list of partnerships, as the README shows it.';
const AN_ID = 'It must be 2 to 40 lower-case letters, digits and hyphens, beginning with a letter.';

describe('a file of partnerships', () => {
  it.each<[what: string, content: unknown, sentence: string]>([
    ['holds one partnership that is no list', one, LIST],
    ['holds none', [], LIST],
    ['holds a name only', ['isle-of-wight'], LIST],
    ['holds a list in the list', [[one]], LIST],
    ['leaves out an id', [{ ...one, id: undefined }], `PARTNERSHIPS: "id" is undefined. ${AN_ID}`],
    ['has an id with a blank', [{ ...one, id: 'the isle' }], `PARTNERSHIPS: "id" is "the isle". ${AN_ID}`],
    ['has a number for an id', [{ ...one, id: 12 }], `PARTNERSHIPS: "id" is 12. ${AN_ID}`],
    ['leaves out a name', [one, { ...two, name: undefined }], 'PARTNERSHIPS: downs has no "name".'],
    ['has a blank name', [{ ...one, name: '  ' }], 'PARTNERSHIPS: isle-of-wight has no "name".'],
    [
      'leaves out an address',
      [{ ...one, publicUrl: undefined }],
      `PARTNERSHIPS, "publicUrl" of isle-of-wight is missing: the address that people type, ${AN_ADDRESS}.`,
    ],
    [
      'has an address with a path',
      [{ ...one, publicUrl: 'https://example.org/trail' }],
      `PARTNERSHIPS, "publicUrl" of isle-of-wight is "https://example.org/trail". It must be an address without a path, ${AN_ADDRESS}.`,
    ],
    [
      'has an address that is none',
      [{ ...one, publicUrl: 'one' }],
      `PARTNERSHIPS, "publicUrl" of isle-of-wight is "one". It must be an address without a path, ${AN_ADDRESS}.`,
    ],
    [
      'has an address without encryption',
      [one, { ...two, publicUrl: 'http://two.example.org' }],
      'PARTNERSHIPS, "publicUrl" of downs is "http://two.example.org". Beyond this machine it must begin with https://.',
    ],
    ...[undefined, 0, 65_536, 30.5, 'high'].map((port): [string, unknown, string] => [
      `has ${String(port)} for a port`,
      [{ ...one, port }],
      'PARTNERSHIPS, "port" of isle-of-wight must be a whole number from 1 to 65535.',
    ]),
    [
      'has an id twice',
      [one, { ...two, id: one.id }],
      'PARTNERSHIPS: "id" of isle-of-wight is another\'s too: isle-of-wight.',
    ],
    [
      'has an address twice',
      [one, { ...two, publicUrl: `${one.publicUrl}/` }],
      'PARTNERSHIPS: "publicUrl" of downs is another\'s too: https://one.example.org.',
    ],
    ['has a port twice', [one, { ...two, port: '3000' }], 'PARTNERSHIPS: "port" of downs is another\'s too: 3000.'],
    [
      'has an audience twice, one of them an address',
      [one, { ...two, audience: one.publicUrl }],
      'PARTNERSHIPS: "audience" of downs is another\'s too: https://one.example.org.',
    ],
  ])('that %s is refused in a sentence', (_what, content, sentence) => {
    expect(sentenceOf(() => readPartnerships(named(content)))).toBe(sentence);
  });

  it('that cannot be read, or is no JSON, is refused with the reason', () => {
    const file = join(folder, 'none.json');
    expect(sentenceOf(() => readPartnerships({ PARTNERSHIPS: file }))).toBe(
      `PARTNERSHIPS names a file that cannot be read: ${file}.`,
    );
    expect(sentenceOf(() => readPartnerships(named('[{]')))).toBe('PARTNERSHIPS: the file is not JSON.');
  });

  it('with an id twice is refused to those who serve nobody too', () => {
    expect(sentenceOf(() => readPartnershipIds(named([one, { ...two, id: one.id }])))).toBe(
      'PARTNERSHIPS: "id" of isle-of-wight is another\'s too: isle-of-wight.',
    );
  });
});

describe('one partnership without a file', () => {
  it.each([
    [{}, 'PUBLIC_URL is missing: the address that people type, as in https://trail.example.org.'],
    [{ PUBLIC_URL: 'https://a.example', PORT: 'x' }, 'PORT must be a whole number from 1 to 65535.'],
  ])('is refused in a sentence: %j', (env, sentence) => {
    expect(sentenceOf(() => readPartnerships(env))).toBe(sentence);
  });
});

function sentenceOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'It was taken.';
}
