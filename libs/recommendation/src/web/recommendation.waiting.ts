import { Injectable } from '@nestjs/common';
import { Directory, EXECUTIVE, type Names, type Person, type Waiting, isRepresentative, isTeam } from '#app/platform';
import { RecommendationQueries, type WaitingLine } from '../read/recommendation.queries';
import { ownerKey } from '../read/recommendation.row';
import {
  askedItem,
  escalated,
  judgeItem,
  lineItem,
  ofLines,
  ofWholes,
  ownerItem,
  progressItem,
} from './waiting.sections';

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
        : await this.ofGroups(person, today, names);
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
      ofLines(
        { title: 'Assurance awaited from your agency', href: own('waits=assurance'), late: unanswered },
        asked,
        askedItem,
      ),
      ofLines(
        { title: 'Your agency’s recommendations past their target', href: own('overdue=yes'), late: true },
        late,
        progressItem,
      ),
      ofLines(
        { title: 'Your agency’s open recommendations', href: own('status=open') },
        lines.length === late.length ? [] : [...inTime, ...late],
        progressItem,
      ),
    ];
  }

  /** Whoever sits in two groups is told of each box whose it is. */
  private async ofGroups({ groups }: Person, today: string, names: Names): Promise<readonly Waiting[]> {
    const sections = groups.map(async (group) => {
      const whose = groups.length > 1 ? `: ${names.group(group)}` : '';
      const found = await this.ofGroup(group, today, names);
      return found.map((one) => ({ ...one, title: `${one.title}${whose}` }));
    });
    return (await Promise.all(sections)).flat();
  }

  private async ofGroup(group: string, today: string, names: Names): Promise<readonly Waiting[]> {
    const lines = await this.queries.openLines(group);
    const rows = await this.queries.open(group);
    const late = lines.filter(({ line }) => line.due !== null && line.due < today);
    const followed = (further: string): string => `/recommendations?monitor=${group}&${further}`;
    const approvals =
      group === EXECUTIVE ? (await this.queries.open()).filter(({ standing }) => standing === 'awaiting-approval') : [];
    const brought = { title: 'Escalated to your group', href: `/recommendations?escalated=${group}` };
    return [
      escalated(brought, await this.queries.escalatedTo(group), group),
      ofLines(
        { title: 'Assurance to accept or return', href: `/recommendations?judge=${group}` },
        await this.queries.toJudge(group),
        judgeItem,
        names,
      ),
      ofWholes(
        { title: 'Recommendations to agree', href: followed('status=proposed') },
        rows.filter(({ standing }) => standing === 'proposed'),
        ['agreement', 'Record the decision'],
      ),
      ofWholes({ title: 'Recommendations to approve', href: '/recommendations?status=awaiting-approval' }, approvals, [
        'approval',
        'Record the approval',
      ]),
      ofWholes(
        { title: 'Ready to complete', href: followed('waits=completion') },
        rows.filter(({ standing }) => standing === 'ready-to-complete'),
        ['completion', 'Complete'],
      ),
      ofLines(
        { title: 'Recommendations past their target', href: followed('overdue=yes'), late: true },
        late,
        lineItem,
        names,
      ),
      ofWholes(
        { title: 'Reviews due', href: followed('waits=review') },
        rows.filter(({ nextReview }) => nextReview !== null && nextReview <= today),
        ['review', 'Record the review'],
      ),
    ];
  }

  private async ofTeam(today: string, names: Names): Promise<readonly Waiting[]> {
    const lines = await this.queries.openLines();
    const rows = await this.queries.open();
    const asked = lines.filter(({ line }) => line.awaited);
    const [unanswered, running] = parted(asked, ({ line }) => line.awaitedBy !== null && line.awaitedBy < today);
    return [
      ofLines(
        {
          title: 'Requests for assurance past their day',
          href: '/recommendations?waits=late-assurance',
          late: true,
        },
        unanswered,
        lineItem,
        names,
      ),
      ofLines(
        { title: 'Assurance asked for, not yet given', href: '/recommendations?waits=assurance' },
        unanswered.length > 0 ? [] : running,
        lineItem,
        names,
      ),
      ofLines(
        { title: 'Owner not yet named', href: '/recommendations?waits=owner' },
        lines.filter(({ line }) => line.owner === 'unnamed'),
        ownerItem,
        names,
      ),
      ofLines(
        { title: 'Recommendations past their target', href: '/recommendations?overdue=yes', late: true },
        lines.filter(({ line }) => line.due !== null && line.due < today),
        lineItem,
        names,
      ),
      ofWholes(
        { title: 'Reviews missed', href: '/recommendations?waits=missed-review', late: true },
        rows.filter(({ nextReview }) => nextReview !== null && nextReview < today),
        ['review', 'Record the review'],
      ),
    ];
  }
}

function parted(
  all: readonly WaitingLine[],
  holds: (one: WaitingLine) => boolean,
): readonly [readonly WaitingLine[], readonly WaitingLine[]] {
  return [all.filter(holds), all.filter((one) => !holds(one))];
}
