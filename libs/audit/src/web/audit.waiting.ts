import { EXECUTIVE, type Person, QUALITY_ASSURANCE, type Waiting, inGroup, isTeam } from '#app/platform';
import type { AuditQueries } from '../read/audit.queries';
import type { AuditRow } from '../read/audit.row';
import { ACT_OF, NEXT, statusOf } from './audit.names';

const quality = (person: Person): boolean => person.role !== 'scrutineer' && inGroup(person, QUALITY_ASSURANCE);
const executive = (person: Person): boolean => person.role !== 'scrutineer' && inGroup(person, EXECUTIVE);
const teamOrQuality = (person: Person): boolean => isTeam(person) || quality(person);

type Next = NonNullable<AuditRow['next']>;

/** What a group decides waits for its members; everything waits for the Partnership Team, who record it. */
const WAITS: readonly { readonly next: Next; readonly title: string; readonly for: (person: Person) => boolean }[] = [
  { next: 'scope', title: 'Audits to scope', for: teamOrQuality },
  { next: 'returns', title: 'Audits whose returns are not in', for: isTeam },
  { next: 'panel', title: 'Audit panels to hold or record', for: isTeam },
  { next: 'findings', title: 'Audit findings to record', for: isTeam },
  { next: 'agreement', title: 'Audit findings for Performance and Quality Assurance', for: teamOrQuality },
  { next: 'approval', title: 'Audits for the Executive', for: (person) => isTeam(person) || executive(person) },
  { next: 'briefing', title: 'Audit briefings to share', for: isTeam },
  { next: 'monitoring', title: 'Audits whose recommendations nobody has looked at yet', for: quality },
  { next: 'impact', title: 'Audits whose impact nobody has checked yet', for: quality },
];

export async function waitingFor(person: Person, today: string, queries: AuditQueries): Promise<readonly Waiting[]> {
  const mine = WAITS.filter((each) => each.for(person));
  const [owed, awaiting, late] = await Promise.all([
    owing(person, today, queries),
    queries.awaiting(mine.map(({ next }) => next)),
    teamOrQuality(person) ? queries.late(today) : [],
  ]);
  const sections = [...owed, ...mine.map(({ next, title }) => section(title, next, awaiting)), pastQuarter(late)];
  return sections.filter(({ count }) => count > 0);
}

async function owing({ role, agency }: Person, today: string, queries: AuditQueries): Promise<readonly Waiting[]> {
  if (role !== 'agency-representative' || agency === undefined) return [];
  return [returnsOwed(await queries.owedBy(agency), agency, today)];
}

const base = ({ id, title, reference, due, quarter }: AuditRow) => ({
  text: title,
  reference,
  href: `/audits/${id}`,
  ...(due !== null && quarter !== null && { due, dueLabel: quarter }),
});

/** Of all that waits, what waits for this step. */
function section(title: string, next: Next, waiting: readonly AuditRow[]): Waiting {
  const rows = waiting.filter((row) => row.next === next);
  return {
    title,
    count: rows.length,
    href: `/audits?next=${next}`,
    items: rows.slice(0, 5).map((row) => ({
      ...base(row),
      status: statusOf(row),
      act: { text: NEXT[next], href: `/audits/${row.id}/${ACT_OF[next]}` },
    })),
  };
}

const pastQuarter = (rows: readonly AuditRow[]): Waiting => ({
  title: 'Audits not done in their quarter',
  count: rows.length,
  href: '/audits?late=yes',
  late: true,
  items: rows
    .slice(0, 5)
    .map((row) => ({ ...base(row), act: { text: 'Move to another quarter', href: `/audits/${row.id}/quarter` } })),
});

function returnsOwed(rows: readonly AuditRow[], agency: string, today: string): Waiting {
  const dueOf = ({ detail }: AuditRow): string | undefined =>
    detail.returns.find((one) => one.agency === agency)?.dueOn;
  return {
    title: 'Audit returns asked of your agency',
    count: rows.length,
    href: `/audits?owing=${encodeURIComponent(agency)}`,
    late: rows.some((row) => (dueOf(row) ?? today) < today),
    items: rows.slice(0, 5).map((row) => {
      const due = dueOf(row);
      return {
        text: row.title,
        reference: row.reference,
        href: `/audits/${row.id}`,
        ...(due !== undefined && { due }),
        act: { text: 'Give the return', href: `/audits/${row.id}/return` },
      };
    }),
  };
}
