import { Injectable } from '@nestjs/common';
import { allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import { type PolicyLine, type PolicySection, READ, recording } from '../../identity/policy';
import type { RecordKind } from '../acts/record-kind';
import { Registry } from '../acts/registry';
import { Addresses } from './addresses';

/** Who may do what, in one place: read from the grounds that decide, so that the table cannot say anything else. */
@Injectable()
export class Policy {
  constructor(
    private readonly registry: Registry,
    private readonly addresses: Addresses,
  ) {}

  /** Whether the page at this path, or the list of the kind of record that stands there, lets this person in. */
  mayOpen(path: string, person: Person): boolean {
    const page = this.addresses.of('GET', path);
    const may = typeof page === 'object' ? page.may : this.registry.at(path.slice(1))?.readable;
    return may !== undefined && allowed(may, person, undefined);
  }

  sections(): readonly PolicySection[] {
    const own = this.addresses.own.map(({ name, title, may }) => ({ act: name, title, may, entered: false }));
    return [...this.registry.kinds.map(ofKind), { path: '', title: 'Across the partnership', lines: own }];
  }
}

function ofKind({ path, plural, readable, opening, acts, opens }: RecordKind): PolicySection {
  const done = [...(opening ? [opening] : []), ...acts];
  const lines: PolicyLine[] = [
    { act: READ, title: 'Open the list, a record and its history', may: readable, entered: false },
    ...done.map(({ name, title, may }) => recording({ act: name, title, may })),
    ...(opens
      ? [{ act: 'concerned', title: 'Open sealed details of who is concerned', may: opens, entered: false }]
      : []),
  ];
  return { path, title: plural, lines };
}
