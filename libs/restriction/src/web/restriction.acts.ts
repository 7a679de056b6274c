import { type Narrative, RuleBroken, narrative } from '#app/kernel';
import {
  type ActDefinition,
  type At,
  type Option,
  type People,
  type RecordKind,
  type RecordRow,
  type Registry,
  act,
  allowed,
  isTeam,
  partnershipManager,
  recordCalled,
  scrutineer,
} from '#app/platform';
import type { RestrictionCommand } from '../domain/restriction.commands';
import type { Named } from '../domain/restriction.events';
import type { OpeningRow, RestrictionRow } from '../read/restriction.row';
import { RESTRICTABLE } from '../read/restriction.titles';
import {
  AnswerAboutOpeningForm,
  ChangeRestrictionForm,
  LiftRestrictionForm,
  OpenRestrictedForm,
  OpeningSeenForm,
  RestrictForm,
} from './restriction.forms';
import { changers, lifters, mayRestrict, restrictors } from './restriction.grounds';
import { instant } from './restriction.names';

type Row = RestrictionRow;

const command = (given: RestrictionCommand): RestrictionCommand => given;

const stands = ({ now }: Row): boolean => now?.standing === true;

/** Everybody who signs in, the Partnership Team first: one of them has to be named. */
async function everybody(people: People): Promise<readonly Option[]> {
  const all = (await people.all()).toSorted((a, b) => Number(isTeam(b)) - Number(isTeam(a)));
  return all.map(({ id, title }) => ({ value: id, text: title }));
}

async function namedIn(posts: readonly string[], people: People): Promise<readonly Named[]> {
  const all = await people.all();
  return posts.map((post) => ({ post, role: all.find(({ id }) => id === post)?.role ?? '' }));
}

/** The record with this reference, of a kind that can be restricted, if this person may read it. */
async function restrictable(
  typed: string,
  { kinds }: Registry,
  at: At<Row>,
): Promise<{ readonly kind: RecordKind; readonly record: RecordRow } | undefined> {
  for (const kind of kinds) {
    if (!(kind.category in RESTRICTABLE) || !allowed(kind.readable, at.person, undefined)) continue;
    const record = await recordCalled(kind, typed, at);
    if (record && allowed(kind.readable, at.person, record)) return { kind, record };
  }
  return undefined;
}

export const restrictRecord = (registry: () => Registry, people: People): ActDefinition<Row> =>
  act<Row, RestrictForm>({
    name: 'new',
    title: 'Restrict a record to named people',
    intro:
      'From now on only those whom you name see it, and what came of it. For everybody else it is not there: lists say how many are restricted, and no more.',
    button: 'Restrict it',
    done: 'The record is restricted.',
    form: RestrictForm,
    may: restrictors,
    lists: async () => ({ people: await everybody(people) }),
    initial: ({ person, query }) => ({
      ...(query['record'] !== undefined && { record: query['record'] }),
      named: [person.id],
    }),
    command: async ({ record: typed, named, until, reason }, at) => {
      const found = await restrictable(typed, registry(), at);
      if (!found)
        throw new RuleBroken(
          'no-such-record',
          `There is no record ${typed.trim()} that can be restricted among those that you may read.`,
          'record',
        );
      const { kind, record } = found;
      if (!mayRestrict(at.person, kind.category, record))
        throw new RuleBroken(
          'not-your-group',
          'The Partnership Team restricts it, or the chair of the group that decides on it.',
          'record',
        );
      return command({
        type: 'RestrictRecord',
        data: {
          record: { category: kind.category, id: record.id },
          named: await namedIn(named, people),
          until,
          reason: narrative(reason),
        },
      });
    },
  });

const because = (reason: string): { readonly reason: Narrative } => ({ reason: narrative(reason) });

export const restrictionActs = (people: People): readonly ActDefinition<Row>[] => [
  act<Row, ChangeRestrictionForm>({
    name: 'change',
    title: 'Change or renew it',
    intro: 'It holds at once: whoever is no longer named does not see the record any more.',
    done: 'The restriction is changed.',
    form: ChangeRestrictionForm,
    may: changers,
    offered: stands,
    lists: async () => ({ people: await everybody(people) }),
    initial: ({ record }) => (record ? { named: record.named, until: record.until } : {}),
    command: async ({ named, until, reason }) =>
      command({
        type: 'ChangeRestriction',
        data: { named: await namedIn(named, people), until, ...because(reason) },
      }),
  }),
  act<Row, LiftRestrictionForm>({
    name: 'lifting',
    title: 'Lift the restriction',
    intro: 'Everybody then sees the record who did before.',
    done: 'The restriction is lifted.',
    form: LiftRestrictionForm,
    may: lifters,
    offered: stands,
    command: ({ reason }) => command({ type: 'LiftRestriction', data: because(reason) }),
  }),
  act<Row, OpenRestrictedForm>({
    name: 'opening',
    title: 'Open it without being named',
    intro:
      'You then see the record, and what came of it, for four hours. The Independent Scrutineer is told at once that you opened it, with the reason that you give here.',
    button: 'Open it for four hours',
    done: 'The record is open to you for four hours. The Independent Scrutineer is told.',
    form: OpenRestrictedForm,
    may: [partnershipManager],
    offered: (record, { id }) => stands(record) && !record.named.includes(id) && !record.now?.openTo.includes(id),
    command: ({ reason }) => command({ type: 'OpenRestrictedRecord', data: because(reason) }),
  }),
  act<Row, OpeningSeenForm>({
    name: 'seen',
    title: 'Mark an opening as seen, or ask about it',
    done: 'It is marked as seen.',
    form: OpeningSeenForm,
    may: [scrutineer],
    offered: ({ unseen }) => unseen > 0,
    lists: ({ record, names }) => ({ openings: options(record, notSeen, (id) => names.person(id)) }),
    initial: ({ record }) => firstOf(record, notSeen),
    command: ({ opening, question }) =>
      command({
        type: 'MarkOpeningSeen',
        data: { opening: Number(opening), ...(question !== undefined && { question: narrative(question) }) },
      }),
  }),
  act<Row, AnswerAboutOpeningForm>({
    name: 'answer',
    title: 'Answer the Independent Scrutineer',
    done: 'The answer is recorded.',
    form: AnswerAboutOpeningForm,
    may: [partnershipManager],
    offered: ({ unanswered }) => unanswered > 0,
    lists: ({ record, names }) => ({ openings: options(record, isAsked, (id) => names.person(id)) }),
    initial: ({ record }) => firstOf(record, isAsked),
    command: ({ opening, answer }) =>
      command({ type: 'AnswerAboutOpening', data: { opening: Number(opening), answer: narrative(answer) } }),
  }),
];

const notSeen = ({ seen }: OpeningRow): boolean => !seen;
const isAsked = ({ seen, answer }: OpeningRow): boolean => seen?.question !== undefined && !answer;

/** All of its openings: which of them are past choosing is the decider's to say. */
const options = (
  record: Row | undefined,
  wanted: (opening: OpeningRow) => boolean,
  called: (person: string) => string,
): readonly Option[] =>
  (record?.detail.openings ?? [])
    .toSorted((a, b) => Number(wanted(b)) - Number(wanted(a)))
    .map(({ number, person, at }) => ({ value: String(number), text: `${called(person)}, ${instant(at)}` }));

function firstOf(record: Row | undefined, wanted: (opening: OpeningRow) => boolean): { readonly opening?: string } {
  const first = record?.detail.openings.find(wanted);
  return first ? { opening: String(first.number) } : {};
}
