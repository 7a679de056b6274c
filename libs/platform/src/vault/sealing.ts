import type { Message, Narrative, Recorded, SealedFields, SealedPart } from '#app/kernel';
import type { NewEvent } from '../event-log/event-log';
import type { Place, Vault } from './vault';

/** One declared field of an event: whose it is, and what it holds. */
interface Field {
  readonly subject: string;
  readonly field: string;
  readonly value: Narrative;
}

type Data = Readonly<Record<string, unknown>>;

/** Seals the declared fields of events before they reach the log, so that nobody behind it ever has the words. */
export class Sealing {
  /** @param kinds the sealed fields by category */
  constructor(
    private readonly vault: Pick<Vault, 'seal' | 'open'>,
    private readonly kinds: Readonly<Record<string, SealedFields>>,
  ) {}

  /** Throws SubjectErased, NoMasterKey. */
  async seal(category: string, events: readonly NewEvent[]): Promise<readonly NewEvent[]> {
    const sealed: NewEvent[] = [];
    for (const written of events) sealed.push(await this.sealOne(category, written));
    return sealed;
  }

  /** Whether one of these events has fields that are sealed. */
  touches(category: string, events: readonly Recorded[]): boolean {
    return events.some(({ event }) => this.partsOf(category, event).length > 0);
  }

  /**
   * Whether what stands sealed in the log is what these events would seal: two requests under one key are told apart without a
   * fingerprint of the words, which could be guessed. What cannot be opened any more is taken for the same.
   */
  async same(category: string, events: readonly Message[], stored: readonly Recorded[]): Promise<boolean> {
    const given = events.flatMap((event) => this.fieldsOf(category, event));
    const kept = stored.flatMap(({ id, event }) => this.fieldsOf(category, event).map((field) => ({ ...field, id })));
    if (given.length !== kept.length) return false;
    for (const [at, { field, value, subject, id }] of kept.entries()) {
      const other = given[at];
      if (other?.field !== field || other.value.sealed || !value.sealed) return false;
      const opened = await this.vault.open(value, { subject, event: id, field });
      if (opened.kept && opened.text !== other.value.text) return false;
    }
    return true;
  }

  private partsOf(category: string, { type }: Message): readonly SealedPart[] {
    return this.kinds[category]?.[type] ?? [];
  }

  private fieldsOf(category: string, event: Message): readonly Field[] {
    return this.partsOf(category, event).flatMap((part) =>
      heldIn(part, event.data as Data).flatMap((held) =>
        part.fields.flatMap((field) => {
          const value = held[field] as Narrative | undefined;
          return value === undefined ? [] : [{ subject: String(held[part.subject]), field, value }];
        }),
      ),
    );
  }

  private async sealOne(category: string, written: NewEvent): Promise<NewEvent> {
    let data = written.event.data as Data;
    for (const part of this.partsOf(category, written.event)) {
      const held: Data[] = [];
      for (const one of heldIn(part, data)) held.push(await this.sealPart(part, one, written.id));
      data = part.each === undefined ? (held[0] ?? data) : { ...data, [part.each]: held };
    }
    return { ...written, event: { ...written.event, data } };
  }

  private async sealPart({ subject: name, fields }: SealedPart, held: Data, event: string): Promise<Data> {
    const subject = held[name];
    if (typeof subject !== 'string') throw new Error(`A sealed part has no ${name}`);
    const sealed: Record<string, unknown> = { ...held };
    for (const field of fields) {
      const value = held[field];
      if (value !== undefined) sealed[field] = await this.sealValue(value, { subject, event, field });
    }
    return sealed;
  }

  private sealValue(value: unknown, place: Place): Promise<Narrative> | Narrative {
    if (typeof value !== 'object' || value === null || !('sealed' in value))
      throw new Error(`${place.field} is declared as sealed and is no narrative`);
    const given = value as Narrative;
    return given.sealed ? given : this.vault.seal(given.text, place);
  }
}

/** The objects of an event that hold the fields of this part. */
const heldIn = ({ each }: SealedPart, data: Data): readonly Data[] =>
  each === undefined ? [data] : ((data[each] ?? []) as readonly Data[]);
