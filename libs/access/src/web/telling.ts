import { type Narrative, wordsOf } from '#app/kernel';
import type { Names, Registry } from '#app/platform';
import type { LookRow } from '../read/looks.queries';

type Event = LookRow['event'];
type Subject = Extract<Event, { type: 'RecordSeen' }>['data']['record'];

/** A look in people's words. */
export interface ToldLook {
  readonly position: string;
  /** ISO instant. */
  readonly at: string;
  readonly by: { readonly id: string; readonly actor: string; readonly role: string; readonly agency?: string };
  /** "Looked at the record". */
  readonly what: string;
  /** At what: a record by its reference, or a list by its name. */
  readonly of: { readonly text: string; readonly href?: string; readonly reference?: string };
  /** What was asked of a list: the choices and the words as they were typed. */
  readonly asked: readonly { readonly name: string; readonly words: string }[];
  readonly reason?: string;
  readonly through: 'page' | 'api';
  /** Of the network. */
  readonly address: string;
  readonly correlationId: string;
}

const PARTS: Readonly<Record<string, string>> = {
  page: 'Looked at the record',
  history: 'Read its history',
  path: 'Looked at its path to completion',
  'preparation-sheet': 'Looked at the preparation sheet',
  looks: 'Looked at who has looked',
};

const REFUSED: Readonly<Record<Extract<Event, { type: 'SealedFieldRefused' }>['data']['why'], string>> = {
  'no-right': 'may not open them',
  'no-reason': 'gave no reason that can be read',
  withheld: 'they are erased, or their use is restricted',
  'does-not-open': 'they do not open, and may have been altered',
};

/** Forms that are no act of a kind of record. */
const FORMS: Readonly<Record<string, string>> = { concerned: 'Open sealed details' };

/** Lists that are of no kind of record. */
const LISTS: Readonly<Record<string, string>> = {
  home: 'Home',
  'audit-trail': 'Audit trail',
  looks: 'Who looked at what',
  'me/looks': 'What have I looked at',
  'unusual-access': 'Unusual access',
};

/** `wordless`: what was asked of a list is not told, for it may name what is withheld from the reader. */
export function tellLook(row: LookRow, registry: Registry, names: Names, wordless = false): ToldLook {
  const { position, at, person, role, agency, day, event, correlation } = row;
  const { through, address } = event.data;
  const reason = event.type === 'SealedFieldOpened' ? wordsOf(event.data.reason) : undefined;
  return {
    position,
    at,
    by: {
      id: person,
      actor: names.person(person),
      role: names.role(role),
      ...(agency !== null && { agency: names.agency(agency, day) }),
    },
    what: whatOf(event, registry),
    of: subjectOf(event, registry),
    asked: 'chosen' in event.data ? askedOf(event.data, wordless) : [],
    ...(reason !== undefined && { reason }),
    through,
    address,
    correlationId: correlation,
  };
}

function whatOf(event: Event, registry: Registry): string {
  switch (event.type) {
    case 'RecordSeen': {
      const { part, act, record } = event.data;
      const title = registry.of(record.category)?.acts.find(({ name }) => name === act)?.title;
      return part === 'form' ? `Opened the form “${title ?? FORMS[act ?? ''] ?? ''}”` : (PARTS[part] ?? part);
    }
    case 'ListSeen':
      return Object.keys(event.data.typed).length > 0 ? 'Searched the list' : 'Looked at the list';
    case 'ListTakenOut':
      return 'Took out a spreadsheet';
    case 'FileTakenOut':
      return 'Took out a file';
    case 'SealedFieldOpened':
      return `Opened sealed details: ${event.data.fields.join(', ')}`;
    case 'SealedFieldRefused':
      return `Was refused sealed details: ${REFUSED[event.data.why]}`;
  }
}

function subjectOf(event: Event, registry: Registry): ToldLook['of'] {
  if ('list' in event.data && event.data.record === undefined) {
    const { list } = event.data;
    const text = registry.at(list)?.plural ?? LISTS[list] ?? list;
    return { text, href: list === 'home' ? '/' : `/${list}` };
  }
  const { record } = event.data;
  return record === undefined ? { text: 'A person concerned' } : ofRecord(record, registry);
}

function ofRecord({ category, id, reference }: Subject, registry: Registry): ToldLook['of'] {
  const kind = registry.of(category);
  const noun = kind?.noun ?? category;
  const text = noun.charAt(0).toUpperCase() + noun.slice(1);
  return { text, reference, ...(kind && { href: `/${kind.path}/${id}` }) };
}

interface AskedFor {
  readonly chosen: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, Narrative>>;
}

const NOT_SHOWN = [{ name: 'Asked for', words: 'not shown, because some records are restricted' }];

function askedOf({ chosen, typed }: AskedFor, wordless: boolean): ToldLook['asked'] {
  const words = Object.entries(typed).map(([name, said]) => [name, wordsOf(said)] as const);
  const asked = [...Object.entries(chosen), ...words].flatMap(([name, said]) =>
    said === '' ? [] : [{ name, words: said }],
  );
  return wordless && asked.length > 0 ? NOT_SHOWN : asked;
}
