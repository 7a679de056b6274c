import { wordsOf } from '#app/kernel';
import { type Person, type Waiting, type WaitingItem, isManager, isTeam } from '#app/platform';
import type { RestrictionQueries } from '../read/restriction.queries';
import type { OpeningRow, RestrictionRow } from '../read/restriction.row';
import { instant } from './restriction.names';

const SHOWN = 5;

interface Section {
  readonly title: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly item: (row: RestrictionRow) => WaitingItem;
}

/** What waits on home: an opening to be seen, a question to be answered, a restriction that ends soon. */
export async function waitingFor(
  queries: RestrictionQueries,
  person: Person,
  today: string,
): Promise<readonly Waiting[]> {
  const sections = await Promise.all(
    sectionsOf(person).map(async ({ title, filters, item }): Promise<Waiting> => {
      const { items, total, more } = await queries.list({ page: 1, pageSize: SHOWN, filters, today, person });
      const href = `/restrictions?${new URLSearchParams(filters).toString()}`;
      return { title, count: total, ...(more && { more }), href, items: items.map(item) };
    }),
  );
  return sections.filter(({ count }) => count > 0);
}

function sectionsOf(person: Person): readonly Section[] {
  if (person.role === 'scrutineer')
    return [{ title: 'Restricted record opened without being named', filters: { waits: 'seen' }, item: toSee }];
  return [
    ...(isManager(person)
      ? [
          {
            title: 'The Independent Scrutineer asks about a restricted record that was opened',
            filters: { waits: 'answer' },
            item: toAnswer,
          },
        ]
      : []),
    ...(isTeam(person) || person.role === 'group-chair'
      ? [{ title: 'Restrictions that end soon', filters: { ends: 'soon' }, item: ending }]
      : []),
  ];
}

const base = ({ id, reference, title }: RestrictionRow): WaitingItem => ({
  reference,
  text: title,
  href: `/restrictions/${id}`,
});

const noted = (row: RestrictionRow, opening: OpeningRow | undefined): WaitingItem => ({
  ...base(row),
  ...(opening && { note: `${instant(opening.at)}: ${wordsOf(opening.reason)}` }),
});

const toSee = (row: RestrictionRow): WaitingItem => ({
  ...noted(
    row,
    row.detail.openings.find(({ seen }) => !seen),
  ),
  act: { text: 'Mark as seen, or ask', href: `/restrictions/${row.id}/seen` },
});

const toAnswer = (row: RestrictionRow): WaitingItem => ({
  ...noted(
    row,
    row.detail.openings.find(({ seen, answer }) => seen?.question && !answer),
  ),
  act: { text: 'Answer', href: `/restrictions/${row.id}/answer` },
});

const ending = (row: RestrictionRow): WaitingItem => ({
  ...base(row),
  due: row.until,
  act: { text: 'Change or renew', href: `/restrictions/${row.id}/change` },
});
