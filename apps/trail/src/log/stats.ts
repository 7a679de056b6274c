import { type Stored, categoryOf, storedEvents } from '#app/platform';
import { argumentsOf } from './arguments';
import { withLog } from './opened';
import { counted } from './progress';
import type { Terminal } from './terminal';

interface Count {
  events: number;
  bytes: number;
}

interface TypeCount extends Count {
  /** Events by the version of the type's shape. */
  readonly versions: Record<number, number>;
}

interface Kind extends Count {
  records: number;
  readonly types: Map<string, TypeCount>;
}

interface Mark {
  readonly position: string;
  readonly at: string;
}

/** What a log holds, counted in one pass. */
class Stats {
  private readonly kinds = new Map<string, Kind>();
  private readonly days = new Map<string, number>();
  private first: Mark | undefined;
  private last: Mark | undefined;

  add({ stream, revision, type, schemaVersion, data, metadata, position, at }: Stored): void {
    const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
    const kind = got<string, Kind>(this.kinds, categoryOf(stream), () => ({
      events: 0,
      bytes: 0,
      records: 0,
      types: new Map<string, TypeCount>(),
    }));
    const ofType = got<string, TypeCount>(kind.types, type, () => ({ events: 0, bytes: 0, versions: {} }));
    for (const count of [kind, ofType]) {
      count.events++;
      count.bytes += bytes;
    }
    if (revision === 0) kind.records++;
    ofType.versions[schemaVersion] = (ofType.versions[schemaVersion] ?? 0) + 1;
    const day = at.slice(0, 10);
    this.days.set(day, (this.days.get(day) ?? 0) + 1);
    this.last = { position: position.toString(), at };
    this.first ??= this.last;
  }

  /** The same as `--json` prints it. */
  told() {
    const kinds = [...this.kinds].toSorted(([, a], [, b]) => b.events - a.events);
    const sum = (count: (kind: Kind) => number): number => kinds.reduce((total, [, kind]) => total + count(kind), 0);
    const events = sum((kind) => kind.events);
    const busiest = [...this.days].toSorted(([, a], [, b]) => b - a)[0];
    return {
      events,
      records: sum((kind) => kind.records),
      bytes: sum((kind) => kind.bytes),
      first: this.first ?? null,
      last: this.last ?? null,
      rate: {
        days: this.days.size,
        perDay: this.days.size === 0 ? 0 : Math.round(events / this.days.size),
        busiest: busiest ? { day: busiest[0], events: busiest[1] } : null,
      },
      categories: kinds.map(([category, { types, ...kind }]) => ({
        category,
        ...kind,
        types: [...types].toSorted(([, a], [, b]) => b.events - a.events).map(([type, count]) => ({ type, ...count })),
      })),
    };
  }
}

type Told = ReturnType<Stats['told']>;

/** Counts the events of the log by kind of record and type. */
export async function stats(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf(args, { json: { type: 'boolean' } });
  const told = await withLog(terminal, async ({ log, dense }) => {
    const counting = new Stats();
    const total = dense ? Number(await log.head()) + 1 : 0;
    for await (const stored of counted(storedEvents(log), terminal, 'Counting', total)) counting.add(stored);
    return counting.told();
  });
  terminal.out.write(values.json ? `${JSON.stringify(told)}\n` : inWords(told));
  return 0;
}

function inWords({ events, records, bytes, first, last, rate, categories }: Told): string {
  if (!first || !last) return 'The log holds no event.\n';
  const lines = [
    `${number(events)} events of ${number(records)} records, ${size(bytes)} of data and metadata`,
    `The first at position ${first.position}, recorded ${instant(first.at)}`,
    `The last at position ${last.position}, recorded ${instant(last.at)}`,
    `On ${number(rate.days)} ${rate.days === 1 ? 'day' : 'days'}: ${number(rate.perDay)} a day` +
      (rate.busiest ? `, most on ${rate.busiest.day} with ${number(rate.busiest.events)}` : ''),
    '',
  ];
  const rows = categories.flatMap((kind) => [
    [kind.category, kind, `${number(kind.records)} records`] as const,
    ...kind.types.map((each) => [`  ${each.type}`, each, versions(each)] as const),
  ]);
  const widest = Math.max(...rows.map(([name]) => name.length));
  for (const [name, count, more] of rows)
    lines.push(
      `${name.padEnd(widest)} ${number(count.events).padStart(12)} ${size(count.bytes).padStart(10)}  ${more}`.trimEnd(),
    );
  return `${lines.join('\n')}\n`;
}

/** Said only where there is more than the first version. */
function versions({ versions: counts }: TypeCount): string {
  const known = Object.entries(counts);
  if (known.length === 1 && counts[1] !== undefined) return '';
  return known.map(([version, count]) => `version ${version}: ${number(count)}`).join(', ');
}

const number = (value: number): string => value.toLocaleString('en-GB');
const instant = (at: string): string => `${at.slice(0, 10)} at ${at.slice(11, 19)} UTC`;

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1_000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}

function got<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
}
