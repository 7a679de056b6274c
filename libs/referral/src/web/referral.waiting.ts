import { spoken } from '#app/calendar';
import {
  LEARNING_INQUIRY,
  type Person,
  type Waiting,
  type WaitingItem,
  inGroup,
  isRepresentative,
  isTeam,
} from '#app/platform';
import { needed } from '../read/information.rows';
import type { Due, ReferralQueries, Wait } from '../read/referral.queries';
import type { ReferralRow } from '../read/referral.row';

const SHOWN = 5;

interface Section {
  readonly wait: Wait;
  readonly due?: Due;
  readonly title: string;
  readonly item: (row: ReferralRow) => WaitingItem;
}

/** What waits for this person on home, the late apart. Each heading leads to a list of exactly these. */
export async function waitingFor(queries: ReferralQueries, person: Person, today: string): Promise<readonly Waiting[]> {
  const sections = await Promise.all(
    sectionsOf(person).map(async ({ wait, due, title, item }): Promise<Waiting> => {
      const rows = await queries.waiting(wait, person, today, due);
      const href = `/referrals?waits=${wait}${due ? `&due=${due}` : ''}`;
      const items = rows.slice(0, SHOWN).map(item);
      return { title, count: rows.length, href, ...(due === 'late' && { late: true }), items };
    }),
  );
  return sections.filter(({ count }) => count > 0);
}

function sectionsOf(person: Person): readonly Section[] {
  if (isRepresentative(person)) return information(person.agency);
  if (!isTeam(person) && !decides(person)) return [];
  return [
    { wait: 'decision', due: 'late', title: 'Referrals whose notification day has passed', item: toDecide },
    { wait: 'decision', due: 'in-time', title: 'Referrals waiting for a decision', item: toDecide },
    ...(isTeam(person)
      ? [{ wait: 'answer' as const, title: 'Passed elsewhere, no answer yet', item: unanswered }]
      : []),
  ];
}

const decides = (person: Person): boolean =>
  person.role === 'safeguarding-partner' || (person.role !== 'scrutineer' && inGroup(person, LEARNING_INQUIRY));

const base = ({ id, reference, title: text }: ReferralRow): WaitingItem => ({
  text,
  reference,
  href: `/referrals/${id}`,
});

const toDecide = (row: ReferralRow): WaitingItem => ({
  ...base(row),
  ...(row.decideBy !== null && { note: `Notify the Panel by ${spoken(row.decideBy)}, if the criteria are met` }),
  act: { text: 'Record the decision', href: `/referrals/${row.id}/decision` },
});

const unanswered = (row: ReferralRow): WaitingItem => ({
  ...base(row),
  act: { text: 'Record the answer', href: `/referrals/${row.id}/answer` },
});

const information = (agency: string | undefined): readonly Section[] => {
  const title = 'Information asked of your agency';
  const item = (row: ReferralRow): WaitingItem => {
    const asked = row.detail.information.find((one) => one.agency === agency && needed(one));
    return {
      ...base(row),
      ...(asked && { due: asked.dueOn }),
      act: { text: 'Give information', href: `/referrals/${row.id}/information` },
    };
  };
  return [
    { wait: 'information', due: 'late', title, item },
    { wait: 'information', due: 'in-time', title, item },
  ];
};
