import { wordsOf } from '#app/kernel';
import { spoken } from '#app/calendar';
import { type Names, type Person, concernedSeen, isRepresentative } from '#app/platform';
import type { Correctable, Decided } from '../domain/referral.events';
import type { CorrectedValue, CorrectionRow, InformationRow, ReferralRow } from '../read/referral.row';
import { opens } from './concerned.acts';
import { linkTo, startedFor } from './referral.next';
import { CRITERIA, FINDINGS, HARM, PARTNERS, STATUSES, VIEWS, outcomeName } from './referral.names';

/** Sees the reasons, the views and what every agency gave. A representative sees the outcome, its rationale and their own. */
const seesAll = (person: Person): boolean => !isRepresentative(person);

/** Only a summary: Performance and Quality Assurance and the Executive need no more (need to know). */
export const summaryOnly = (person: Person): boolean =>
  (person.role === 'group-member' || person.role === 'executive-member') &&
  !person.groups.includes('learning-inquiry-group');

/** What this person may see of a referral. */
export function referralSeen(row: ReferralRow, person: Person, { names }: { names: Names }): object {
  const { id, reference, title, revision, status, outcome, decidedOn, receivedOn, notifyBy, detail } = row;
  const agency = (one: string, on?: string) => ({ id: one, name: names.agency(one, on) });
  const summary = {
    id,
    reference,
    title,
    revision,
    status: { value: status, ...STATUSES[status] },
    from: agency(row.from, receivedOn),
    receivedOn,
    outcome: outcome === null ? null : { value: outcome, name: outcomeName(outcome) },
    decidedOn,
    notifyBy,
  };
  if (summaryOnly(person)) return { ...summary, notShared: true };
  const { received } = detail;
  const all = seesAll(person);
  const own = person.agency === row.from;
  return {
    ...summary,
    role: received.role,
    safeguardingLead: received.safeguardingLead ?? null,
    incidentOn: received.incidentOn ?? null,
    awareOn: received.awareOn ?? null,
    harm: HARM[received.harm],
    children: received.children,
    agencies: row.agencies.map((one) => agency(one)),
    ...whoIsConcerned(row, person),
    ...(all || own
      ? { whatHappened: wordsOf(received.whatHappened), why: wordsOf(received.why) }
      : { whatHappened: null, why: null, notShared: true }),
    information: detail.information
      .map((one) => informationSeen(one, row, all || one.agency === person.agency, agency(one.agency)))
      .reverse(),
    considered: all ? detail.considered : detail.considered.map(({ on, where }) => ({ on, where, notShared: true })),
    decisions: detail.decisions.map((decision) => decisionSeen(decision, all)).reverse(),
    answers: detail.answers,
    reflection: detail.reflection ?? null,
    closed: detail.closed ?? null,
    void: detail.void ?? null,
    corrections: detail.corrections
      .filter(({ field }) => all || (field !== 'note' && (own || !isNarrated(field))))
      .map((one) => correctionSeen(one, names)),
    invented: detail.invented,
    started: startedFor(row, person).map(linkTo),
  };
}

/** Whom it concerns, by pseudonym, for those who see all of it. */
const whoIsConcerned = (row: ReferralRow, person: Person): object =>
  seesAll(person) ? { concerned: concernedSeen(row, person, { path: 'referrals', opens }) } : {};

/** One question with its answers. Of another agency's, a representative sees the days alone. */
function informationSeen(row: InformationRow, { status }: ReferralRow, all: boolean, agency: object): object {
  const { question, information, replaced, ...days } = row;
  const over =
    NOT_NEEDED[status] ?? (row.endedOn !== undefined && `the referral was decided on ${spoken(row.endedOn)}`);
  const ended = row.givenOn === undefined && over !== false ? { noLongerNeeded: over } : {};
  const seen = { ...days, agency, ...ended };
  return all
    ? { ...seen, question, ...(information !== undefined && { information }), replaced }
    : { ...seen, notShared: true };
}

/** Why nobody waits for an answer where the whole referral is set aside. */
const NOT_NEEDED: Partial<Record<ReferralRow['status'], string>> = {
  'entered-in-error': 'the referral was entered in error',
  duplicate: 'the referral duplicates another',
};

/** What somebody wrote about people: shared with the agency that did and with those who decide. */
export const isNarrated = (field: Correctable): boolean => field === 'whatHappened' || field === 'why';

function correctionSeen({ field, label, from, to, reason }: CorrectionRow, names: Names): object {
  const words = (value: CorrectedValue): string => {
    if (typeof value !== 'string')
      return value.map((one) => (field === 'agencies' ? names.agency(one) : one)).join(', ');
    if (field === 'from' && value !== '') return names.agency(value);
    return field === 'harm' ? ((HARM as Readonly<Record<string, string>>)[value] ?? value) : value;
  };
  return { field, label, from: words(from), to: words(to), reason };
}

function decisionSeen(decision: Decided, all: boolean): object {
  const { number, outcome, rationale, decidedOn, passedTo, supersedes, criteria, views, informationConsidered } =
    decision;
  const summary = {
    number,
    outcome: { value: outcome, name: outcomeName(outcome) },
    rationale: wordsOf(rationale),
    decidedOn,
    where: decision.meeting?.label ?? `Between meetings: ${decision.betweenMeetings ?? ''}`,
    passedTo: passedTo ?? null,
    supersedes: supersedes ?? null,
    supersedesWhy: decision.supersedesWhy ? wordsOf(decision.supersedesWhy) : null,
  };
  if (!all) return { ...summary, notShared: true };
  return {
    ...summary,
    criteria: criteria.map(({ criterion, finding, reason }) => ({
      criterion,
      words: CRITERIA[criterion],
      finding: FINDINGS[finding],
      reason: wordsOf(reason),
    })),
    views: views.map(({ partner, view, reason }) => ({
      partner: PARTNERS[partner],
      view: VIEWS[view],
      dissents: view === 'dissents',
      reason: reason ? wordsOf(reason) : null,
    })),
    informationConsidered: informationConsidered ? wordsOf(informationConsidered) : null,
  };
}
