import { type Facts, type Narrative, RuleBroken, wordsOf } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { lineOf } from './acting';
import type { Line } from './line.state';
import type { AskOf } from './recommendation.commands';
import type { Correctable, RecommendationEvent, Scope } from './recommendation.events';
import { themesOf, type Recommendation } from './recommendation.state';

type Value = string | Narrative | undefined;

const SCOPES: readonly Scope[] = ['single-agency', 'multi-agency', 'national', 'local-additional'];
const DATES: readonly Correctable[] = ['source-on', 'progress-on', 'evidence-on'];

/** The facts of the whole, and of a line, that may be set right. The words of the recommendation are not among them. */
const ofWhole: Partial<Record<Correctable, (state: Recommendation) => Value>> = {
  scope: ({ scope }) => scope,
  themes: ({ themes }) => themes.join(', '),
  outcome: ({ outcome }) => outcome ?? '',
  'source-reference': ({ source }) => source.reference,
  'source-title': ({ source }) => source.title,
  'source-on': ({ source }) => source.on ?? '',
  'check-method': ({ lastCheck }) => lastCheck?.method,
  'check-result': ({ lastCheck }) => lastCheck?.result,
  'check-before': ({ lastCheck }) => lastCheck && (lastCheck.before ?? ''),
  'check-after': ({ lastCheck }) => lastCheck && (lastCheck.after ?? ''),
};
const ofLine: Partial<Record<Correctable, (line: Line) => Value>> = {
  owner: ({ owner }) => (owner.kind === 'agency' ? owner.id : undefined),
  role: ({ owner }) => owner.role ?? '',
  counts: ({ counts }) => counts ?? '',
  progress: ({ progress }) => progress?.text,
  'progress-on': ({ progress }) => progress?.on,
  'evidence-on': ({ evidence }) => evidence.at(-1) && (evidence.at(-1)?.on ?? ''),
  'evidence-role': ({ evidence }) => evidence.at(-1) && (evidence.at(-1)?.role ?? ''),
};

/** The right value with a reason; the wrong one stays on the record. */
export function corrected(
  { field, label, to, reason, lineId }: AskOf<'CorrectRecommendation'>,
  state: Recommendation,
  { today }: Facts,
): readonly RecommendationEvent[] {
  const line = ofLine[field] && lineOf(state, lineId ?? '');
  const from = line ? ofLine[field]?.(line) : ofWhole[field]?.(state);
  if (from === undefined)
    throw new RuleBroken('nothing-to-correct', 'There is nothing here yet that could be corrected.', 'field');
  if (plain(from) === plain(to))
    throw new RuleBroken('same-value', 'This is the value that is recorded already.', 'to');
  refuseUnfit(field, plain(to).trim(), today);
  if (field === 'owner' && line && line.evidenceCount > 0)
    throw new RuleBroken('owner-has-answered', 'Evidence was given on this line. Hand it over instead.', 'field');
  const where = line ? { lineId: line.id, owner: line.owner } : {};
  return [{ type: 'RecommendationCorrected', data: { field, label, from, to, reason, ...where } }];
}

const plain = (value: string | Narrative): string => (typeof value === 'string' ? value : wordsOf(value));

function refuseUnfit(field: Correctable, to: string, today: string): void {
  if (to === '') throw new RuleBroken('no-right-value', 'Enter the right value.', 'to');
  if (DATES.includes(field) && (!isIsoDate(to) || to > today))
    throw new RuleBroken(
      'not-a-date',
      'The right value must be a real date on or before today, like 2025-03-27.',
      'to',
    );
  if (field === 'scope' && !SCOPES.some((scope) => scope === to))
    throw new RuleBroken('not-a-scope', `The scope must be one of: ${SCOPES.join(', ')}.`, 'to');
  if (field === 'themes' && themesOf(to).length === 0)
    throw new RuleBroken('no-right-value', 'Enter at least one theme.', 'to');
}
