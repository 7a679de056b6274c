import type { AuditCommand } from '#app/audit';
import type { ConcernedCommand } from '#app/concerned';
import type { AgencyCommand, GroupCommand, PostCommand } from '#app/directory';
import { type By, type Message, type Recorded, narrative } from '#app/kernel';
import type { LearningEventCommand } from '#app/learning-event';
import { type Dispatch, derivedId, fingerprint, idOf } from '#app/platform';
import type { RapidReviewCommand } from '#app/rapid-review';
import type { RecommendationCommand } from '#app/recommendation';
import type { ReferralCommand } from '#app/referral';
import { type RestrictionCommand, restrictionIdOf } from '#app/restriction';
import { opened } from './golden.opened';
import { TODAY } from './house';

/** An act that leads to a type of event which the demonstration year does not hold. */
interface Specimen<C extends Message = Message> {
  readonly category: string;
  /** A record of its own by this name, or the first of the year in which `after` has happened and none of `but`. */
  readonly of: string | { readonly after: string; readonly but?: readonly string[] };
  readonly command: C;
}

const reason = narrative('For the golden file.');
const correction = { label: 'Name', to: 'Another name', reason };
const error = { reason };
const on = TODAY;

const specimens = <C extends Message>(category: string, of: Specimen['of'], ...commands: C[]): readonly Specimen<C>[] =>
  commands.map((command) => ({ category, of, command }));

const directory: readonly Specimen[] = [
  ...specimens<AgencyCommand>(
    'agency',
    'golden-agency',
    { type: 'AddAgency', data: { name: 'Golden agency', kind: 'other' } },
    { type: 'CorrectAgency', data: { ...correction, field: 'name' } },
    { type: 'EnterAgencyInError', data: error },
  ),
  ...specimens<GroupCommand>(
    'group',
    'golden-group',
    { type: 'AddGroup', data: { name: 'Golden group', purpose: 'To be kept', since: '2026-01-05' } },
    { type: 'TakeChair', data: { role: 'Chair', from: '2026-01-06' } },
    { type: 'LeaveChair', data: { until: '2026-02-06' } },
    { type: 'RenameGroup', data: { name: 'Golden panel', since: '2026-03-06' } },
    { type: 'EndGroup', data: { endedOn: '2026-04-06' } },
    { type: 'CorrectGroup', data: { ...correction, field: 'name' } },
    { type: 'EnterGroupInError', data: error },
  ),
  ...specimens<PostCommand>(
    'post',
    'golden-post',
    { type: 'AddPost', data: { title: 'Golden lead', since: '2026-01-05' } },
    { type: 'JoinAsPost', data: { group: 'executive-group', as: 'member', from: '2026-01-06' } },
    { type: 'LeaveAsPost', data: { group: 'executive-group', as: 'member', until: '2026-02-06' } },
    { type: 'RetitlePost', data: { title: 'Golden head', since: '2026-03-06' } },
    { type: 'InviteToSignIn', data: { role: 'partnership-team', opensDetails: true } },
    { type: 'MakeInvitationLink', data: { expiresOn: '2026-11-27' } },
    { type: 'ChangeSignInRole', data: { role: 'safeguarding-partner', partner: 'health' } },
    { type: 'EndSignIn', data: { reason } },
    { type: 'CorrectPost', data: { ...correction, field: 'name' } },
    { type: 'EnterPostInError', data: error },
  ),
];

/** Whom a record concerns: somebody of the family, sealed like everybody. */
const concerned = (category: string, of: Specimen['of']): readonly Specimen[] => {
  const subject = derivedId('golden', category, 'subject');
  return specimens<ConcernedCommand>(
    category,
    of,
    { type: 'RecordPeopleConcerned', data: { people: [{ subject, kind: 'family', name: reason, relation: reason }] } },
    { type: 'CorrectPersonConcerned', data: { subject, detail: 'name', to: reason, reason } },
    { type: 'TakeOffPersonConcerned', data: { subject, reason } },
  );
};

const sources: readonly Specimen[] = [
  ...concerned('referral', { after: 'ReflectionReturned' }),
  ...concerned('rapidReview', { after: 'AgencyAsked' }),
  ...concerned('learningEvent', { after: 'ReportApprovedByExecutive' }),
  ...specimens<ReferralCommand>(
    'referral',
    { after: 'ReflectionReturned', but: ['ReferralClosed'] },
    { type: 'CloseReferral', data: { note: reason, closedOn: on } },
  ),
  ...specimens<RapidReviewCommand>(
    'rapidReview',
    'golden-review',
    {
      type: 'OpenNotificationDecision',
      data: { headline: 'Kept for ever', numberOfChildren: 1, agencies: ['constabulary'], openedOn: on },
    },
    { type: 'RecordAwareness', data: { awareOn: on } },
    { type: 'RecordPartnersTold', data: { toldOn: on } },
    { type: 'CorrectRapidReview', data: { ...correction, field: 'headline' } },
    // After the day on which the notification was decided here: it can only be noted.
    { type: 'FollowReferral', data: { awareOn: '2030-01-01', label: 'Council aware on', reason } },
    { type: 'EnterInError', data: error },
  ),
  ...specimens<RapidReviewCommand>(
    'rapidReview',
    { after: 'AgencyAsked', but: ['ReviewSentToPanel', 'FoundNotToMeetCriteria'] },
    { type: 'RecordSafetyAction', data: { action: reason, takenOn: on } },
  ),
  ...specimens<RapidReviewCommand>(
    'rapidReview',
    { after: 'PartnershipAnswered' },
    { type: 'CloseRapidReview', data: { closedOn: on, note: reason, noLearningEvent: reason } },
  ),
  ...specimens<LearningEventCommand>(
    'learningEvent',
    { after: 'ReportApprovedByExecutive' },
    { type: 'RecordNoRecommendations', data: { reason } },
    { type: 'ReviewRecommendations', data: { summary: reason } },
    { type: 'RecordNotStated', data: { steps: ['briefing'], document: 'Yearly report' } },
    { type: 'CloseLearningEvent', data: { note: reason } },
  ),
  ...specimens<LearningEventCommand>(
    'learningEvent',
    { after: 'LearningEventAgreed', but: ['ReportApprovedByExecutive'] },
    { type: 'CancelLearningEvent', data: { reason } },
    { type: 'CorrectLearningEvent', data: { ...correction, field: 'title' } },
    { type: 'EnterInError', data: error },
  ),
  ...specimens<LearningEventCommand>('learningEvent', 'golden-event', { type: 'AgreeLearningEvent', data: opened }),
];

const document = 'Yearly report';

const audits: readonly Specimen[] = [
  ...specimens<AuditCommand>(
    'audit',
    'golden-audit',
    {
      type: 'PutInProgramme',
      data: {
        title: 'Golden audit',
        titleGiven: true,
        theme: 'Neglect',
        type: 'multi-agency',
        why: reason,
        quarter: 'Q4 2026-27',
      },
    },
    { type: 'MoveToQuarter', data: { quarter: 'Q1 2027-28', reason } },
    {
      type: 'ScopeAudit',
      data: { on, question: reason, agencies: ['constabulary', 'primary-care'], tools: [], method: 'Records read' },
    },
    { type: 'AskForReturns', data: { on, agencies: ['constabulary'] } },
    { type: 'ReceiveReturn', data: { on, agency: 'constabulary', summary: reason } },
    { type: 'CancelAudit', data: { reason } },
    { type: 'CorrectAudit', data: { ...correction, field: 'title' } },
    { type: 'EnterInError', data: error },
  ),
  ...specimens<AuditCommand>(
    'audit',
    'golden-audit-without-recommendations',
    {
      type: 'PutInProgramme',
      data: {
        title: 'Golden audit',
        titleGiven: true,
        theme: 'Neglect',
        type: 'multi-agency',
        notStated: { document },
      },
    },
    {
      type: 'RecordNotStated',
      data: { steps: ['scope', 'returns', 'panel', 'findings', 'agreement', 'approval'], document },
    },
    { type: 'RecordNoRecommendations', data: { reason } },
  ),
  ...specimens<AuditCommand>(
    'audit',
    { after: 'AuditApproved', but: ['ImpactChecked'] },
    { type: 'PlanReAudit', data: { on, how: 're-audit', quarter: 'Q1 2027-28' } },
    { type: 'RecordNotStated', data: { steps: ['briefing', 'monitoring'], document: 'Yearly report' } },
    { type: 'CloseAudit', data: { note: reason, noImpactCheck: 'It is looked at again.' } },
  ),
];

const recommendations = specimens<RecommendationCommand>(
  'recommendation',
  { after: 'RecommendationEscalated', but: ['RecommendationReviewed'] },
  { type: 'AnswerEscalation', data: { group: 'executive-group', decision: reason } },
);

const guarded = { category: 'referral', id: 'golden-referral' };
const keeper = { post: 'golden-post', role: 'partnership-team' };

/** Opened by the Partnership Team, which is not named and then changes and lifts it. */
const restrictions: readonly Specimen[] = specimens<RestrictionCommand>(
  'restriction',
  'golden-restriction',
  { type: 'RestrictRecord', data: { record: guarded, named: [keeper], until: '2027-01-29', reason } },
  { type: 'OpenRestrictedRecord', data: { reason } },
  { type: 'MarkOpeningSeen', data: { opening: 1, question: reason } },
  { type: 'AnswerAboutOpening', data: { opening: 1, answer: reason } },
  { type: 'ChangeRestriction', data: { named: [keeper], until: '2027-02-26', reason } },
  { type: 'LiftRestriction', data: { reason } },
);

const DECIDERS: Readonly<Record<string, string>> = {
  audit: 'performance-and-quality-assurance-group',
  recommendation: 'executive-group',
};

/** On behalf of the group that decides about such records. */
function byFor(category: string): By {
  const group = DECIDERS[category] ?? 'learning-inquiry-group';
  const meeting = { group, date: TODAY, label: 'A meeting for golden files' };
  return { actor: 'partnership-team', onBehalfOf: { role: 'partnership-team', group, meeting } };
}

/** Takes every specimen act on the house of the year that holds these events. */
export async function actSpecimens(year: readonly Recorded[], dispatch: Dispatch): Promise<void> {
  for (const [index, { category, of, command }] of [
    ...directory,
    ...sources,
    ...audits,
    ...recommendations,
    ...restrictions,
  ].entries()) {
    const id = typeof of === 'string' ? ownId(category, of) : found(year, category, of);
    const act = { commandId: derivedId('golden', index), hash: fingerprint(command), by: byFor(category) };
    await dispatch({ category, id, command }, act).catch((cause: unknown) => {
      throw new Error(`The specimen ${command.type} of ${category} is refused`, { cause });
    });
  }
}

/** A directory record is known by its slug. */
function ownId(category: string, name: string): string {
  if (category === 'restriction') return restrictionIdOf(guarded);
  return ['agency', 'group', 'post'].includes(category) ? name : derivedId('golden', name);
}

function found(year: readonly Recorded[], category: string, of: Exclude<Specimen['of'], string>): string {
  const typesOf = (stream: string): readonly string[] =>
    year.filter((recorded) => recorded.stream === stream).map(({ event }) => event.type);
  const openings = year.filter(({ stream, revision }) => revision === 0 && stream.startsWith(`${category}-`));
  const record = openings.find(({ stream }) => {
    const types = typesOf(stream);
    return types.includes(of.after) && !of.but?.some((type) => types.includes(type));
  });
  if (record) return idOf(record.stream);
  throw new Error(`The year has no ${category} with ${of.after} and without ${of.but?.join() ?? 'anything'}`);
}
