import { allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import type { ActDefinition, RecordKind, RecordRow } from './record-kind';

/** Every kind of record that the web serves: the table of contents of its addresses. */
export class Registry {
  private readonly byPath: ReadonlyMap<string, RecordKind>;
  private readonly byCategory: ReadonlyMap<string, RecordKind>;

  constructor(readonly kinds: readonly RecordKind[]) {
    this.byPath = new Map(kinds.map((kind) => [kind.path, kind]));
    this.byCategory = new Map(kinds.map((kind) => [kind.category, kind]));
  }

  at(path: string): RecordKind | undefined {
    return this.byPath.get(path);
  }

  of(category: string): RecordKind | undefined {
    return this.byCategory.get(category);
  }

  /** Whether this person may read that record, so that a page links to nothing that would be refused. */
  async mayRead(path: string, id: string, person: Person): Promise<boolean> {
    const kind = this.at(path);
    const record = await kind?.find(id);
    return kind !== undefined && record !== undefined && allowed(kind.readable, person, record);
  }
}

/** Lets a slice give the exact types of its records and forms, and hands them on as the general kind. */
export const recordKind = <R extends RecordRow>(kind: RecordKind<R>): RecordKind => kind as unknown as RecordKind;

/** Likewise for one act with its form. */
export const act = <R extends RecordRow, F extends object>(definition: ActDefinition<R, F>): ActDefinition<R> =>
  definition as unknown as ActDefinition<R>;
