import { Injectable } from '@nestjs/common';
import { Directory, EXECUTIVE, type Names, type Person, type Waiting, isRepresentative, isTeam } from '#app/platform';
import { RecommendationQueries, type Some } from '../read/recommendation.queries';
import { ownerKey } from '../read/recommendation.row';
import { completionApart } from './separating';
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
        ? await this.ofTeam(person, today, names)
        : await this.ofGroups(person, today, names);
    return sections.filter(({ count }) => count > 0);
  }

  private async ofAgency({ agency = '' }: Person, today: string): Promise<readonly Waiting[]> {
    const owner = ownerKey({ kind: 'agency', id: agency });
    const own = (further: string): string => `/recommendations?owner=${encodeURIComponent(owner)}&${further}`;
    const [asked, unanswered, late, inTime, all] = await Promise.all([
      this.queries.lines({ owner, waits: 'assurance' }, today),
      this.queries.lines({ owner, waits: 'late-assurance' }, today),
      this.queries.lines({ owner, target: 'past' }, today),
      this.queries.lines({ owner, target: 'not-past' }, today),
      this.queries.lines({ owner }, today),
    ]);
    return [
      ofLines(
        {
          title: 'Assurance awaited from your agency',
          href: own('waits=assurance'),
          late: unanswered.count > 0,
        },
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
        inTime.count > 0 ? { ...all, first: [...inTime.first, ...late.first] } : inTime,
        progressItem,
      ),
    ];
  }

  /** Whoever sits in two groups is told of each box whose it is. */
  private async ofGroups(person: Person, today: string, names: Names): Promise<readonly Waiting[]> {
    const { groups } = person;
    const sections = groups.map(async (group) => {
      const whose = groups.length > 1 ? `: ${names.group(group)}` : '';
      const found = await this.ofGroup(person, group, today, names);
      return found.map((one) => ({ ...one, title: `${one.title}${whose}` }));
    });
    return (await Promise.all(sections)).flat();
  }

  private async ofGroup(person: Person, group: string, today: string, names: Names): Promise<readonly Waiting[]> {
    const followed = (further: string): string => `/recommendations?monitor=${group}&${further}`;
    const wholes = (filters: Readonly<Record<string, string>>) => this.queries.wholes({ filters, today, person });
    const [brought, toJudge, proposed, approvals, ready, late, reviews] = await Promise.all([
      wholes({ escalated: group }),
      this.queries.lines({ judge: group }, today),
      wholes({ monitor: group, status: 'proposed' }),
      group === EXECUTIVE ? wholes({ status: 'awaiting-approval' }) : NONE,
      wholes({ monitor: group, waits: 'completion' }),
      this.queries.lines({ monitor: group, target: 'past' }, today),
      wholes({ monitor: group, waits: 'review' }),
    ]);
    return [
      escalated({ title: 'Escalated to your group', href: `/recommendations?escalated=${group}` }, brought, group),
      ofLines(
        { title: 'Assurance to accept or return', href: `/recommendations?judge=${group}` },
        toJudge,
        judgeItem(person),
        names,
      ),
      ofWholes({ title: 'Recommendations to agree', href: followed('status=proposed') }, proposed, [
        'agreement',
        'Record the decision',
      ]),
      ofWholes({ title: 'Recommendations to approve', href: '/recommendations?status=awaiting-approval' }, approvals, [
        'approval',
        'Record the approval',
      ]),
      ofWholes(
        { title: 'Ready to complete', href: followed('waits=completion') },
        ready,
        ['completion', 'Complete'],
        (row) => completionApart(row, person),
      ),
      ofLines(
        { title: 'Recommendations past their target', href: followed('overdue=yes'), late: true },
        late,
        lineItem,
        names,
      ),
      ofWholes({ title: 'Reviews due', href: followed('waits=review') }, reviews, ['review', 'Record the review']),
    ];
  }

  private async ofTeam(person: Person, today: string, names: Names): Promise<readonly Waiting[]> {
    const [unanswered, asked, unnamed, late, missed] = await Promise.all([
      this.queries.lines({ waits: 'late-assurance' }, today),
      this.queries.lines({ waits: 'assurance' }, today),
      this.queries.lines({ waits: 'owner' }, today),
      this.queries.lines({ target: 'past' }, today),
      this.queries.wholes({ filters: { waits: 'missed-review' }, today, person }),
    ]);
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
        unanswered.count > 0 ? NONE : asked,
        lineItem,
        names,
      ),
      ofLines({ title: 'Owner not yet named', href: '/recommendations?waits=owner' }, unnamed, ownerItem, names),
      ofLines(
        { title: 'Recommendations past their target', href: '/recommendations?overdue=yes', late: true },
        late,
        lineItem,
        names,
      ),
      ofWholes({ title: 'Reviews missed', href: '/recommendations?waits=missed-review', late: true }, missed, [
        'review',
        'Record the review',
      ]),
    ];
  }
}

const NONE: Some<never> = { first: [], count: 0 };
