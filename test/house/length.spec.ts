import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const home = resolve(__dirname, '../..');
const FOLDERS = ['apps', 'libs', 'test'];
const MOST = 250;
const WRITTEN = /\.(?:ts|mjs|cjs|js|njk)$/;

/** Every file of ours that is longer than a reader keeps in mind, blank lines and comments counted. */
function tooLong(tree: string): readonly string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => WRITTEN.test(path))
      .map((path) => join(folder, path))
      .map((path) => [path, linesOf(readFileSync(join(tree, path), 'utf8'))] as const)
      .filter(([, lines]) => lines > MOST)
      .map(([path, lines]) => `${path} has ${lines} lines`),
  );
}

/** As `wc -l` counts them. */
const linesOf = (text: string): number => text.split('\n').length - 1;

describe('the length of files', () => {
  it(`is ${MOST} lines at the most`, () => {
    expect(tooLong(home)).toEqual([]);
  });

  it('is told where there is one line more, and not before', () => {
    const tree = mkdtempSync(join(tmpdir(), 'length-'));
    for (const folder of FOLDERS) mkdirSync(join(tree, folder, 'of-a-slice'), { recursive: true });
    writeFileSync(join(tree, 'libs/of-a-slice/full.ts'), '// As long as it may be.\n'.repeat(MOST));
    writeFileSync(join(tree, 'libs/of-a-slice/fuller.ts'), '\n'.repeat(MOST + 1));
    expect(tooLong(tree)).toEqual([`libs/of-a-slice/fuller.ts has ${MOST + 1} lines`]);
    rmSync(tree, { recursive: true });
  });
});
