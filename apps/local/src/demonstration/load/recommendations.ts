import { type IsoDate, addDays } from '#app/calendar';
import { narrative } from '#app/kernel';
import type { RecommendationCommand } from '#app/recommendation';
import { type Happening, type Recommendation, type Source } from '../content';
import { assignedLines, isOfLine, tellLine } from './recommendation-lines';
import {
  type Year,
  type Draft,
  type Inventing,
  type Kind,
  type ReferenceOf,
  type Told,
  draft,
  streamIdOf,
  tellRecord,
} from './telling';

/** The recommendations of the year, each from its making to where it stands. */
export const tellRecommendations = (year: Year): readonly Told[] =>
  year.recommendations.flatMap((recommendation) =>
    tellRecord(year, 'recommendation', recommendation.id, recommendation.happenings, (happening, place) => [
      isOfLine(happening) ? tellLine(happening, recommendation, place, year) : tell(happening, recommendation, year),
    ]),
  );

type OfWhole = Exclude<Happening, { readonly line: string }>;
type Command = RecommendationCommand | ((referenceOf: ReferenceOf) => RecommendationCommand);
type Take = (command: Command, how?: Omit<Inventing, 'origin'>) => Draft;

/** How a recommendation begins. */
function tell(happening: OfWhole, recommendation: Recommendation, year: Year): Draft {
  const { origin } = recommendation;
  const take: Take = (command, how = {}) => draft(happening, year, command, { origin, ...how });
  const nextReview = nextReviewOf(recommendation, year);
  switch (happening.kind) {
    case 'proposed':
      return made(happening, recommendation, year);
    case 'agreed': {
      const data = { reason: narrative(happening.reason), nextReview };
      return take({ type: 'AgreeRecommendation', data }, { also: ['nextReview'] });
    }
    case 'not-accepted':
      return take({ type: 'DoNotAccept', data: { reason: narrative(happening.reason) } });
    case 'approved':
      return take({ type: 'ApproveRecommendation', data: {} });
    case 'assigned':
      return assigned(happening, recommendation, year);
    case 'reviewed':
      return take(
        { type: 'ReviewRecommendation', data: { note: narrative(happening.note), nextReview } },
        { also: ['nextReview'] },
      );
    default:
      return later(happening, take, year);
  }
}

/** What is said of the whole once it is agreed. */
function later(
  happening: Exclude<OfWhole, { kind: 'proposed' | 'agreed' | 'not-accepted' | 'approved' | 'assigned' | 'reviewed' }>,
  take: Take,
  year: Year,
): Draft {
  switch (happening.kind) {
    case 'scope-note': {
      const { note, reason } = happening;
      return take({ type: 'AddScopeNote', data: { about: 'scope', note: narrative(note), reason: narrative(reason) } });
    }
    case 'corrected':
      return corrected(happening, take);
    case 'entered-in-error':
      return take({ type: 'EnterInError', data: { reason: narrative(happening.reason) } });
    case 'withdrawn':
      return take({ type: 'WithdrawRecommendation', data: { reason: narrative(happening.reason) } });
    case 'superseded': {
      const { successor } = happening;
      const reason = narrative(happening.reason);
      const id = streamIdOf(year, 'recommendation', successor);
      return take((referenceOf) => {
        const by = { id, reference: referenceOf('recommendation', successor) };
        return { type: 'SupersedeRecommendation', data: { by, reason } };
      });
    }
    case 'escalated':
      return take({ type: 'EscalateRecommendation', data: { to: happening.to, reason: narrative(happening.reason) } });
    case 'embedding-checked': {
      const { method, result, before, after } = happening;
      const measured = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
      const data = { method: narrative(method), result: narrative(result), ...measured, embedded: true };
      return take({ type: 'CheckEmbedding', data });
    }
    case 'scrutiny-comment':
      return take({ type: 'AddScrutinyComment', data: { kind: 'question', comment: narrative(happening.comment) } });
  }
}

function corrected({ field, becomes, reason }: Extract<Happening, { kind: 'corrected' }>, take: Take): Draft {
  if (field !== 'progress') throw new Error(`${field} of a recommendation has no label yet`);
  const data = { field, label: 'What was reported', to: narrative(becomes), reason: narrative(reason) } as const;
  return take({ type: 'CorrectRecommendation', data: { ...data, lineId: 'line-1' } });
}

const SOURCE_KIND = {
  referral: 'referral',
  'learning-event': 'learningEvent',
  audit: 'audit',
  'rapid-review': 'rapidReview',
} as const satisfies Record<Source['kind'], Kind>;

function made(happening: OfWhole, recommendation: Recommendation, year: Year): Draft {
  const { origin, words, source, scope, theme, monitor, happenings, invented, awaitsApproval = false } = recommendation;
  const kind = SOURCE_KIND[source.kind];
  const both = { ...happening, invented: [...happening.invented, ...invented] };
  return draft(
    both,
    year,
    (referenceOf): RecommendationCommand => ({
      type: 'MakeRecommendation',
      data: {
        words,
        source: {
          kind,
          id: streamIdOf(year, kind, source.id),
          reference: referenceOf(kind, source.id),
          title: titleOf(year, source),
        },
        scope,
        themes: [theme],
        monitor,
        executiveApproval: awaitsApproval || happenings.some((one) => one.kind === 'approved'),
        lines: [],
      },
    }),
    { origin, as: { theme: ['themes'], lines: [] } },
  );
}

/** The lines come when their owners are given them, for the content names owners then. */
function assigned(happening: OfWhole, recommendation: Recommendation, year: Year): Draft {
  const { origin, invented } = recommendation;
  const lines = assignedLines(recommendation, year);
  const both = { ...happening, invented: [...happening.invented, ...invented] };
  const target = lines.some((line) => line.target !== undefined) ? ['target'] : [];
  const command: RecommendationCommand = { type: 'AssignLines', data: { lines } };
  return draft(both, year, command, {
    origin,
    as: { lines: ['owner'] },
    also: origin === 'invented' ? ['owner', ...target] : [],
  });
}

function titleOf(year: Year, { id }: Source): string {
  const sources = [...year.referrals, ...year.learningEvents, ...year.audits, ...year.rapidReviews];
  const source = sources.find((one) => one.id === id);
  if (!source) throw new Error(`A recommendation comes from ${id}, which is not there`);
  return source.title;
}

/**
 * When its group looks at it again. It counts from loading, so that no real group looks late by the mere passing of time;
 * of the invented ones some are due soon and those for the college’s weekends are late.
 */
function nextReviewOf({ origin, id }: Recommendation, year: Year): IsoDate {
  if (origin === 'records') return year.day({ daysFromLoading: 60 });
  return addDays(year.day({ daysFromLoading: 0 }), id === LATE_REVIEW ? -20 : 18);
}

const LATE_REVIEW = 'invented-weekend-answer';
