import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', '..');

/** Every source file of the house, without its tests. */
function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path);
    return /\.(ts|mjs)$/.test(entry.name) && !entry.name.includes('.spec.') ? [path] : [];
  });
}

const files = [...sources(join(root, 'libs')), ...sources(join(root, 'apps'))].map((path) => ({
  path: relative(root, path),
  text: readFileSync(path, 'utf8'),
}));

/** The files in which these words stand. */
const having = (words: RegExp): readonly string[] =>
  files.filter(({ text }) => words.test(text)).map(({ path }) => path);

describe('details are destroyed', () => {
  it('from one place, which is reached from one place, which begins with the approval of a second person', () => {
    expect(having(/\bvault\.erase\(/i)).toEqual([
      'libs/platform/src/files/file-bytes.ts',
      'libs/platform/src/vault/destruction.ts',
    ]);
    // Files, too.
    expect(having(/\bkeys\.shred\(/)).toEqual(['libs/platform/src/files/files.ts']);
    expect(having(/\bfiles\.shred\(/)).toEqual(['libs/platform/src/vault/destruction.ts']);
    expect(having(/\bdestruction\.once\(/i)).toEqual(['libs/erasure/src/write/carrying-out.ts']);
    expect(having(/\bapproval && this\.carryOut\(approval\b/)).toEqual(['libs/erasure/src/write/carrying-out.ts']);
  });

  it('by no statement of its own beside that', () => {
    expect(having(/UPDATE\s+(SET\s+wrapped|vault\.data_key\s+SET\s+(wrapped|erased_at))/i)).toEqual([
      'libs/platform/src/vault/vault.ts',
    ]);
    expect(having(/DELETE FROM "?(vault\.data_key|evidence_file)/i)).toEqual([]);
    expect(having(/"standing" = 'shredded'\s+WHERE/)).toEqual(['libs/platform/src/files/files.ts']);
  });
});
