import { type ActDefinition, type Person, type RecordKind, type RecordRow, Registry, schemaOf } from '#app/platform';
import { demonstrationPeople } from '../apps/web/src/demonstration.people';
import type { Schema } from './bad-input.bodies';
import { type House, TODAY, openHouse } from './house';
import { type Answer, type Visitor, visit } from './visitor';

/** Where something is sent, by somebody who may, on a record on which it is possible where there is one. */
export interface Sending {
  readonly visitor: Visitor;
  readonly page: string;
  readonly api: string;
  readonly schema: Schema;
}

/** The house, with the two who between them may send everything, and its records. */
export class Sender {
  private readonly rows = new Map<string, readonly RecordRow[]>();

  private constructor(
    readonly house: House,
    readonly team: Visitor,
    readonly scrutineer: Visitor,
  ) {}

  static async open(): Promise<Sender> {
    // It sends more in two minutes than anybody is given.
    const house = await openHouse(undefined, { limits: null });
    const sender = new Sender(house, await visit(house, 'partnership-team'), await visit(house, 'scrutineer'));
    for (const kind of house.web.app.get(Registry).kinds) {
      const { items } = await kind.list({ page: 1, pageSize: 200, filters: {}, today: TODAY, person: anybody });
      sender.rows.set(kind.path, items);
    }
    return sender;
  }

  close(): Promise<void> {
    return this.house.close();
  }

  kindAt(path: string): RecordKind {
    const kind = this.house.web.app.get(Registry).at(path);
    if (!kind) throw new Error(path);
    return kind;
  }

  sendingOf(path: string, name: string): Sending {
    const { opening, acts } = this.kindAt(path);
    const act = name === 'new' ? opening : acts.find((one) => one.name === name);
    if (!act) throw new Error(`${path}/${name}`);
    const address = name === 'new' ? `/${path}` : `/${path}/${this.rowFor(path, act)}/${name}`;
    const visitor = act.may.some(({ roles }) => roles.includes('partnership-team')) ? this.team : this.scrutineer;
    return { visitor, page: address, api: `/api/v1${address}`, schema: schemaOf(act.form) };
  }

  /** The id of some record; where there is one, of one on which the act is possible. */
  rowFor(path: string, { offered }: Partial<ActDefinition<RecordRow>> = {}): string {
    const records = this.rows.get(path) ?? [];
    return (records.find((row) => offered?.(row, anybody) ?? true) ?? records[0])?.id ?? '';
  }
}

const [anybody] = demonstrationPeople as readonly [Person];

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** A refusal by the API: never a fault of ours, always a problem document with words. */
export function problemIn(answer: Answer, status: number): Problem {
  expect([answer.status, answer.type]).toEqual([status, 'application/problem+json; charset=utf-8']);
  const problem = JSON.parse(answer.text) as Problem;
  expect(problem).toMatchObject({ status, title: expect.stringMatching(/\w/) as string });
  expect(problem.detail).toMatch(/\w/);
  return problem;
}

/** Every one of the pointers is named, itself or what holds it or what is in it, with a sentence. */
export function expectNamed({ errors = [] }: Problem, pointers: readonly string[]): void {
  const within = (one: string, other: string) => one === other || one.startsWith(`${other}/`);
  const unnamed = pointers.filter(
    (pointer) => !errors.some((error) => within(pointer, error.pointer) || within(error.pointer, pointer)),
  );
  expect(unnamed).toEqual([]);
  for (const { detail } of errors) expect(detail).toMatch(/^\S.*\S$/s);
}
