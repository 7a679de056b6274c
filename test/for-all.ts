/** What has been opened and is still to be closed, the last one first. */
const closings: (() => Promise<unknown>)[] = [];

/** A machine with other work takes its time; what hangs still ends. */
const PATIENCE = 300_000;

/**
 * What all tests of a file, or of the `describe` around, use: opened before them in the order in which it is asked for,
 * closed after them in the opposite order. What is handed out at once is filled by then: whoever looks at it earlier,
 * while tests are still being described, is told so.
 */
export function forAll<T extends { close(): Promise<unknown> }>(open: () => Promise<T>): T {
  let opened: T | undefined;
  beforeAll(async () => {
    const it = await open();
    closings.push(() => it.close());
    opened = it;
  }, PATIENCE);
  afterAll(() => closings.pop()?.(), PATIENCE);
  return new Proxy({} as T, {
    get: (_, key) => {
      if (opened === undefined) throw new Error(`Nothing is opened yet: “${String(key)}” is there in tests only`);
      return opened[key as keyof T];
    },
    // What a test sets, it sets on what was opened.
    set: (_, key, value) => opened !== undefined && Reflect.set(opened, key, value),
  });
}
