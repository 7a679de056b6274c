import { spoken } from '#app/calendar';
import { type Person, type Waiting, type WaitingItem, allowed, isTeam } from '#app/platform';
import type { DataRequestQueries } from '../read/data-request.queries';
import type { DataRequestRow } from '../read/data-request.row';
import type { Due, KeptRecordQueries } from '../read/kept-record.queries';
import { STATES } from './erasure.names';
import { approvers } from './erasure.grounds';

const SHOWN = 5;
const NONE: Due = { first: [] };

/** What the Partnership Team has to do about people's data, and what waits for a second person. */
export async function waitingAboutData(
  requests: DataRequestQueries,
  kept: KeptRecordQueries,
  person: Person,
  today: string,
): Promise<readonly Waiting[]> {
  const mayApprove = allowed(approvers, person, undefined);
  const [late, open, decided, due] = await Promise.all([
    isTeam(person) ? requests.late(today) : [],
    isTeam(person) ? requests.waiting('decision') : [],
    mayApprove ? requests.waiting('approval') : [],
    isTeam(person) ? kept.longestDue(today) : NONE,
  ]);
  const inTime = open.filter(({ answerBy }) => answerBy === null || answerBy >= today);
  return [
    { ...section('Requests about people’s data whose day has passed', '/data-requests?due=late', late), late: true },
    section('Requests about people’s data to decide', '/data-requests?waits=decision', inTime),
    section('Decisions about people’s data that wait for a second person', '/data-requests?waits=approval', decided),
    {
      title: 'Records whose time to be kept is over',
      count: due.first.length,
      ...(due.more && { more: due.more }),
      href: '/retention-due',
      items: due.first.slice(0, SHOWN).map(({ stream, reference, dueOn, people }) => ({
        text: `Details of ${people} ${people === 1 ? 'person' : 'people'}`,
        reference,
        href: '/retention-due',
        dueWords: `Over since ${spoken(dueOn)}`,
        act: { text: 'Review it', href: `/data-requests/new?record=${stream}` },
      })),
    },
  ].filter(({ count }) => count > 0);
}

const section = (title: string, href: string, rows: readonly DataRequestRow[]): Waiting => ({
  title,
  count: rows.length,
  href,
  items: rows.slice(0, SHOWN).map(item),
});

const item = ({ id, title, reference, status, answerBy }: DataRequestRow): WaitingItem => ({
  text: title,
  reference,
  href: `/data-requests/${id}`,
  ...(status !== 'unknown' && { status: STATES[status] }),
  ...(answerBy !== null && { dueWords: `Answer by ${spoken(answerBy)}` }),
});
