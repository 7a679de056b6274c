import type { Recorded, Upcaster, Upcasters } from '#app/kernel';
import { categoryOf } from '../event-log';

/** The types of event of one kind of record, each with its upcasters from the oldest version on. */
export type Shape = Readonly<Record<string, readonly Upcaster[]>>;

/**
 * The shape of a kind of record. The types are the keys of `types`: a slice's words, which name every one or do not compile.
 * Throws where something is to be lifted that is not among them.
 */
export function shapeOf(types: Readonly<Record<string, unknown>>, upcasters: Upcasters = {}): Shape {
  const unknown = Object.keys(upcasters).find((type) => !Object.hasOwn(types, type));
  if (unknown !== undefined) throw new Error(`There are upcasters for ${unknown}, but no such type of event`);
  return Object.fromEntries(Object.keys(types).map((type) => [type, upcasters[type] ?? []]));
}

/** Every type of event there is, in today's version: what is read is lifted to it, what is written is stamped with it. */
export class Shapes {
  private readonly upcasters = new Map<string, readonly Upcaster[]>();

  /** @param kinds by category */
  constructor(kinds: Readonly<Record<string, Shape>>) {
    for (const [category, shape] of Object.entries(kinds))
      for (const [type, upcasters] of Object.entries(shape)) this.upcasters.set(`${category} ${type}`, upcasters);
  }

  /** Today's version of a type of event, from 1; undefined where there is no such type. */
  versionOf(category: string, type: string): number | undefined {
    const upcasters = this.upcasters.get(`${category} ${type}`);
    return upcasters && upcasters.length + 1;
  }

  /** Every type, with today's version of it. */
  types(): readonly { readonly category: string; readonly type: string; readonly version: number }[] {
    return [...this.upcasters].map(([key, upcasters]) => {
      const [category = '', type = ''] = key.split(' ');
      return { category, type, version: upcasters.length + 1 };
    });
  }

  /** The event in today's shape. Throws Unreadable; UnknownVersion when it is of a type or a version that is not known here. */
  lift(recorded: Recorded): Recorded {
    const { event, schemaVersion, stream } = recorded;
    const upcasters = this.upcasters.get(`${categoryOf(stream)} ${event.type}`);
    const known = upcasters && upcasters.length + 1;
    if (schemaVersion === known) return recorded;
    if (upcasters === undefined || known === undefined || schemaVersion > known || schemaVersion < 1)
      throw new UnknownVersion(recorded, known);
    try {
      const data = upcasters.slice(schemaVersion - 1).reduce((lifted, lift) => lift(lifted as never), event.data);
      return { ...recorded, event: { type: event.type, data }, schemaVersion: known };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Unreadable(recorded, `cannot be brought into today’s shape: ${why}`, { cause });
    }
  }
}

/** An event that is in the log, and cannot be read in today's shape. */
export class Unreadable extends Error {
  constructor(
    readonly recorded: Recorded,
    why: string,
    options?: ErrorOptions,
  ) {
    const { event, schemaVersion, stream, position } = recorded;
    const which = `(${event.type}, version ${schemaVersion}, in ${stream})`;
    super(`The event at position ${String(position)} of the log ${which} ${why}`, options);
    this.name = 'Unreadable';
  }
}

/** An event that a newer version of this system has written. Whoever reads the log stops before it: it is never skipped. */
export class UnknownVersion extends Unreadable {
  constructor(recorded: Recorded, known: number | undefined) {
    const why = known === undefined ? 'does not know that type' : `knows that type up to version ${known}`;
    super(
      recorded,
      `cannot be read: this version of Learning Trail ${why}. Nothing after it is read until a newer one runs.`,
    );
    this.name = 'UnknownVersion';
  }
}
