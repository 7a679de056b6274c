import { type Recorded, wordsOf } from '#app/kernel';
import type { AgencyEvent } from '../domain/agency.events';
import type { GroupEvent } from '../domain/group.events';
import type { PostEvent } from '../domain/post.events';

/** What pages show of an entry and no rule asks for. */
export interface Aside {
  readonly successor?: string;
  readonly note?: string;
  readonly void?: { readonly reason: string };
  readonly corrections: readonly {
    readonly field: string;
    readonly label: string;
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
  /** What was invented for the demonstration: `AgencyAdded.since`, and of a seat `GroupMemberJoined police Inspector.from`. */
  readonly invented: readonly string[];
}

export const nothingAside: Aside = { corrections: [], invented: [] };

type DirectoryEvent = AgencyEvent | GroupEvent | PostEvent;

/** The page's side of an entry after one more event. */
export function withAside<D extends Aside>(before: D, { event, metadata }: Recorded<DirectoryEvent>): D {
  const marks = (metadata.invented ?? []).map((field) => `${placeOf(event)}.${field}`);
  const detail = { ...before, invented: [...before.invented, ...marks] };
  switch (event.type) {
    case 'AgencyEnded':
    case 'GroupEnded':
    case 'PostEnded': {
      const { note, successor } = { successor: undefined, ...event.data };
      return { ...detail, ...(successor !== undefined && { successor }), ...(note !== undefined && { note }) };
    }
    case 'AgencyCorrected':
    case 'GroupCorrected':
    case 'PostCorrected': {
      const { field, label, from, to, reason } = event.data;
      return { ...detail, corrections: [...detail.corrections, { field, label, from, to, reason: wordsOf(reason) }] };
    }
    case 'AgencyEnteredInError':
    case 'GroupEnteredInError':
    case 'PostEnteredInError':
      return { ...detail, void: { reason: wordsOf(event.data.reason) } };
    default:
      return detail;
  }
}

function placeOf({ type, data }: DirectoryEvent): string {
  if (type === 'GroupMemberJoined' || type === 'GroupMemberLeft') return seatPlace(type, data.agency, data.role);
  if (type === 'PostJoinedGroup' || type === 'PostLeftGroup') return seatPlace(type, data.group, data.as);
  return type;
}

export const seatPlace = (type: string, where: string, as: string): string => `${type} ${where} ${as}`;
