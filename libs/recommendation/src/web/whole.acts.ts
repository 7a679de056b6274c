import { type Meeting, RuleBroken, narrative } from '#app/kernel';
import { spoken } from '#app/calendar';
import {
  type ActDefinition,
  type At,
  EXECUTIVE,
  type Option,
  type Person,
  act,
  isTeam,
  meetingKey,
  partnershipTeam,
  scrutineer,
} from '#app/platform';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import type { RecommendationQueries } from '../read/recommendation.queries';
import { type Row, broughtBefore, deciders, executives, isMember, lastMeeting, team } from './choosing';
import { endingApart, judgesWhole, wholeJudge } from './separating';
import {
  AgreeForm,
  AnswerEscalationForm,
  ApproveForm,
  CommentForm,
  DecisionForm,
  EmbeddingForm,
  EscalateForm,
  ReasonForm,
  ReviewForm,
  ScopeNoteForm,
  SupersedeForm,
} from './whole.forms';

const command = (given: RecommendationCommand): RecommendationCommand => given;
const noted = (note: string | undefined) => (note === undefined ? undefined : narrative(note));

/** An act that the group that follows the recommendation decides at a meeting. */
const decided = {
  may: deciders,
  group: (record: Row | undefined) => record?.monitor,
  initial: (at: At<Row>) => lastMeeting(at, at.record?.monitor),
};
const isOpen = ({ open }: Row): boolean => open;
/** What ends the whole: as little for those whose own line ends with it as its completion. */
const ending = {
  may: [partnershipTeam, judgesWhole],
  group: (record: Row | undefined) => record && wholeJudge(record),
  initial: (at: At<Row>) => lastMeeting(at, at.record && wholeJudge(at.record)),
  offered: (record: Row, person: Person) => record.open && endingApart(record, person) === undefined,
  withheld: (record: Row, person: Person) => (record.open ? endingApart(record, person) : undefined),
};

/** Acts on the recommendation as a whole. */
export const wholeActs = (queries: RecommendationQueries): readonly ActDefinition<Row>[] => [
  act<Row, AgreeForm>({
    ...decided,
    name: 'agreement',
    under: 'The recommendation as a whole',
    title: 'Record whether it is agreed',
    intro: 'Once agreed, the words never change.',
    done: 'The decision is recorded.',
    form: AgreeForm,
    offered: ({ standing }) => standing === 'proposed',
    command: ({ decision, reason, note }) => {
      const agreement = noted(note);
      return decision === 'agreed'
        ? command({ type: 'AgreeRecommendation', data: agreement ? { reason: agreement } : {} })
        : command({ type: 'DoNotAccept', data: { reason: narrative(reason ?? '') } });
    },
  }),
  act<Row, ApproveForm>({
    name: 'approval',
    under: 'The recommendation as a whole',
    title: 'Record the Executive Group’s approval',
    done: 'The approval is recorded.',
    form: ApproveForm,
    may: [partnershipTeam, executives],
    offered: ({ standing }) => standing === 'awaiting-approval',
    group: EXECUTIVE,
    initial: (at) => lastMeeting(at, EXECUTIVE),
    command: ({ note }) => {
      const approval = noted(note);
      return command({ type: 'ApproveRecommendation', data: approval ? { note: approval } : {} });
    },
  }),
  act<Row, ReviewForm>({
    ...decided,
    name: 'review',
    under: 'The recommendation as a whole',
    title: 'Record a review at a meeting',
    done: 'The review is recorded.',
    form: ReviewForm,
    offered: isOpen,
    command: ({ note, nextReview }) =>
      command({
        type: 'ReviewRecommendation',
        data: { note: narrative(note), ...(nextReview !== undefined && { nextReview }) },
      }),
  }),
  act<Row, ScopeNoteForm>({
    ...decided,
    name: 'scope-note',
    under: 'Words and corrections',
    title: 'Add a scope note',
    done: 'The note is added.',
    form: ScopeNoteForm,
    offered: isOpen,
    command: ({ about, note, reason }) =>
      command({ type: 'AddScopeNote', data: { about, note: narrative(note), reason: narrative(reason) } }),
  }),
  act<Row, EmbeddingForm>({
    ...decided,
    name: 'embedding',
    under: 'Completion',
    title: 'Record a check that the change has held',
    done: 'The check is recorded.',
    form: EmbeddingForm,
    offered: ({ standing }) => standing === 'complete' || standing === 'embedded',
    command: ({ method, result, before, after, embedded }) =>
      command({
        type: 'CheckEmbedding',
        data: {
          method: narrative(method),
          result: narrative(result),
          ...(before !== undefined && { before }),
          ...(after !== undefined && { after }),
          embedded,
        },
      }),
  }),
  act<Row, EscalateForm>({
    name: 'escalation',
    under: 'The recommendation as a whole',
    title: 'Escalate',
    done: 'The escalation is recorded.',
    form: EscalateForm,
    may: deciders,
    offered: isOpen,
    behalf: (_form, { record }) => (record ? { group: record.monitor } : {}),
    command: ({ to, reason }) => command({ type: 'EscalateRecommendation', data: { to, reason: narrative(reason) } }),
  }),
  act<Row, AnswerEscalationForm>({
    name: 'escalation-answer',
    under: 'The recommendation as a whole',
    title: 'Answer the escalation',
    intro: 'What the group decided before which it was brought. The group that follows it reads it here.',
    done: 'The answer is recorded.',
    form: AnswerEscalationForm,
    may: [partnershipTeam, broughtBefore],
    offered: (record, person) => record.open && answerers(record, person).length > 0,
    lists: async ({ record, person, names, directory }) => {
      const groups = record ? answerers(record, person) : [];
      const meetings = await Promise.all(groups.map((group) => directory.meetings(group)));
      return {
        escalated: groups.map((group) => ({ value: group, text: names.group(group) })),
        meetings: meetings.flat().map(meetingOption),
      };
    },
    initial: async (at) => {
      const [group, another] = at.record ? answerers(at.record, at.person) : [];
      return group === undefined || another !== undefined ? {} : { group, ...(await lastMeeting(at, group)) };
    },
    behalf: ({ group }) => ({ group }),
    command: ({ group, decision }) =>
      command({ type: 'AnswerEscalation', data: { group, decision: narrative(decision) } }),
  }),
  act<Row, DecisionForm>({
    ...ending,
    name: 'withdrawal',
    under: 'The recommendation as a whole',
    title: 'Withdraw the recommendation',
    done: 'The recommendation is withdrawn.',
    form: DecisionForm,
    command: ({ reason }) => command({ type: 'WithdrawRecommendation', data: { reason: narrative(reason) } }),
  }),
  act<Row, SupersedeForm>({
    ...ending,
    name: 'superseding',
    under: 'The recommendation as a whole',
    title: 'Supersede by another recommendation',
    done: 'The recommendation is superseded.',
    form: SupersedeForm,
    command: async ({ by, reason }) => {
      const other = await queries.byReference(by.trim().toUpperCase());
      if (!other) throw noSuchReference(by);
      const { id, reference } = other;
      return command({ type: 'SupersedeRecommendation', data: { by: { id, reference }, reason: narrative(reason) } });
    },
  }),
  act<Row, CommentForm>({
    name: 'comment',
    under: 'Scrutiny',
    title: 'Record a question or a view',
    done: 'Your words are recorded.',
    form: CommentForm,
    may: [scrutineer],
    offered: ({ standing }) => standing !== 'entered-in-error',
    command: ({ kind, comment }) =>
      command({ type: 'AddScrutinyComment', data: { kind, comment: narrative(comment) } }),
  }),
  act<Row, ReasonForm>({
    name: 'error',
    under: 'Words and corrections',
    title: 'Mark as entered in error',
    intro: 'For something that should never have been entered. It stays on the record, and nothing can be added to it.',
    done: 'It is marked as entered in error.',
    form: ReasonForm,
    may: team,
    offered: ({ standing }) => standing !== 'entered-in-error',
    command: ({ reason }) => command({ type: 'EnterInError', data: { reason: narrative(reason) } }),
  }),
];

/** The groups that have still to answer, and for which this person does. */
const answerers = ({ escalatedTo }: Row, person: Person): readonly string[] =>
  escalatedTo.filter((group) => isTeam(person) || isMember(person, group));

const meetingOption = (meeting: Meeting): Option => ({
  value: meetingKey(meeting),
  text: `${meeting.label}, ${spoken(meeting.date)}`,
});

const noSuchReference = (by: string): RuleBroken =>
  new RuleBroken('no-such-recommendation', `There is no recommendation with the reference ${by}.`, 'by');
