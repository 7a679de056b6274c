import { type RecordKind, type RecordRow, Registry, asking } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import { type House, TODAY, openHouse } from './house';
import { expected } from './permissions.expected';
import { addRecordsOfThePolice } from './permissions.records';
import { type Answer, type Json, type Visitor, jsonOf, visit } from './visitor';

export const PEOPLE = demonstrationPeople.map(({ id }) => id);
export const KINDS = Object.keys(expected);

/** A record as the Partnership Team reads it, and as the house holds it. */
export interface Sample {
  readonly row: RecordRow;
  readonly json: Json;
}

/** Everybody of the demonstration, signed in, and the records that they try. */
export class Everybody {
  private readonly samples = new Map<string, readonly Sample[]>();

  private constructor(
    readonly house: House,
    private readonly visitors: readonly Visitor[],
  ) {}

  static async open(): Promise<Everybody> {
    const house = await openHouse();
    const all = new Everybody(house, await Promise.all(PEOPLE.map((person) => visit(house, person))));
    await addRecordsOfThePolice(house, all.visitor('partnership-team'));
    for (const path of KINDS) all.samples.set(path, await all.samplesOf(path));
    return all;
  }

  close(): Promise<void> {
    return this.house.close();
  }

  visitor(person: string): Visitor {
    const visitor = this.visitors.find((one) => one.person === person);
    if (!visitor) throw new Error(person);
    return visitor;
  }

  kind(path: string): RecordKind {
    const kind = this.house.web.app.get(Registry).at(path);
    if (!kind) throw new Error(path);
    return kind;
  }

  records(path: string): readonly Sample[] {
    return this.samples.get(path) ?? [];
  }

  private async samplesOf(path: string): Promise<readonly Sample[]> {
    const [person] = demonstrationPeople;
    if (!person) throw new Error('Nobody is in the demonstration');
    const query = { page: 1, pageSize: 200, filters: {}, today: TODAY, person };
    const { items } = await asking.as({ person: person.id, now: '' }, () => this.kind(path).list(query));
    const answer = await this.visitor('partnership-team').get(`/api/v1/${path}?pageSize=200`);
    const seen = jsonOf(answer)['items'] as Json[];
    return items.map((row) => ({ row, json: seen.find(({ id }) => id === row.id) ?? {} }));
  }
}

/** "403" with who may, or anything that is neither that nor a fault of ours. */
export function verdictOn({ status, type, text }: Answer): string {
  if (status >= 500) return `fault ${status}`;
  if (status !== 403) return 'let in';
  if (type.startsWith('application/problem+json')) {
    const { grounds, detail } = JSON.parse(text) as { grounds?: unknown[]; detail: string };
    return grounds && grounds.length > 0 && detail.startsWith('This may be done by') ? 'refused' : `refused: ${text}`;
  }
  return type.startsWith('text/html') && text.includes('Who may do it') ? 'refused' : `refused: ${text.slice(0, 200)}`;
}
