import { type Facts, RuleBroken } from '#app/kernel';
import type { AfterNotification, DecideData } from './referral.commands';
import type { Criterion, Outcome, ReferralEvent } from './referral.events';
import { refuseFewWords, refuseOutsideReferral } from './referral.rules';
import type { Referral } from './referral.state';

/** Children Act 2004 section 16C(1): what a local authority must notify. Asked of every referral, in this order. */
const CRITERIA: readonly Criterion[] = ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'];

/** Children Act 2004 section 16E: the three share one duty, so each has a view, or it is said that none was given. */
const PARTNERS = ['council', 'health', 'police'] as const;

/** The decision record. A "no" needs the same reasons as a "yes"; a further decision replaces the one before. */
export function decideReferral(
  { notificationEnded = false, ...data }: DecideData & AfterNotification,
  state: Referral,
  facts: Facts,
): readonly ReferralEvent[] {
  refuseOutsideReferral(data, { called: 'decision', field: 'decidedOn', on: data.decidedOn }, state, facts);
  refuseGaps(data);
  refuseContradiction(data);
  const earlier = refuseOrReplace(data, state, notificationEnded);
  const { incidentOn, awareOn, headline = '', children = [], agencies = [] } = state.facts;
  const dates = { ...(incidentOn && { incidentOn }), ...(awareOn !== undefined && { awareOn }) };
  const about = { reference: state.reference, headline, children, agencies, ...dates };
  return [
    {
      type: 'ReferralDecided',
      data: { ...data, number: state.decisions + 1, ...earlier, ...about },
    },
  ];
}

function refuseGaps({ criteria, views, rationale, outcome, passedTo }: DecideData): void {
  for (const criterion of CRITERIA)
    if (criteria.filter((found) => found.criterion === criterion).length !== 1)
      throw new RuleBroken('criterion-missing', 'Say of each criterion, once, whether it is met, and why.', 'criteria');
  for (const partner of PARTNERS)
    if (views.filter((view) => view.partner === partner).length !== 1)
      throw new RuleBroken(
        'view-missing',
        'Record the view of each of the three safeguarding partners, once.',
        'views',
      );
  if (views.some(({ view, reason }) => view === 'dissents' && reason === undefined))
    throw new RuleBroken(
      'dissent-without-reason',
      'A partner who does not agree must have their reason recorded.',
      'views',
    );
  refuseFewWords(rationale, 'rationale-too-short', 'rationale', 'the rationale, for a no as for a yes, in a sentence');
  if (outcome === 'passed-elsewhere' && passedTo === undefined)
    throw new RuleBroken('passed-to-nobody', 'Name the body that the referral is passed to.', 'passedTo');
}

function refuseContradiction({ criteria, outcome }: DecideData): void {
  const findings = criteria.map(({ finding }) => finding);
  if (outcome === 'criteria-appear-met' && findings.includes('not-met'))
    throw new RuleBroken(
      'criterion-not-met',
      'The criteria cannot appear met while one of them is recorded as not met.',
      'outcome',
    );
  if (outcome !== 'criteria-appear-met' && findings.every((finding) => finding === 'met'))
    throw new RuleBroken(
      'all-criteria-met',
      'All three criteria are recorded as met, so the outcome must be that the criteria for notification appear met (Children Act 2004, section 16C).',
      'outcome',
    );
}

/** `act` is what has to wait: "Close the referral". */
export function refuseWhileNotifying(outcome: Outcome | undefined, ended: boolean, act: string): void {
  if (outcome === 'criteria-appear-met' && !ended)
    throw new RuleBroken(
      'notification-decision-open',
      `The criteria were found to appear met, which opened a notification decision. ${act} when that has ended.`,
    );
}

/** A decision that opened a notification decision is replaced only when that one has ended: two would contradict each other. */
function refuseOrReplace(
  { supersedesWhy }: DecideData,
  { decisions, outcome }: Referral,
  notificationEnded: boolean,
): { supersedes?: number } {
  if (decisions === 0) return {};
  refuseWhileNotifying(outcome, notificationEnded, 'Replace this decision');
  if (supersedesWhy === undefined)
    throw new RuleBroken(
      'superseded-without-reason',
      'Say why the earlier decision is replaced. It stays on the record.',
      'supersedesWhy',
    );
  return { supersedes: decisions };
}
