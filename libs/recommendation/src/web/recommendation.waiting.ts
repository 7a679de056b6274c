import { Injectable } from '@nestjs/common';
import {
  Directory,
  type Names,
  EXECUTIVE,
  type Person,
  type Waiting,
  type WaitingItem,
  isRepresentative,
  isTeam,
} from '#app/platform';
import { judgesOf } from '../read/recommendation.lines';
import { RecommendationQueries, type WaitingLine } from '../read/recommendation.queries';
import { type RecommendationRow, ownerKey } from '../read/recommendation.row';
import { LINE_STATES, STANDINGS } from './recommendation.names';

const SHOWN = 5;

/** What waits for a person, on the home page. */
@Injectable()
export class RecommendationWaiting {
  constructor(
    private readonly queries: RecommendationQueries,
    private readonly directory: Directory,
  ) {}

  async of(person: Person, today: string): Promise<readonly Waiting[]> {
    if (person.role === 'scrutineer') return [];
    const names = await this.directory.names();
    const sections = isRepresentative(person)
      ? await this.ofAgency(person, today)
      : isTeam(person)
        ? await this.ofTeam(today, names)
        : (await Promise.all(person.groups.map((group) => this.ofGroup(group, today, names)))).flat();
    return sections.filter(({ count }) => count > 0);
  }

  private async ofAgency({ agency = '' }: Person, today: string): Promise<readonly Waiting[]> {
    const owner = ownerKey({ kind: 'agency', id: agency });
    const lines = await this.queries.linesOf(owner);
    const [late, inTime] = parted(lines, ({ line }) => line.due !== null && line.due < today);
    const asked = lines.filter(({ line }) => line.awaited);
    const unanswered = asked.some(({ line }) => line.awaitedBy !== null && line.awaitedBy < today);
    const own = (further: string): string => `/recommendations?owner=${encodeURIComponent(owner)}&${further}`;
    return [
      section(
        undefined,
        'Assurance awaited from your agency',
        asked,
        own('waits=assurance'),
        (one) => askedItem(one),
        unanswered,
      ),
      section(
        undefined,
        'Your agency’s lines past their target',
        late,
        own('overdue=yes'),
        (one) => progressItem(one),
        true,
      ),
      section(
        undefined,
        'Your agency’s open lines',
        lines.length === late.length ? [] : [...inTime, ...late],
        own('status=open'),
        (one) => progressItem(one),
      ),
    ];
  }

  private async ofGroup(group: string, today: string, names: Names): Promise<readonly Waiting[]> {
    const all = await this.queries.openLines();
    const rows = await this.queries.open(group);
    const toJudge = all.filter(
      ({ line, row }) => line.state === 'assurance-given' && judgesOf(row, [line.line]) === group,
    );
    const late = all.filter(({ line, row }) => row.monitor === group && line.due !== null && line.due < today);
    const followed = `/recommendations?monitor=${group}`;
    const approvals =
      group === EXECUTIVE ? (await this.queries.open()).filter(({ standing }) => standing === 'awaiting-approval') : [];
    return [
      section(names, 'Assurance to accept or return', toJudge, '/recommendations?waits=judgement', (one) =>
        judgeItem(one),
      ),
      whole(
        'Recommendations to agree',
        rows.filter(({ standing }) => standing === 'proposed'),
        `${followed}&status=proposed`,
        ['agreement', 'Record the decision'],
      ),
      whole('Recommendations to approve', approvals, '/recommendations?status=awaiting-approval', [
        'approval',
        'Record the approval',
      ]),
      whole(
        'Ready to complete',
        rows.filter(({ standing }) => standing === 'ready-to-complete'),
        `${followed}&waits=completion`,
        ['completion', 'Complete'],
      ),
      section(names, 'Lines past their target', late, `${followed}&overdue=yes`, (one) => lineItem(one), true),
      whole(
        'Reviews due',
        rows.filter(({ nextReview }) => nextReview !== null && nextReview <= today),
        `${followed}&waits=review`,
        ['review', 'Record the review'],
      ),
    ];
  }

  private async ofTeam(today: string, names: Names): Promise<readonly Waiting[]> {
    const lines = await this.queries.openLines();
    const rows = await this.queries.open();
    const asked = lines.filter(({ line }) => line.awaited);
    const [unanswered, running] = parted(asked, ({ line }) => line.awaitedBy !== null && line.awaitedBy < today);
    const unnamed = lines.filter(({ line }) => line.owner === 'unnamed');
    const late = lines.filter(({ line }) => line.due !== null && line.due < today);
    const reviews = rows.filter(({ nextReview }) => nextReview !== null && nextReview < today);
    return [
      section(
        names,
        'Requests for assurance past their day',
        unanswered,
        '/recommendations?waits=late-assurance',
        (one) => lineItem(one),
        true,
      ),
      section(
        names,
        'Assurance asked for, not yet given',
        unanswered.length > 0 ? [] : running,
        '/recommendations?waits=assurance',
        (one) => lineItem(one),
      ),
      section(names, 'Owner not yet named', unnamed, '/recommendations?waits=owner', (one) => ({
        ...lineItem(one),
        act: { text: 'Name the owner', href: actHref(one, 'owner') },
      })),
      section(names, 'Lines past their target', late, '/recommendations?overdue=yes', (one) => lineItem(one), true),
      whole('Reviews missed', reviews, '/recommendations?waits=missed-review', ['review', 'Record the review'], true),
    ];
  }
}

/** `count` is of recommendations, for the list that the heading leads to holds those; one with two such lines counts once. */
function section(
  names: Names | undefined,
  title: string,
  lines: readonly WaitingLine[],
  href: string,
  item: (one: WaitingLine) => WaitingItem,
  late = false,
): Waiting {
  const count = new Set(lines.map(({ row }) => row.id)).size;
  return {
    title,
    count,
    href,
    ...(late && { late }),
    items: lines.slice(0, SHOWN).map((one) => ({ ...item(one), ...(names && { note: ownedBy(one, names) }) })),
  };
}

/** Whose line it is: a recommendation may stand there once for each of its owners. */
function ownedBy({ line: { owner } }: WaitingLine, names: Names): string {
  const [kind = '', id = ''] = owner.split(':');
  if (kind === 'agency') return names.agency(id);
  if (kind === 'group') return names.group(id);
  return kind === 'team' ? 'Partnership Team' : 'Owner not yet named';
}

const whole = (
  title: string,
  rows: readonly RecommendationRow[],
  href: string,
  [act, text]: readonly [string, string],
  late = false,
): Waiting => ({
  title,
  count: rows.length,
  href,
  ...(late && { late }),
  items: rows.slice(0, SHOWN).map((row) => ({
    text: row.title,
    reference: row.reference,
    href: `/recommendations/${row.id}`,
    status: STANDINGS[row.standing],
    ...(row.nextReview !== null && act === 'review' && { due: row.nextReview }),
    act: { text, href: `/recommendations/${row.id}/${act}` },
  })),
});

const actHref = ({ line, row }: WaitingLine, act: string): string =>
  `/recommendations/${row.id}/${act}?line=${line.lineId}`;

const lineItem = ({ line, row }: WaitingLine): WaitingItem => ({
  text: row.title,
  reference: row.reference,
  href: `/recommendations/${row.id}`,
  status: LINE_STATES[line.state],
  ...(line.due !== null && { due: line.due }),
  ...(line.targetLabel !== null && { dueLabel: line.targetLabel }),
});

const progressItem = (one: WaitingLine): WaitingItem => ({
  ...lineItem(one),
  act: { text: 'Report progress', href: actHref(one, 'progress') },
});

function askedItem(one: WaitingLine): WaitingItem {
  const { dueLabel: _target, due: _due, ...item } = lineItem(one);
  const { awaitedBy } = one.line;
  return {
    ...item,
    ...(awaitedBy !== null && { due: awaitedBy }),
    act: {
      text: one.line.state === 'assurance-returned' ? 'Send further assurance' : 'Provide assurance',
      href: actHref(one, 'assurance'),
    },
  };
}

const judgeItem = (one: WaitingLine): WaitingItem => ({
  ...lineItem(one),
  act: { text: 'Accept or return', href: actHref(one, 'acceptance') },
});

function parted<T>(all: readonly T[], holds: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}
