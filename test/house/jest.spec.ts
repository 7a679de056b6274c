import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { IsString, getMetadataStorage } from 'class-validator';
import { Entity, getMetadataArgsStorage } from 'typeorm';

const root = join(__dirname, '../..');
const of = createRequire(__filename);

interface File {
  readonly path: string;
  readonly context: { readonly config: { readonly rootDir: string; readonly cache: boolean } };
}
type Sequencer = new (options: object) => { sort(files: readonly File[]): readonly File[] };
type Environment = new (config: object, context: object) => { teardown(): Promise<void> };

const longest = of('../jest/longest.json') as readonly string[];

describe('the order of spec files', () => {
  const LongestFirst = of('../jest/longest-first.cjs') as Sequencer;
  const sizes: Readonly<Record<string, number>> = { 'test/a.spec.ts': 1, 'test/b.spec.ts': 900_000 };
  const hasteFS = { getSize: (path: string) => sizes[path.slice(root.length + 1)] ?? 10 };
  const file = (path: string) => ({
    path: join(root, path),
    context: { config: { rootDir: root, cache: false }, hasteFS },
  });

  it('begins with those that take longest, and names none that is gone', () => {
    const others = Object.keys(sizes);
    const sorted = new LongestFirst({}).sort([...others, ...longest.toReversed()].map(file));
    expect(sorted.map(({ path }) => path)).toEqual(
      [...longest, ...others.toReversed()].map((path) => join(root, path)),
    );
    expect(longest.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('a spec file', () => {
  const OneRealm = of('../jest/environment.cjs') as Environment;
  const opened = () => {
    const projectConfig = { testEnvironmentOptions: {}, globals: {}, fakeTimers: {} };
    return new OneRealm({ projectConfig, globalConfig: {} }, {});
  };

  it('runs among the globals that packages have', () => {
    expect(runInThisContext('[Array, Date, Error, globalThis]')).toEqual([Array, Date, Error, globalThis]);
    expect(runInThisContext('Date')).toBe(Date);
  });

  it('leaves nothing changed on the globals, in the environment or on the process', async () => {
    const globals = globalThis as unknown as Record<string, unknown>;
    const { console: own } = globalThis;
    const [exit, path] = [process.exit.bind(process), process.env['PATH']];
    const environment = opened();
    globals['console'] = undefined;
    process.env['LEFT'] = 'behind';
    process.env['PATH'] = '/nowhere';
    process.exit = exit;
    await environment.teardown();
    expect([globals['console'], process.env['LEFT'], process.env['PATH']]).toEqual([own, undefined, path]);
    expect(Reflect.get(process, 'exit')).not.toBe(exit);
  });

  it('leaves packages none of the classes that it has declared to them', async () => {
    class Form {
      words = '';
    }
    class Row {
      id = '';
    }
    const environment = opened();
    IsString()(Form.prototype, 'words');
    Entity()(Row);
    const known = () => [
      getMetadataStorage().getTargetValidationMetadatas(Form, '', false, false).length,
      getMetadataArgsStorage().tables.filter(({ target }) => target === Row).length,
    ];
    expect(known()).toEqual([1, 1]);
    await environment.teardown();
    expect(known()).toEqual([0, 0]);
  });

  it('leaves the next none of the time that it has asked for its own tests', async () => {
    const asked = (): unknown => Reflect.get(globalThis, Symbol.for('TEST_TIMEOUT_SYMBOL'));
    const environment = opened();
    jest.setTimeout(7_000_000);
    expect(asked()).toBe(7_000_000);
    await environment.teardown();
    expect(asked()).toBeUndefined();
  });
});
