import { type Metadata, type Narrative, wordsOf } from '#app/kernel';
import type { AuditEvent } from '../domain/audit.events';
import type { Step } from '../domain/audit.steps';
import type { AuditDetail, Said, StepRow } from './audit.row';

type Correction = Extract<AuditEvent, { type: 'AuditCorrected' }>['data'];

export const withStep = (detail: AuditDetail, step: Step, row: StepRow): AuditDetail => ({
  ...detail,
  steps: { ...detail.steps, [step]: row },
});

/** What may be done again counts from its first date. */
export function withFirst(detail: AuditDetail, step: Step, row: StepRow): AuditDetail {
  const before = detail.steps[step]?.on;
  return before !== undefined && before <= (row.on ?? '') ? detail : withStep(detail, step, row);
}

/** The returns are in when every agency that was asked has given its own; the work may have gone ahead without. */
export function withReturns(detail: AuditDetail): AuditDetail {
  const { steps, returns } = detail;
  const last = returns
    .map(({ on }) => on ?? '')
    .toSorted()
    .at(-1);
  const allIn = returns.length > 0 && returns.every(({ on }) => on !== undefined);
  if (allIn && last !== undefined) return withStep(detail, 'returns', { state: 'taken', on: last, invented: [] });
  if (steps.returns?.state === 'not-stated') return detail;
  const ahead = steps.panel ?? steps.findings;
  if (ahead !== undefined && ahead.state === 'taken')
    return withStep(detail, 'returns', { state: 'gone-ahead', invented: [] });
  const { returns: _returns, ...rest } = steps;
  return { ...detail, steps: rest };
}

export function corrected(detail: AuditDetail, { field, to }: Correction): AuditDetail {
  const { programmed, scope, panel } = detail;
  switch (field) {
    case 'title':
    case 'theme':
      return { ...detail, programmed: { ...programmed, [field]: to } };
    case 'scope.children':
      return scope ? { ...detail, scope: { ...scope, children: Number(to) } } : detail;
    case 'scope.agencies':
      return scope ? { ...detail, scope: { ...scope, agencies: listOf(to) } } : detail;
    case 'panel.agencies':
      return panel ? { ...detail, panel: { ...panel, agencies: listOf(to) } } : detail;
    default: {
      const step = field.slice(0, -3) as Step;
      const row = detail.steps[step];
      return row ? withStep(detail, step, { ...row, on: String(to) }) : detail;
    }
  }
}

const listOf = (to: string | readonly string[]): readonly string[] => (typeof to === 'string' ? [to] : to);

export const settledAt = (metadata: Metadata, on: string | undefined): StepRow => ({
  state: 'taken',
  ...(on !== undefined && { on }),
  ...where(metadata),
  invented: metadata.invented ?? [],
});

export function where({ onBehalfOf: { meeting, betweenMeetings } }: Metadata): { where?: string } {
  if (meeting) return { where: meeting.label };
  return betweenMeetings === undefined ? {} : { where: `Between meetings: ${betweenMeetings}` };
}

/** Every narrative as its words. */
export function said<T>(value: T): Said<T> {
  const words = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(words);
    if (typeof one !== 'object' || one === null) return one;
    if ('sealed' in one) return wordsOf(one as Narrative);
    return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, words(held)]));
  };
  return words(value) as Said<T>;
}
