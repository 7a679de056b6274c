/**
 * What takes minutes, such as looking at every form in a browser, is done whole by `npm run test:whole`, and what is about
 * strangers by `npm run test:security`. `npm test` takes a part of it, another one each day, so that everything has its
 * turn within a few days.
 */
const isWhole = ['test:whole', 'test:security'].includes(process.env['npm_lifecycle_event'] ?? '');

/** An ISO date in the environment asks for the part of that day: to see again what failed then. */
const DAY = process.env['SAMPLE_DAY'] ?? new Date().toISOString().slice(0, 10);

/** The part that is due today, or everything. Of each sort there is one at least. */
export function dueToday<T>(all: readonly T[], oneIn: number, sortOf: (one: T) => string): readonly T[] {
  return isWhole ? all : dueOn(Math.floor(Date.parse(DAY) / 86_400_000), all, oneIn, sortOf);
}

/** Of each sort one in so many, and one at least; on so many days in a row, each of them. */
export function dueOn<T>(day: number, all: readonly T[], oneIn: number, sortOf: (one: T) => string): readonly T[] {
  const sorts = new Map<string, T[]>();
  for (const one of all) sorts.set(sortOf(one), [...(sorts.get(sortOf(one)) ?? []), one]);
  return [...sorts.values()].flatMap((alike) => {
    const every = Math.min(oneIn, alike.length);
    return alike.filter((_, at) => at % every === day % every);
  });
}
