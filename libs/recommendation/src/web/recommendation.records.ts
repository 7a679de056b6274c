import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Message } from '#app/kernel';
import { standing, standingInWords } from '#app/calendar';
import {
  type At,
  type Directory,
  type FilterField,
  type Person,
  type RecordKind,
  Registry,
  anyoneSignedIn,
  isRepresentative,
  recordKind,
} from '#app/platform';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import type { EvidenceFile, RecommendationEvent } from '../domain/recommendation.events';
import type { Standing } from '../domain/recommendation.state';
import { linesOf } from '../read/recommendation.lines';
import { RecommendationQueries } from '../read/recommendation.queries';
import type { RecommendationRow } from '../read/recommendation.row';
import { TakeRecommendationDecision } from '../write/recommendation.handler';
import { isNotShared, isNotTeam } from './choosing';
import { correctionActs } from './correction.acts';
import { judgingActs } from './judging.acts';
import { ownerActs } from './line.acts';
import { monitorActs } from './monitor.acts';
import { recordAnywhere } from './records.named';
import { csvOf } from './recommendation.csv';
import { recommendationSeen } from './recommendation.seen';
import { assignLines, makeRecommendations } from './making.acts';
import { drawPath, pathAsList } from './path/index';
import { STANDINGS, ownerName } from './recommendation.names';
import { type Learned, pathOf } from './recommendation.path';
import { RecommendationWaiting } from './recommendation.waiting';
import { recommendationWords } from './recommendation.words';
import { wholeActs } from './whole.acts';

/** Recommendations, as the web serves them. */
@Injectable()
export class RecommendationRecords {
  constructor(
    private readonly queries: RecommendationQueries,
    private readonly waits: RecommendationWaiting,
    private readonly house: ModuleRef,
  ) {}

  readonly kind: RecordKind = recordKind<RecommendationRow>({
    path: 'recommendations',
    category: 'recommendation',
    noun: 'recommendation',
    plural: 'Recommendations',
    views: 'recommendation',
    opening: makeRecommendations((category) => this.registry().of(category)),
    acts: [...ownerActs, ...judgingActs, assignLines, ...monitorActs, ...wholeActs(this.queries), ...correctionActs],
    readable: [anyoneSignedIn],
    words: recommendationWords,
    privateTo: ownerOfLine,
    names: namesStep,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => filtersFor(await this.queries.themes(), directory),
    seen: recommendationSeen,
    extras: async (record, at) => ({
      ...picture(record, at, await this.learned(record)),
      carriers: await this.carriers(record, at),
    }),
    csv: csvOf,
    pathOf: async (record, at) => pathOf(record, at.person, at, await this.learned(record)),
    file: fileIn,
    waiting: (person, today) => this.waits.of(person, today),
    late: [
      { filters: { overdue: 'yes' }, one: 'recommendation past its target', many: 'recommendations past their target' },
      {
        filters: { waits: 'missed-review' },
        one: 'review of a recommendation missed',
        many: 'reviews of recommendations missed',
      },
    ],
    wanted,
    dispatch: (id, command, act) => new TakeRecommendationDecision(id, command as RecommendationCommand, act),
  });

  /** Looked up late: the registry is made of this kind among others. */
  private registry(): Registry {
    return this.house.get(Registry, { strict: false });
  }

  /** The addresses of the records that carry its lines, by the reference under which a line was carried into each. */
  private async carriers(
    { detail }: RecommendationRow,
    at: At<RecommendationRow>,
  ): Promise<Readonly<Record<string, string>>> {
    const references = detail.steps.flatMap(({ event: { type, data } }) =>
      type === 'CarriedIntoOtherWork' && data.into.reference !== undefined && !isNotShared(data, at.person)
        ? [data.into.reference]
        : [],
    );
    const found = await Promise.all(
      [...new Set(references)].map(async (reference) => {
        const record = await recordAnywhere(this.registry(), reference, at);
        return record ? [[reference, record.href]] : [];
      }),
    );
    return Object.fromEntries(found.flat()) as Readonly<Record<string, string>>;
  }

  /** The day of the source, from the record that it is; nothing where it is older than this system. */
  private async learned({ detail }: RecommendationRow): Promise<Learned | undefined> {
    const { kind, id, on } = detail.state.source;
    if (id === '' || on !== undefined) return undefined;
    const source = this.registry().of(kind);
    const record = await source?.find(id);
    return record && source?.learnedOn?.(record);
  }
}

/** What somebody is here for, in the state in which it stands. */
function wanted({ standing }: RecommendationRow, person: Person): readonly string[] {
  const next = isRepresentative(person) ? OWN_NEXT[standing] : NEXT[standing];
  return [...(next ?? []), 'progress', 'review', 'comment'];
}
const OWN_NEXT: Partial<Record<Standing, readonly string[]>> = {
  'assurance-asked': ['assurance'],
  'assurance-returned': ['assurance'],
  'product-delivered': ['assurance'],
};
const NEXT: Partial<Record<Standing, readonly string[]>> = {
  proposed: ['agreement'],
  'awaiting-approval': ['approval'],
  unowned: ['owner', 'lines'],
  'assurance-to-review': ['acceptance'],
  'product-delivered': ['completion', 'assurance-request'],
  'ready-to-complete': ['completion'],
  complete: ['embedding'],
};

/** Whose line an event is about. */
function ownerOfLine(event: Message): string | undefined {
  const { data } = event as RecommendationEvent;
  return 'owner' in data && data.owner.kind === 'agency' ? data.owner.id : undefined;
}

/** A representative reads neither what was done on another agency's line nor an escalation, which speaks of who is late. */
function namesStep(event: Message, person: Person): boolean {
  if (!isRepresentative(person)) return true;
  const owner = ownerOfLine(event);
  return event.type !== 'RecommendationEscalated' && (owner === undefined || owner === person.agency);
}

/** An evidence file; of a line that is not shared with the person it is not there at all. */
const fileIn = ({ detail }: RecommendationRow, fileId: string, person: Person): EvidenceFile | undefined =>
  detail.steps
    .flatMap(({ event: { data } }) => ('files' in data && !isNotShared(data, person) ? data.files : []))
    .find((file) => file.fileId === fileId);

function picture(row: RecommendationRow, at: At<RecommendationRow>, learned: Learned | undefined): object {
  const path = pathOf(row, at.person, at, learned);
  return { path, picture: drawPath(path), pathInWords: pathAsList(path), clocks: clocksOf(row, at) };
}

/** One clock for each open line that has a last day and may be seen, and one for the group's review. */
function clocksOf(row: RecommendationRow, { person, today, names }: At<RecommendationRow>): readonly object[] {
  if (!row.open) return [];
  const targets = linesOf(row)
    .filter((line) => line.open && !isNotShared(line, person))
    .flatMap(({ owner, target, firstTarget }) =>
      target?.due === undefined
        ? []
        : [
            {
              name: ownerName(owner, names),
              dueLabel: target.label,
              ...clockOf(target.due, today),
              ...(firstTarget?.due !== undefined && { firstDue: firstTarget.due }),
            },
          ],
    );
  const review =
    row.nextReview === null
      ? []
      : [{ name: `Review by the ${names.group(row.monitor)}`, ...clockOf(row.nextReview, today) }];
  return [...targets, ...review];
}

function clockOf(due: string, today: string): object {
  const stands = standing({ due }, today);
  const late = stands.state === 'late';
  const words = standingInWords(stands);
  return {
    due,
    status: { word: late ? 'Late' : 'Running', kind: late ? 'late' : 'going' },
    ...(late ? { late: words } : { left: words }),
  };
}

async function filtersFor(themes: readonly string[], directory: Directory): Promise<readonly FilterField[]> {
  const [agencies, groups] = await Promise.all([directory.agencies(), directory.groups()]);
  const named = (prefix: string) => (one: { id: string; name: string }) => ({
    value: `${prefix}${one.id}`,
    text: one.name,
  });
  return [
    { name: 'words', label: 'Words or reference', kind: 'text' },
    {
      name: 'status',
      label: 'Status',
      kind: 'choice',
      options: [
        { value: 'open', text: 'All that are open' },
        { value: 'closed', text: 'All that are closed' },
        ...Object.entries(STANDINGS).map(([value, { word }]) => ({ value, text: word })),
      ],
    },
    {
      name: 'owner',
      label: 'Owner',
      kind: 'choice',
      options: [
        { value: 'unnamed', text: 'Owner not yet named' },
        { value: 'team', text: 'Partnership Team' },
        ...groups.filter(isNotTeam).map(named('group:')),
        ...agencies.map(named('agency:')),
      ],
    },
    { name: 'monitor', label: 'Followed by', kind: 'choice', options: groups.map(named('')) },
    { name: 'theme', label: 'Theme', kind: 'choice', options: themes.map((theme) => ({ value: theme, text: theme })) },
    { name: 'source', label: 'Reference of the source', kind: 'text' },
    {
      name: 'waits',
      label: 'What it waits for',
      kind: 'choice',
      options: [
        { value: 'assurance', text: 'Assurance from an owner' },
        { value: 'late-assurance', text: 'Assurance that should have come' },
        { value: 'judgement', text: 'An answer to assurance' },
        { value: 'owner', text: 'The name of an owner' },
        { value: 'review', text: 'A review that is due' },
        { value: 'missed-review', text: 'A review that was missed' },
        { value: 'approval', text: 'Approval of the Executive Group' },
        { value: 'completion', text: 'Completion: every line is closed' },
      ],
    },
    {
      name: 'escalated',
      label: 'Escalated to, not reviewed since',
      kind: 'choice',
      options: groups.filter(isNotTeam).map(named('')),
    },
    { name: 'overdue', label: 'Past its target', kind: 'tick' },
  ];
}
