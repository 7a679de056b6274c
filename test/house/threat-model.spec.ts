import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../..');
const folder = 'libs/platform/src/identity';
const read = (path: string): string => readFileSync(join(home, path), 'utf8');

interface Named {
  readonly file: string;
  /** Words that stand in it: most often the name of the test. */
  readonly words: string | undefined;
}

/** Every spec file that a text names, with the words in “…” behind it. */
const namedIn = (text: string): readonly Named[] =>
  [...text.matchAll(/`([\w./-]+\.(?:e2e-)?spec\.ts)`(?: “([^”]+)”)?/g)].map(([, file = '', words]) => ({
    file,
    words,
  }));

/** The rows of its tables, without headings. */
const rowsIn = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe.each(['README.md', 'asvs.md'])('what %s says of our guards', (name) => {
  const text = read(join(folder, name));

  it('names tests that are there', () => {
    const named = namedIn(text);
    expect(named.length).toBeGreaterThan(40);
    const missing = named.filter(({ file }) => !existsSync(join(home, file))).map(({ file }) => file);
    expect(missing).toEqual([]);
    const unsaid = named
      .filter(({ file, words }) => words !== undefined && !read(file).includes(words))
      .map(({ file, words }) => `${file}: ${words ?? ''}`);
    expect(unsaid).toEqual([]);
  });
});

describe('the threat model', () => {
  it('has every kind of threat, and for every threat a guard and a test with its words', () => {
    const text = read(`${folder}/README.md`);
    const kinds = ['Spoofing', 'Tampering', 'Repudiation', 'Information disclosure', 'Denial of service', 'Elevation'];
    for (const kind of kinds) expect(text).toContain(`### ${kind}`);
    const threats = rowsIn(text).filter((cells) => cells.length === 3 && cells[0] !== 'Threat');
    expect(threats.length).toBeGreaterThan(40);
    for (const [threat, guard = '', test = ''] of threats)
      expect([threat, guard !== '', namedIn(test).some(({ words }) => words !== undefined)]).toEqual([
        threat,
        true,
        true,
      ]);
  });
});

describe('the answer to the verification standard', () => {
  it('has every section of its seventeen chapters once, with how it stands: met, in part, a gap, or not for us and why', () => {
    const rows = rowsIn(read(`${folder}/asvs.md`)).filter(([section = '']) => /^V\d+\.\d+$/.test(section));
    const sections = rows.map(([section = '']) => section);
    expect(new Set(sections).size).toBe(sections.length);
    expect(sections).toHaveLength(SECTIONS.reduce((sum, count) => sum + count, 0));
    SECTIONS.forEach((count, index) => {
      for (let section = 1; section <= count; section++) expect(sections).toContain(`V${index + 1}.${section}`);
    });
    for (const [section, , stands = '', how = '', test = ''] of rows) {
      expect([section, stands]).toEqual([section, expect.stringMatching(/^(?:Met|In part|Gap|Not for us)$/)]);
      expect([section, how.length > 20]).toEqual([section, true]);
      if (stands === 'Met')
        expect([section, namedIn(test).length > 0 || test.startsWith('By reading')]).toEqual([section, true]);
    }
  });
});

/** How many sections each chapter of version 5.0 has. */
const SECTIONS = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3];
