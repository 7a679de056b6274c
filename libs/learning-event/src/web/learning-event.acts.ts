import { type Narrative, narrative } from '#app/kernel';
import {
  type ActDefinition,
  EXECUTIVE,
  type Ground,
  LEARNING_INQUIRY,
  act,
  chairOf,
  memberOf,
  partnershipTeam,
} from '#app/platform';
import { before } from '#app/steps';
import type { LearningEventCommand } from '../domain/learning-event.commands';
import { type LearningEventRow, type Step, trail } from '../read/learning-event.row';
import {
  ApproveByExecutiveForm,
  ApproveByGroupForm,
  AgreeTermsForm,
  DraftReportForm,
  HoldWorkshopForm,
  NameFacilitatorsForm,
  RecordLearningForm,
  ReviewForm,
  ShareBriefingForm,
} from './learning-event.forms';

type Row = LearningEventRow;

export const keepers: readonly Ground<Row>[] = [partnershipTeam, memberOf(LEARNING_INQUIRY, 'Learning Inquiry Group')];
export const teamAndChair: readonly Ground<Row>[] = [
  partnershipTeam,
  chairOf(LEARNING_INQUIRY, 'Learning Inquiry Group'),
];
const executives: readonly Ground<Row>[] = [partnershipTeam, memberOf(EXECUTIVE, 'Executive Group')];

export const open = ({ next }: Row): boolean => next !== null;

/** All before the step is over, and it is not taken itself. A step that the source does not state may be found later. */
const due =
  (step: Step) =>
  (row: Row): boolean =>
    row.detail.steps[step]?.state !== 'taken' && ready(step)(row);
/** The same for what may be done again. */
const ready =
  (step: Step) =>
  (row: Row): boolean =>
    open(row) && before(trail, step).every((earlier) => row.detail.steps[earlier] !== undefined);
/** A draft may be written again until the group has approved the report. */
const draft =
  (step: Step) =>
  (row: Row): boolean =>
    ready(step)(row) && row.detail.steps['group-approval']?.state !== 'taken';

export const command = (given: LearningEventCommand): LearningEventCommand => given;
const note = (words: string | undefined): { note?: Narrative } => (words ? { note: narrative(words) } : {});
export const day = (on: string | undefined): { on?: string } => (on === undefined ? {} : { on });
const points = (list: readonly { words: string }[] | undefined): Narrative[] =>
  (list ?? []).map(({ words }) => narrative(words));
const lines = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** The steps of a learning event, in their order. */
export const stepActs: readonly ActDefinition<Row>[] = [
  act<Row, AgreeTermsForm>({
    name: 'terms',
    title: 'Record the terms of reference',
    intro: 'What the event is to find out, and the key lines of enquiry, as the Learning Inquiry Group agreed them.',
    done: 'The terms of reference are recorded.',
    form: AgreeTermsForm,
    may: keepers,
    offered: due('terms'),
    group: LEARNING_INQUIRY,
    happenedOn: ({ on }) => on,
    command: ({ purpose, keyLines, on }) =>
      command({
        type: 'AgreeTermsOfReference',
        data: { ...day(on), purpose: narrative(purpose), keyLines: keyLines.map(({ words }) => words) },
      }),
  }),
  act<Row, NameFacilitatorsForm>({
    name: 'facilitators',
    title: 'Name the facilitators’ agencies',
    done: 'The facilitators’ agencies are recorded.',
    form: NameFacilitatorsForm,
    may: keepers,
    offered: due('facilitators'),
    happenedOn: ({ on }) => on,
    command: ({ agencies, reason, on }) =>
      command({ type: 'NameFacilitators', data: { on, agencies, ...(reason && { reason }) } }),
  }),
  act<Row, HoldWorkshopForm>({
    name: 'workshop',
    title: 'Record the workshop',
    intro: 'Numbers only. Nobody who came is named.',
    done: 'The workshop is recorded.',
    form: HoldWorkshopForm,
    may: keepers,
    offered: due('workshop'),
    happenedOn: ({ on }) => on,
    command: ({ on, total, byAgency = [], feedback }) =>
      command({
        type: 'HoldWorkshop',
        data: {
          on,
          total,
          byAgency: byAgency.map(({ agency, people }) => ({ agency, people })),
          ...(feedback && { feedback: narrative(feedback) }),
        },
      }),
  }),
  act<Row, RecordLearningForm>({
    name: 'learning',
    title: 'Record the learning',
    intro:
      'What practitioners found to work, what is to be learned, and the themes. Agencies see it once the group has approved the report.',
    done: 'The learning is recorded.',
    form: RecordLearningForm,
    may: keepers,
    offered: draft('learning'),
    initial: ({ record }) => {
      const said = record?.detail.learning;
      const typed = (list: readonly string[] = []) => list.map((words) => ({ words }));
      return said
        ? {
            effectivePractice: typed(said.effectivePractice),
            areasOfLearning: typed(said.areasOfLearning),
            themes: said.themes.join('\n'),
          }
        : {};
    },
    happenedOn: ({ on }) => on,
    command: ({ effectivePractice, areasOfLearning, themes, on }) =>
      command({
        type: 'RecordLearning',
        data: {
          on,
          effectivePractice: points(effectivePractice),
          areasOfLearning: points(areasOfLearning),
          themes: lines(themes),
        },
      }),
  }),
  act<Row, DraftReportForm>({
    name: 'report',
    title: 'Record the report’s draft',
    done: 'The draft is recorded.',
    form: DraftReportForm,
    may: keepers,
    offered: draft('report'),
    initial: ({ record }) => {
      const said = record?.detail.report;
      return said ? { summary: said.summary, ...(said.document !== undefined && { document: said.document }) } : {};
    },
    happenedOn: ({ on }) => on,
    command: ({ summary, document, on }) =>
      command({ type: 'DraftReport', data: { on, summary: narrative(summary), ...(document && { document }) } }),
  }),
  act<Row, ApproveByGroupForm>({
    name: 'group-approval',
    title: 'Record the group’s approval',
    intro:
      'The Learning Inquiry Group approves the report. From then on it stays as it is, and every agency can read its learning.',
    done: 'The group’s approval is recorded.',
    form: ApproveByGroupForm,
    may: keepers,
    offered: due('group-approval'),
    group: LEARNING_INQUIRY,
    happenedOn: ({ on }) => on,
    command: ({ on, note: words }) => command({ type: 'ApproveByGroup', data: { ...day(on), ...note(words) } }),
  }),
  act<Row, ApproveByExecutiveForm>({
    name: 'executive-approval',
    title: 'Record the Executive’s approval',
    done: 'The Executive’s approval is recorded.',
    form: ApproveByExecutiveForm,
    may: executives,
    offered: due('executive-approval'),
    group: EXECUTIVE,
    happenedOn: ({ on }) => on,
    command: ({ on, partners = [], absent, note: words }) =>
      command({
        type: 'ApproveByExecutive',
        data: { ...day(on), partners, ...(absent && { absent: narrative(absent) }), ...note(words) },
      }),
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
      'What the Learning Inquiry Group found when it looked at the recommendations together. Each recommendation has its own record.',
    done: 'The monitoring is recorded.',
    form: ReviewForm,
    may: keepers,
    offered: ready('monitoring'),
    group: LEARNING_INQUIRY,
    happenedOn: ({ on }) => on,
    command: ({ made, summary = '', reason = '', on }) =>
      command(
        made === 'none'
          ? { type: 'RecordNoRecommendations', data: { ...day(on), reason: narrative(reason) } }
          : { type: 'ReviewRecommendations', data: { ...day(on), summary: narrative(summary) } },
      ),
  }),
];
