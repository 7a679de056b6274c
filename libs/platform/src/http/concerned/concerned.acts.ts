import { narrative } from '#app/kernel';
import { type ConcernedCommand, DETAILS, type Details, type PersonGiven } from '#app/concerned';
import type { Ground } from '../../identity/ground';
import type { PersonConcernedRow } from '../../vault/concerned.row';
import { derivedId } from '../../write/derived-id';
import type { ActDefinition, At, RecordRow } from '../acts/record-kind';
import { act } from '../acts/registry';
import type { Option } from '../forms';
import {
  CorrectPersonForm,
  NumberedPeopleForm,
  type PeopleForm,
  type PersonForm,
  TakeOffPersonForm,
  UnnumberedPeopleForm,
} from './concerned.forms';

/** A record whose row knows whom it concerns. */
export interface ConcernedRecord extends RecordRow {
  readonly concerned?: readonly PersonConcernedRow[];
}

export interface Concerning<R> {
  readonly may: readonly Ground<R>[];
  readonly offered: (record: R) => boolean;
  /** The pseudonyms that the record itself has given its children, where it gives any. */
  readonly children?: (record: R) => readonly string[];
}

/** Recording and correcting who is concerned, and taking off a mistake, for any kind of record that does. */
export const concernedActs = <R extends ConcernedRecord>({
  may,
  offered,
  children,
}: Concerning<R>): readonly ActDefinition<R>[] => [
  act<R, PeopleForm>({
    name: 'people-concerned',
    title: 'Record who is concerned',
    intro:
      'The children, family and practitioners whom this is about. Everything below is sealed: pages show a pseudonym only, and who opens it gives a reason that is recorded.',
    button: 'Seal and record',
    under: 'Who is concerned',
    done: 'Who is concerned is recorded, and sealed.',
    form: children ? NumberedPeopleForm : UnnumberedPeopleForm,
    may,
    offered,
    lists: ({ record }) => (children && record ? { children: childrenOf(children(record), record) } : {}),
    initial: ({ record }) => {
      if (!children || !record) return {};
      const next = children(record).find((child) => !isRecorded(child, record));
      return next === undefined ? {} : { people: [{ kind: 'child', child: next } as PersonForm] };
    },
    command: ({ people }, { key = '' }) =>
      ({
        type: 'RecordPeopleConcerned',
        data: { people: people.map((person, at) => given(person, derivedId(key, 'person concerned', at))) },
      }) satisfies ConcernedCommand,
  }),
  act<R, CorrectPersonForm>({
    name: 'people-concerned-correction',
    title: 'Correct who is concerned',
    intro: 'What is recorded now is not shown here. The wrong value stays in the history, sealed.',
    button: 'Seal and record',
    under: 'Who is concerned',
    done: 'The correction is recorded, and sealed.',
    form: CorrectPersonForm,
    may,
    offered: (record) => offered(record) && concernsAnybody(record),
    lists: ({ record }) => ({ concerned: peopleOf(record) }),
    initial: whoIsAsked,
    command: ({ subject, detail, reason, ...right }) =>
      ({
        type: 'CorrectPersonConcerned',
        data: { subject, detail, to: narrative(right[detail] ?? ''), reason: narrative(reason) },
      }) satisfies ConcernedCommand,
  }),
  act<R, TakeOffPersonForm>({
    name: 'people-concerned-taken-off',
    title: 'Take off a person recorded by mistake',
    intro:
      'For somebody whom this does not concern. They no longer stand on the record, and nobody opens their details. The history says that it happened, and the details stay in it, sealed.',
    button: 'Take off',
    under: 'Who is concerned',
    done: 'The person is taken off this record.',
    form: TakeOffPersonForm,
    may,
    offered: (record) => offered(record) && concernsAnybody(record),
    lists: ({ record }) => ({ concerned: peopleOf(record) }),
    initial: whoIsAsked,
    command: ({ subject, reason }) =>
      ({
        type: 'TakeOffPersonConcerned',
        data: { subject, reason: narrative(reason) },
      }) satisfies ConcernedCommand,
  }),
];

const concernsAnybody = ({ concerned = [] }: ConcernedRecord): boolean => concerned.length > 0;

const peopleOf = (record: ConcernedRecord | undefined): readonly Option[] =>
  (record?.concerned ?? []).map(({ id, pseudonym }) => ({ value: id, text: pseudonym }));

/** A link on the page says whom it is about. */
const whoIsAsked = ({ query }: At<RecordRow>): { readonly subject?: string } =>
  query['person'] === undefined ? {} : { subject: query['person'] };

/** All of them, for a request that is sent again is read again; the decider refuses who is recorded already. */
const childrenOf = (children: readonly string[], record: ConcernedRecord): readonly Option[] =>
  children.map((child) => ({ value: child, text: isRecorded(child, record) ? `${child} (recorded already)` : child }));

const isRecorded = (child: string, { concerned = [] }: ConcernedRecord): boolean =>
  concerned.some(({ pseudonym }) => pseudonym === child);

const given = ({ kind, child, ...words }: PersonForm, subject: string): PersonGiven => {
  const asked = DETAILS[kind].flatMap((detail) =>
    words[detail] === undefined ? [] : [[detail, words[detail]] as const],
  );
  const details = Object.fromEntries(asked.map(([detail, text]) => [detail, narrative(text)])) as Details;
  return { subject, kind, ...(child !== undefined && { pseudonym: child }), ...details };
};
