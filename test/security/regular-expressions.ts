import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';

const home = resolve(__dirname, '../..');

/** A regular expression of our source, and where it stands. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly at: string;
}

/** Every one that is written out in what runs: found by the compiler's own parser. */
export function expressionsIn(folders: readonly string[]): readonly Expression[] {
  return folders.flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/\.spec\.ts$|\.d\.ts$/.test(path))
      .flatMap((path) => inFile(`${folder}/${path}`)),
  );
}

function inFile(path: string): readonly Expression[] {
  const file = ts.createSourceFile(path, readFileSync(join(home, path), 'utf8'), ts.ScriptTarget.Latest);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [];
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ source, flags, at: `${path}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The characters that mean something to it, and some that mean nothing to most. */
function lettersFor(source: string): readonly string[] {
  const plain = source.replace(/\\[pPkbBdDwWsSux]|[\\^$.|?*+()[\]{}]/g, '');
  const classes = [/\\d|0-9/.test(source) ? '1' : '', /\\s| /.test(source) ? ' ' : '', /\\n/.test(source) ? '\n' : ''];
  return [...new Set([...Array.from(plain), ...classes, 'a', '\u00e9'])].filter((letter) => letter !== '').slice(0, 24);
}

/** Texts of about so many characters that make a backtracking expression work: one thing again and again, then what does not fit. */
export function* attacks(source: string, length: number, pairs: boolean): Generator<string> {
  const letters = lettersFor(source);
  const few = pairs ? letters.slice(0, 8) : [];
  const pumps = [...letters, ...few.flatMap((one) => few.map((two) => one + two))];
  for (const pump of new Set(pumps)) {
    const pumped = pump.repeat(Math.ceil(length / pump.length));
    for (const [before, after] of [
      ['', '\u0001'],
      [letters[0] ?? '', '\u0001'],
      ['', `${letters[1] ?? ''}\u0001`],
    ] as const)
      yield before + pumped + after;
  }
}

const context = createContext({ console: undefined });

/**
 * Milliseconds of one run; Infinity where it does not end in time. What a global expression finds again and again counts
 * together, as it does in use.
 */
export function timeOf({ source, flags }: Pick<Expression, 'source' | 'flags'>, text: string, inTime = 2000): number {
  const global = flags.includes('g') ? flags : `${flags}g`;
  Object.assign(context, { source, flags: flags.includes('y') ? flags : global, text });
  const began = performance.now();
  try {
    runInContext('text.replace(new RegExp(source, flags), "")', context, { timeout: inTime });
  } catch {
    return Infinity;
  }
  return performance.now() - began;
}

/** Below this nobody can tell growth from noise, in milliseconds. */
const NOISE = 25;

/**
 * Whether a text four times as long takes more than eight times as long: four is a straight line, sixteen its square.
 * A ratio of shortest runs, so that a busy machine does not decide it.
 */
export function growsTooFast(time: (length: number) => number, length: number): boolean {
  const first = time(length);
  if (first < NOISE) return false;
  // It did not end: once may be the machine's fault, twice is not.
  if (first === Infinity) return time(length) === Infinity;
  const shortest = (of: number): number => Math.min(...Array.from({ length: 4 }, () => time(of)));
  const whole = shortest(length);
  return whole >= NOISE && whole > 8 * shortest(Math.floor(length / 4));
}
