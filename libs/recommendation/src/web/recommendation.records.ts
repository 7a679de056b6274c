import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Message } from '#app/kernel';
import {
  type At,
  type Person,
  type RecordKind,
  Registry,
  allowed,
  anyoneSignedIn,
  isRepresentative,
  recordKind,
} from '#app/platform';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import type { EvidenceFile, RecommendationEvent } from '../domain/recommendation.events';
import type { Standing } from '../domain/recommendation.state';
import { RecommendationQueries } from '../read/recommendation.queries';
import type { RecommendationRow } from '../read/recommendation.row';
import { TakeRecommendationDecision } from '../write/recommendation.handler';
import { isNotShared } from './choosing';
import { correctionActs } from './correction.acts';
import { judgingActs } from './judging.acts';
import { ownerActs } from './line.acts';
import { monitorActs } from './monitor.acts';
import { recordAnywhere } from './records.named';
import { clocksOf } from './recommendation.clocks';
import { csvOf } from './recommendation.csv';
import { filtersFor } from './recommendation.filters';
import { recommendationSeen } from './recommendation.seen';
import { assignLines, makeRecommendations } from './making.acts';
import { drawPath, pathAsList } from './path/index';
import { type SourceRecord, pathOf } from './recommendation.path';
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
      ...picture(record, at, await this.source(record, at.person)),
      carriers: await this.carriers(record, at),
    }),
    csv: csvOf,
    pathOf: async (record, at) => pathOf(record, at.person, at, await this.source(record, at.person)),
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

  /** The record that it came from; nothing where that is older than this system. */
  private async source({ detail }: RecommendationRow, person: Person): Promise<SourceRecord> {
    const { kind, id } = detail.state.source;
    const source = id === '' ? undefined : this.registry().of(kind);
    const record = await source?.find(id);
    if (!source || !record) return {};
    const learned = source.learnedOn?.(record);
    const mayRead = allowed(source.readable, person, record);
    return { ...(mayRead && { href: `/${source.path}/${id}` }), ...(learned && { learned }) };
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
  return !ESCALATING.includes(event.type) && (owner === undefined || owner === person.agency);
}

const ESCALATING: readonly string[] = [
  'RecommendationEscalated',
  'EscalationAnswered',
] satisfies RecommendationEvent['type'][];

/** An evidence file; of a line that is not shared with the person it is not there at all. */
const fileIn = ({ detail }: RecommendationRow, fileId: string, person: Person): EvidenceFile | undefined =>
  detail.steps
    .flatMap(({ event: { data } }) => ('files' in data && !isNotShared(data, person) ? data.files : []))
    .find((file) => file.fileId === fileId);

function picture(row: RecommendationRow, at: At<RecommendationRow>, source: SourceRecord): object {
  const path = pathOf(row, at.person, at, source);
  return { path, picture: drawPath(path), pathInWords: pathAsList(path), clocks: clocksOf(row, at) };
}
