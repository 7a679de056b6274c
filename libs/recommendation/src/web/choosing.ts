import type { Meeting, OnBehalfOf } from '#app/kernel';
import {
  type At,
  EXECUTIVE,
  type Ground,
  type MeetingAnswer,
  type Names,
  type OptionLists,
  type Person,
  SEATED,
  ground,
  inGroup,
  isRepresentative,
  isTeam,
  memberOf,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import type { Owner } from '../domain/recommendation.events';
import { LINE_REFUSALS, type LineView, judgesOf, lineIn, linesOf, openLinesOf } from '../read/recommendation.lines';
import type { RecommendationRow } from '../read/recommendation.row';
import { ownerName } from './recommendation.names';

/** Who may act on a recommendation, and which line they may act on. */
export type Row = RecommendationRow;

export const isOwn = ({ owner }: { readonly owner: Owner }, person: Person): boolean =>
  owner.kind === 'agency' && person.agency !== undefined && owner.id === person.agency;

/** Another agency's line, to a representative: name and state only. */
export const isNotShared = ({ owner }: { readonly owner: Owner }, person: Person): boolean =>
  isRepresentative(person) && owner.kind === 'agency' && owner.id !== person.agency;

export const isMember = (person: Person, group: string | undefined): boolean =>
  group !== undefined && SEATED.includes(person.role) && inGroup(person, group);

/** Members of a group that the record, or its line, names. */
export const membersOf = (
  label: string,
  when: (person: Person, record: Row | undefined, asked: unknown) => boolean,
): Ground<Row> => ground({ label, roles: SEATED, scope: 'group', who: ({ groups }) => groups.length > 0, when });

export const monitorMembers = membersOf('Members of the group that follows it', (person, record) =>
  isMember(person, record?.monitor),
);
export const broughtBefore = membersOf('Members of a group before which it was brought', (person, record) =>
  (record?.escalatedTo ?? []).some((group) => isMember(person, group)),
);
const judgesLine = (record: Row, line: LineView, person: Person): boolean => isMember(person, judgesOf(record, [line]));
/** The line that an act or a link names. */
function lineAsked(asked: unknown): string | undefined {
  const { lineId, line } = (asked ?? {}) as { readonly lineId?: unknown; readonly line?: unknown };
  const named = lineId ?? line;
  return typeof named === 'string' ? named : undefined;
}
/** Of the line that is named: nobody who sits in the group of one line judges another by it. */
export const judges = membersOf(
  'Members of the group that judges it: the one that follows it, or a second one where that is the owner',
  (person, record, asked) => {
    if (!record) return false;
    const line = lineIn(record, lineAsked(asked));
    return (line ? [line] : linesOf(record)).some((one) => judgesLine(record, one, person));
  },
);
export const executives: Ground<Row> = memberOf(EXECUTIVE, 'Executive Group');
export const anyMonitor = membersOf('Members of the groups that follow recommendations', () => true);
const ownerMembers = membersOf(
  'Members of the group that owns the line',
  (person, record) =>
    record?.detail.state.lines.some(({ owner }) => owner.kind === 'group' && isMember(person, owner.id)) ?? false,
);
/** The agency's own line, where one is named; any own line before that. */
const ownRepresentative: Ground<Row> = representativeOf(
  'Representatives, on the line of their own agency',
  (record, asked, person) => {
    const named = lineAsked(asked);
    const lines = record?.detail.state.lines ?? [];
    return lines.some((one) => isOwn(one, person) && (named === undefined || named === one.id));
  },
);

export const team: readonly Ground<Row>[] = [partnershipTeam];
/** The group that follows it decides; the Partnership Team may record what it decided. */
export const deciders: readonly Ground<Row>[] = [partnershipTeam, monitorMembers];
export const owners: readonly Ground<Row>[] = [partnershipTeam, ownRepresentative, ownerMembers];

/** The open lines that this person may judge, or record the judgement of. */
export const judgeable = (record: Row, person: Person): readonly LineView[] =>
  openLinesOf(record).filter((line) => isTeam(person) || judgesLine(record, line, person));

/** The lines that this person may answer for. */
export function answerable(record: Row, person: Person): readonly LineView[] {
  return openLinesOf(record).filter((line) => {
    if (isTeam(person)) return line.owner.kind !== 'unnamed';
    if (line.owner.kind === 'group') return isMember(person, line.owner.id);
    return isRepresentative(person) && isOwn(line, person);
  });
}

export const lineOption = ({ id, owner }: Pick<LineView, 'id' | 'owner'>, names: Names) => ({
  value: id,
  text: owner.role === undefined ? ownerName(owner, names) : `${ownerName(owner, names)}, ${owner.role}`,
});

/** The lines that can be chosen; of the others of this recommendation, the rule that forbids it is kept for who names one. */
export const lineOptions = (
  record: Row,
  possible: readonly LineView[],
  names: Names,
  refusal: (line: LineView) => string | undefined = () => undefined,
) =>
  linesOf(record).map((line) =>
    possible.some(({ id }) => id === line.id)
      ? lineOption(line, names)
      : {
          ...lineOption(line, names),
          refused: refusal(line) ?? (line.open ? LINE_REFUSALS.notYours : LINE_REFUSALS.closed),
        },
  );

/** The Partnership Team stands in the directory among the groups; as an owner it is itself, once. */
export const isNotTeam = ({ id }: { readonly id: string }): boolean => id !== 'partnership-team';

/** Every agency and group, the Partnership Team and nobody yet, by `ownerKey`. */
export async function ownerOptions({ directory, today }: At<Row>, unnamed: boolean): Promise<OptionLists> {
  const [agencies, groups] = await Promise.all([directory.agencies(today), directory.groups(today)]);
  return {
    owners: [
      ...(unnamed ? [{ value: 'unnamed', text: 'Owner not yet named' }] : []),
      { value: 'team', text: 'Partnership Team' },
      ...groups.filter(isNotTeam).map(({ id, name }) => ({ value: `group:${id}`, text: name })),
      ...agencies.map(({ id, name }) => ({ value: `agency:${id}`, text: name })),
    ],
  };
}

/** "agency:constabulary" and a role as an owner. */
export function ownerOf(key: string, role?: string): Owner {
  const [kind = 'unnamed', ...id] = key.split(':');
  const owner = { kind: kind as Owner['kind'], ...(id.length > 0 && { id: id.join(':') }) };
  return role === undefined ? owner : { ...owner, role };
}

/** For an owner's act: the Partnership Team enters it for the agency or the group, a member for the group. */
export function forOwner(form: { readonly lineId: string }, { record, person }: At<Row>): Partial<OnBehalfOf> {
  const owner = record && lineIn(record, form.lineId)?.owner;
  if (owner?.kind === 'group') return { ...(isTeam(person) && { role: 'group-member' }), group: owner.id ?? '' };
  if (owner?.kind === 'agency' && isTeam(person)) return { role: 'agency-representative', agency: owner.id ?? '' };
  return {};
}

/** The last meeting that the group has held since what it decides on happened, so that nobody has to look for it. */
export async function lastMeeting(
  { directory, today, record }: At<Row>,
  group: string | undefined,
  since = record?.madeOn ?? '',
): Promise<{ meeting?: MeetingAnswer }> {
  const held = (await directory.meetings(group)).find(({ date }: Meeting) => since <= date && date <= today);
  return held ? { meeting: held } : {};
}
