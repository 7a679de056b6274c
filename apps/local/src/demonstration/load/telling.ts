import type { By, Meeting, Message } from '#app/kernel';
import { addDays } from '#app/calendar';
import { asThemselves, derivedId } from '#app/platform';
import { restrictionIdOf } from '#app/restriction';
import { demonstrationPeople } from '../../../../web/src/demonstration.people';
import { demonstrationYear as year, type Act, type Day, type IsoDate, type Marked, type Origin } from '../content';

/** The kinds of record, in the order in which things of one day are told: what comes later may speak of what is there. */
export const KINDS = [
  'agency',
  'group',
  'post',
  'referral',
  'rapidReview',
  'learningEvent',
  'audit',
  'recommendation',
  'restriction',
  'retention',
  'dataRequest',
  'hold',
] as const;
export type Kind = (typeof KINDS)[number];

/** The reference that a record was given; it is known once the record has been opened. */
export type ReferenceOf = (kind: Kind, id: string) => string;

/** One act on its way to the slice that takes it. */
export interface Told {
  readonly kind: Kind;
  /** As the content calls the record. */
  readonly record: string;
  /** Of the stream. */
  readonly id: string;
  readonly commandId: string;
  readonly on: IsoDate;
  readonly by: By;
  /** Fields of the event, and `happenedOn`, `actor` and `onBehalfOf` of its metadata. */
  readonly invented: readonly string[];
  readonly command: Message | ((referenceOf: ReferenceOf) => Message);
  /** What follows by itself is waited for. */
  readonly reacts: boolean;
}

/** What one act of the content becomes, before it is known which act of which record it is. */
export interface Draft extends Pick<Told, 'command' | 'invented' | 'on' | 'by'> {
  readonly reacts?: boolean;
}

/** A day counted from the day of loading, as a date. */
export type Days = (day: Day) => IsoDate;

export const daysFrom =
  (loading: IsoDate): Days =>
  (day) =>
    typeof day === 'string' ? day : addDays(loading, day.daysFromLoading);

/** The same on every start: a repeat is recognised by it. `place` is that of the act in its record. */
export const commandIdOf = (kind: Kind, record: string, place: number, part = 0): string =>
  derivedId('demonstration', kind, record, place, part);

/** A directory record is known by its slug, a rapid review by the decision that opened it, any other by a derived id. */
export function streamIdOf(kind: Kind, record: string): string {
  if (kind === 'restriction') return restrictionIdOf({ category: 'referral', id: streamIdOf('referral', record) });
  if (kind === 'agency' || kind === 'group' || kind === 'post') return record;
  return kind === 'rapidReview' ? openedBy(record) : derivedId('demonstration', kind, record);
}

/** A rapid review bears the id of the event that opened it: the referral's decision that the criteria appear met. */
function openedBy(review: string): string {
  for (const { id, acts } of year.referrals) {
    const place = acts.findIndex(
      (act) => act.kind === 'decided' && act.outcome.is === 'criteria-appear-met' && act.outcome.rapidReview === review,
    );
    if (place >= 0) return derivedId(commandIdOf('referral', id, place), 0);
  }
  throw new Error(`No referral leads to ${review}`);
}

/** All acts of a record; each act of the content may become several commands, or none where no slice asks for it. */
export const tellRecord = <A>(
  kind: Kind,
  record: string,
  acts: readonly A[],
  tell: (act: A, place: number) => readonly Draft[],
): readonly Told[] =>
  acts.flatMap((act, place) =>
    tell(act, place).map((draft, part) => ({
      reacts: false,
      ...draft,
      kind,
      record,
      id: streamIdOf(kind, record),
      commandId: commandIdOf(kind, record, place, part),
    })),
  );

/** Who acts, in the role that they sign in with, and for whom. */
export function byOf({ by, onBehalfOf: { agency, group, meeting, betweenMeetings, conflicts } }: Act, days: Days): By {
  const person = demonstrationPeople.find(({ id }) => id === by);
  if (!person) throw new Error(`${by} does not sign in`);
  return {
    actor: by,
    onBehalfOf: {
      ...asThemselves(person),
      ...(agency !== undefined && { agency }),
      ...(group !== undefined && group !== 'partnership-team' && { group }),
      ...(meeting !== undefined && { meeting: meetingOf(meeting, days) }),
      ...(betweenMeetings !== undefined && { betweenMeetings }),
      ...(conflicts !== undefined && { conflicts }),
    },
  };
}

function meetingOf(id: string, days: Days): Meeting {
  const meeting = year.meetings.find((one) => one.id === id);
  if (!meeting) throw new Error(`There is no meeting ${id}`);
  return { group: meeting.group, date: days(meeting.on), label: meeting.label };
}

/** At a meeting, or between meetings with the reason: as a decision record keeps it beside who decided. */
export const whereOf = ({
  onBehalfOf: { meeting, betweenMeetings },
}: By): { readonly meeting?: Meeting; readonly betweenMeetings?: string } => ({
  ...(meeting && { meeting }),
  ...(betweenMeetings !== undefined && { betweenMeetings }),
});

export interface Inventing {
  readonly origin: Origin;
  /** Names of the content, or paths in it, that the event has under other names. */
  readonly as?: Readonly<Record<string, readonly string[]>>;
  /** Fields that a command asks for and the content does not have. */
  readonly also?: readonly string[];
}

/** How a slice takes an act: the command, with what of it is invented. */
export const draft = (
  act: Act,
  days: Days,
  command: Told['command'],
  { origin, as = {}, also = [] }: Inventing,
): Draft => {
  const on = days(act.on);
  const { data } = typeof command === 'function' ? command(() => '') : command;
  const told = data as Readonly<Record<string, unknown>>;
  const names = origin === 'invented' ? [...WHEN_AND_WHO, ...Object.keys(told)] : namesOf(act, told, on, as);
  const stored = names.flatMap((name) => STORED[name] ?? [name]);
  return { on, by: byOf(act, days), command, invented: [...new Set([...stored, ...also])] };
};

export const WHEN_AND_WHO = ['happenedOn', 'actor', 'onBehalfOf'] as const;

/** What an event keeps under another name than its command, or not at all. */
const STORED: Readonly<Record<string, readonly string[]>> = {
  numberOfChildren: ['children'],
  channels: ['channel'],
  steps: ['step'],
  lines: [],
  target: ['to'],
  learningNeeded: [],
  lineId: [],
  lineIds: [],
};

/** The event's fields for the content's paths: `views.0.reason` is told of by the field `views`. */
function namesOf(
  { invented }: Marked,
  data: Readonly<Record<string, unknown>>,
  on: IsoDate,
  as: NonNullable<Inventing['as']>,
): readonly string[] {
  const dates = Object.keys(data).filter((name) => data[name] === on);
  const where = ['meeting', 'betweenMeetings'].filter((name) => name in data);
  const usual: NonNullable<Inventing['as']> = {
    on: ['happenedOn', ...dates],
    by: ['actor'],
    onBehalfOf: ['onBehalfOf', ...where],
  };
  return invented.flatMap((path) => {
    const head = path.slice(0, `${path}.`.indexOf('.'));
    return as[path] ?? as[head] ?? usual[head] ?? (head in data ? [head] : []);
  });
}
