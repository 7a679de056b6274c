import { narrative } from '#app/kernel';
import { type ActDefinition, EXECUTIVE, QUALITY_ASSURANCE, act } from '#app/platform';
import type { AuditQueries } from '../read/audit.queries';
import type { AuditRow } from '../read/audit.row';
import { command, day, due, executives, keepers, note, open, ready } from './audit.acts';
import { AgreeForm, ApproveForm, CloseForm, ImpactForm, PlanForm, ReviewForm, ShareBriefingForm } from './audit.forms';
import { chosen, choices, quartersAhead } from './programme.acts';

type Row = AuditRow;

/** From the agreement of the findings to the end. */
export const approvalActs = (queries: AuditQueries): readonly ActDefinition<Row>[] => [
  act<Row, AgreeForm>({
    name: 'agreement',
    title: 'Record that the findings are agreed',
    intro:
      'Performance and Quality Assurance agrees the findings. From then on they stay as they are, and agencies can read them.',
    done: 'It is recorded that the findings are agreed.',
    form: AgreeForm,
    may: keepers,
    offered: due('agreement'),
    group: QUALITY_ASSURANCE,
    happenedOn: ({ on }) => on,
    command: ({ on, note: words }) => command({ type: 'AgreeFindings', data: { ...day(on), ...note(words) } }),
  }),
  act<Row, ApproveForm>({
    name: 'approval',
    title: 'Record the Executive’s approval',
    intro: 'Once the Executive has approved the audit, its recommendations are taken forward and monitored.',
    done: 'The Executive’s approval is recorded.',
    form: ApproveForm,
    may: executives,
    offered: due('approval'),
    group: EXECUTIVE,
    happenedOn: ({ on }) => on,
    command: ({ on, note: words }) => command({ type: 'ApproveAudit', data: { ...day(on), ...note(words) } }),
  }),
  act<Row, ShareBriefingForm>({
    name: 'briefing',
    title: 'Record that the briefing was shared',
    done: 'It is recorded how the briefing was shared.',
    form: ShareBriefingForm,
    may: keepers,
    offered: ready('briefing'),
    happenedOn: ({ on }) => on,
    command: ({ title, channels, audience, on }) =>
      command({ type: 'ShareBriefing', data: { on, title, channels, ...(audience && { audience }) } }),
  }),
  act<Row, ReviewForm>({
    name: 'review',
    title: 'Record the monitoring of its recommendations',
    intro:
      'What Performance and Quality Assurance found when it looked at the recommendations together. Each recommendation has its own record.',
    done: 'The monitoring is recorded.',
    form: ReviewForm,
    may: keepers,
    offered: ready('monitoring'),
    group: QUALITY_ASSURANCE,
    happenedOn: ({ on }) => on,
    command: ({ made, summary = '', reason = '', on }) =>
      command(
        made === 'none'
          ? { type: 'RecordNoRecommendations', data: { ...day(on), reason: narrative(reason) } }
          : { type: 'ReviewRecommendations', data: { ...day(on), summary: narrative(summary) } },
      ),
  }),
  act<Row, PlanForm>({
    name: 're-audit-plan',
    title: 'Plan another look',
    intro: 'A new audit on the same, or a check of the impact, in a later quarter.',
    done: 'The plan is recorded.',
    form: PlanForm,
    may: keepers,
    offered: due('impact'),
    lists: ({ today }) => ({ quarters: quartersAhead(today) }),
    happenedOn: ({ on }) => on,
    command: ({ how, quarter, on, reason }) =>
      command({ type: 'PlanReAudit', data: { on, how, quarter, ...(reason && { reason: narrative(reason) }) } }),
  }),
  act<Row, ImpactForm>({
    name: 'impact',
    title: 'Record a check of the impact',
    done: 'The check of the impact is recorded.',
    form: ImpactForm,
    may: keepers,
    offered: ready('impact'),
    lists: async ({ record }) => ({ finished: record ? choices(await queries.finishedAfter(record)) : [] }),
    happenedOn: ({ on }) => on,
    command: async ({ result, words, audit, on }, { record }) => {
      const link = record && chosen(audit, await queries.finishedAfter(record));
      return command({
        type: 'CheckImpact',
        data: { on, result, words: narrative(words), ...(link && { audit: link }) },
      });
    },
  }),
  act<Row, CloseForm>({
    name: 'closure',
    title: 'Close the audit',
    done: 'The audit is closed.',
    form: CloseForm,
    may: keepers,
    offered: (row) => open(row) && (row.next === 'closing' || row.next === 'impact'),
    group: QUALITY_ASSURANCE,
    happenedOn: ({ on }) => on,
    command: ({ note: words, noImpactCheck, on }) =>
      command({
        type: 'CloseAudit',
        data: { ...day(on), note: narrative(words), ...(noImpactCheck && { noImpactCheck }) },
      }),
  }),
];
