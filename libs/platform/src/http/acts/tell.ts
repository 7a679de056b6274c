import type { Narrative, Recorded } from '#app/kernel';
import { dateInLondon, daysBetween, spoken } from '#app/calendar';
import type { Names } from '../../identity/directory';
import { type Person, isRepresentative } from '../../identity/person';
import { conflictsSaid } from './conflicts';
import type { RecordKind } from './record-kind';
import type { Told } from './words';

/** Days between happening and recording after which an entry reads as recorded late. */
const LATE_AFTER_DAYS = 7;

/** As the page macro `value` takes it. */
export type Said = string | { readonly list: readonly string[] } | { readonly words: Narrative };

/** One entry of a history, in people's words. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  readonly happenedOn: string;
  readonly recordedLate: boolean;
  readonly imported: boolean;
  readonly invented: boolean;
  readonly by: EntryBy;
  readonly changes: readonly {
    readonly label: string;
    readonly before?: Said;
    readonly after?: Said;
    readonly invented: boolean;
  }[];
  readonly reason?: string | Narrative;
  /** Another agency's matters: what happened is shown, the rest is not. */
  readonly notShared: boolean;
  readonly event: { readonly type: string; readonly revision: number; readonly position: string };
}

export interface EntryBy {
  readonly actor: string;
  readonly role: string;
  readonly agency?: string;
  readonly group?: string;
  readonly meeting?: string;
  readonly betweenMeetings?: string;
}

/** A step whose name alone would tell what the person may not know. */
const UNNAMED = { title: 'A further step', type: 'NotShared' } as const;
/** Likewise in another agency's matter: who took it, and for whom, would tell as much. */
const OF_ANOTHER = 'A further step of another agency';
const NOT_TOLD: EntryBy = { actor: 'somebody who is not named here', role: '' };

/** More than a week after it happened; what was brought over from older papers is not late. */
export const isRecordedLate = ({ at, metadata }: Recorded): boolean =>
  !metadata.imported && daysBetween(metadata.happenedOn, dateInLondon(at)) > LATE_AFTER_DAYS;

/** Tells an event to a person, leaving out what another agency has not shared. */
export function tell(recorded: Recorded, kind: RecordKind, names: Names, person: Person): Entry {
  const { event, metadata, at, id, revision, position } = recorded;
  const words = kind.words[event.type] ?? { act: event.type, fields: {} };
  const { notShared, ...step } = toldOf(recorded, kind, names, person);
  const data = event.data as Readonly<Record<string, unknown>>;
  const invented = new Set(metadata.invented);
  const say = (field: string, told: Told) => said(data[field], told, names, metadata.happenedOn);
  const named = (field = ''): string | undefined => (typeof data[field] === 'string' ? data[field] : undefined);
  const changed = (words.changes ?? []).flatMap(({ from, to, told, label }) => {
    const [before, after] = [say(from, told), say(to, told)];
    return after === undefined
      ? []
      : [
          {
            label: named(label) ?? labelOf(told),
            ...(before !== undefined && { before }),
            after,
            invented: invented.has(to),
          },
        ];
  });
  const facts = Object.entries(words.fields).flatMap(([field, told]) => {
    const after = say(field, told);
    return after === undefined ? [] : [{ label: labelOf(told), after, invented: invented.has(field) }];
  });
  const reason = words.why === undefined ? undefined : (data[words.why] as string | Narrative | undefined);
  return {
    id,
    title: step.title ?? words.act,
    at,
    happenedOn: metadata.happenedOn,
    recordedLate: isRecordedLate(recorded),
    imported: metadata.imported ?? false,
    invented: invented.has('happenedOn'),
    by: step.by,
    changes: notShared ? [] : [...changed, ...facts, ...declaredAt(recorded, words.decides, names)],
    ...(reason !== undefined && !notShared && { reason }),
    notShared,
    event: { type: step.type, revision, position: String(position) },
  };
}

/** Said of every decision; of what else came of it, only what was declared. */
function declaredAt({ metadata }: Recorded, decides: true | undefined, names: Names): Entry['changes'] {
  const { conflicts } = metadata.onBehalfOf;
  if (!decides && (conflicts ?? []).length === 0) return [];
  const invented = conflicts !== undefined && metadata.invented?.includes('onBehalfOf') === true;
  return [{ label: 'Conflicts of interest', after: conflictsSaid(metadata, names), invented }];
}

const labelOf = (told: Told): string => (typeof told === 'string' ? told : told[0]);

function said(value: unknown, told: Told, names: Names, on: string): Said | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof told !== 'string') {
    const words = told[1](value as never, names, on);
    if (words === undefined || words.length === 0) return undefined;
    return typeof words === 'string' ? words : { list: words };
  }
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && 'sealed' in value) return { words: value as Narrative };
  return Array.isArray(value) ? { list: value.map(String) } : JSON.stringify(value);
}

/** How much of a step this person is told: by which name, by whom, and whether what it says. */
function toldOf(recorded: Recorded, kind: RecordKind, names: Names, person: Person) {
  const { event } = recorded;
  const ofAnother = isOfAnother(recorded, kind, person);
  if (kind.names?.(event, person) !== false) {
    const notShared = ofAnother || kind.tells?.(event, person) === false;
    return { title: undefined, type: event.type, by: byWhom(recorded, names, notShared), notShared };
  }
  return ofAnother
    ? { ...UNNAMED, title: OF_ANOTHER, by: NOT_TOLD, notShared: true }
    : { ...UNNAMED, by: byWhom(recorded, names, true), notShared: true };
}

/** Another agency's own line. */
function isOfAnother({ event }: Recorded, kind: RecordKind, person: Person): boolean {
  const owner = kind.privateTo?.(event);
  return owner !== undefined && isRepresentative(person) && person.agency !== owner;
}

function byWhom({ metadata: { actor, onBehalfOf, happenedOn } }: Recorded, names: Names, notShared: boolean): EntryBy {
  const { role, agency, group, meeting, betweenMeetings } = onBehalfOf;
  return {
    actor: names.person(actor),
    role: names.role(role),
    ...(agency !== undefined && { agency: names.agency(agency, happenedOn) }),
    ...(group !== undefined && { group: names.group(group) }),
    ...(meeting && { meeting: `${meeting.label}, ${spoken(meeting.date)}` }),
    ...(betweenMeetings !== undefined && !notShared && { betweenMeetings }),
  };
}
