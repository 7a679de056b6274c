import type { By, Meeting, Message } from '#app/kernel';
import { addDays } from '#app/calendar';
import { asThemselves, derivedId, ownKey } from '#app/platform';
import { restrictionIdOf } from '#app/restriction';
import { PARTNERSHIP_SERVED } from '../../../../web/src/partnerships.environment';
import type { Act, Day, Demonstration, IsoDate, Marked, Origin } from '../content';

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

/** A year as it is told to the house of one partnership. */
export interface Year extends Demonstration {
  /** Its id. */
  readonly partnership: string;
  /** A day counted from the day of loading, as a date. */
  readonly day: (day: Day) => IsoDate;
}

export const yearFrom = (of: Demonstration, loading: IsoDate, partnership = PARTNERSHIP_SERVED.id): Year => ({
  ...of,
  partnership,
  day: (day) => (typeof day === 'string' ? day : addDays(loading, day.daysFromLoading)),
});

/** The same on every start: a repeat is recognised by it. `place` is that of the act in its record. */
export const commandIdOf = (kind: Kind, record: string, place: number, part = 0): string =>
  derivedId('demonstration', kind, record, place, part);

/** A directory record is known by its slug, any other by a derived id. */
export function recordIdOf(kind: Exclude<Kind, 'rapidReview'>, record: string): string {
  if (kind === 'restriction') return restrictionIdOf({ category: 'referral', id: recordIdOf('referral', record) });
  if (kind === 'agency' || kind === 'group' || kind === 'post') return record;
  return derivedId('demonstration', kind, record);
}

/** The same, and of a rapid review the id of the decision that opened it. */
export const streamIdOf = (year: Year, kind: Kind, record: string): string =>
  kind === 'rapidReview' ? openedBy(year, record) : recordIdOf(kind, record);

/** A rapid review bears the id of the event that opened it: the referral's decision that the criteria appear met. */
function openedBy(year: Year, review: string): string {
  for (const { id, acts } of year.referrals) {
    const place = acts.findIndex(
      (act) => act.kind === 'decided' && act.outcome.is === 'criteria-appear-met' && act.outcome.rapidReview === review,
    );
    if (place >= 0) return derivedId(ownKey(commandIdOf('referral', id, place), year.partnership), 0);
  }
  throw new Error(`No referral leads to ${review}`);
}

/** All acts of a record; each act of the content may become several commands, or none where no slice asks for it. */
export const tellRecord = <A>(
  year: Year,
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
      id: streamIdOf(year, kind, record),
      commandId: commandIdOf(kind, record, place, part),
    })),
  );

/** Who acts, in the role that they sign in with, and for whom. */
export function byOf({ by, onBehalfOf: { agency, group, meeting, betweenMeetings, conflicts } }: Act, year: Year): By {
  const person = year.signIn.find(({ id }) => id === by);
  if (!person) throw new Error(`${by} does not sign in`);
  return {
    actor: by,
    onBehalfOf: {
      ...asThemselves(person),
      ...(agency !== undefined && { agency }),
      ...(group !== undefined && group !== 'partnership-team' && { group }),
      ...(meeting !== undefined && { meeting: meetingOf(meeting, year) }),
      ...(betweenMeetings !== undefined && { betweenMeetings }),
      ...(conflicts !== undefined && { conflicts }),
    },
  };
}

function meetingOf(id: string, year: Year): Meeting {
  const meeting = year.meetings.find((one) => one.id === id);
  if (!meeting) throw new Error(`There is no meeting ${id}`);
  return { group: meeting.group, date: year.day(meeting.on), label: meeting.label };
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
  year: Year,
  command: Told['command'],
  { origin, as = {}, also = [] }: Inventing,
): Draft => {
  const on = year.day(act.on);
  const { data } = typeof command === 'function' ? command(() => '') : command;
  const told = data as Readonly<Record<string, unknown>>;
  const names = origin === 'invented' ? [...WHEN_AND_WHO, ...Object.keys(told)] : namesOf(act, told, on, as);
  const stored = names.flatMap((name) => STORED[name] ?? [name]);
  return { on, by: byOf(act, year), command, invented: [...new Set([...stored, ...also])] };
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
