import { withStep } from '#app/steps';
import type { Corrected } from '../domain/audit.events';
import type { Step } from '../domain/audit.steps';
import type { AuditDetail } from './audit.row';

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

export function corrected(detail: AuditDetail, { field, to }: Corrected): AuditDetail {
  const { programmed, scope, panel } = detail;
  switch (field) {
    case 'title':
    case 'theme':
      return { ...detail, programmed: { ...programmed, [field]: to } };
    case 'end.on':
      return ended(detail, String(to));
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

/** The day of its end, however it ended. */
function ended(detail: AuditDetail, on: string): AuditDetail {
  const { closed, cancelled } = detail;
  return {
    ...detail,
    ...(closed && { closed: { ...closed, on } }),
    ...(cancelled && { cancelled: { ...cancelled, on } }),
  };
}

const listOf = (to: string | readonly string[]): readonly string[] => (typeof to === 'string' ? [to] : to);
