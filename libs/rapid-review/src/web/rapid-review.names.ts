import type { Correctable } from '../domain/rapid-review.events';

/** What stored values are called on pages and in histories. */
export const ROUTES = {
  'serious-incident': 'A serious incident: abuse or neglect, and a child who died or was seriously harmed',
  'looked-after-death': {
    label: 'The death of a looked-after child',
    hint: 'Notified whether or not abuse or neglect is suspected',
  },
  'care-leaver-death': {
    label: 'The death of a care leaver',
    hint: 'Up to and including the age of 24. It goes to the Secretary of State and Ofsted by the same system',
  },
} as const;

/** Children Act 2004, section 16C(1). */
export const CRITERIA = {
  'abuse-or-neglect': 'Abuse or neglect of a child is known or suspected',
  'died-or-seriously-harmed': 'The child has died or been seriously harmed',
  'in-the-area': 'It happened in the area, or the child normally lives here and was outside England',
} as const;

/** SI 2018/789, regulation 11(2). */
export const REVIEW_CRITERIA = {
  'improvements-needed': '(a) Improvements to safeguarding are needed, also where they were found before',
  'recurrent-themes': '(b) Themes recur in how children are safeguarded',
  'agencies-working-together': '(c) There are concerns about how two or more agencies worked together',
  'panel-considers-local': '(d) The national Panel thinks that a local review may be more appropriate',
} as const;

export const FINDINGS = {
  met: 'Met',
  'not-met': 'Not met',
  'not-enough-information': 'Not enough information',
} as const;

export const PARTNERS = {
  council: 'The council',
  health: 'The NHS integrated care board',
  police: 'The police',
} as const;

export const VIEWS = { agrees: 'Agrees', dissents: 'Does not agree', 'not-given': 'No view given' } as const;

export const NOTIFICATION_OUTCOMES = {
  notify: 'Notify the national Panel',
  'do-not-notify': { label: 'Do not notify', hint: 'With reasons as full as for notifying' },
  'more-information': {
    label: 'More information is needed',
    hint: 'The clock keeps running. Decide again when it is there',
  },
} as const;

export const REVIEW_OUTCOMES = {
  'practice-review': 'A local child safeguarding practice review',
  'no-practice-review': { label: 'No practice review', hint: 'What the rapid review learned is sufficient' },
  'possible-national-review': {
    label: 'Possibly a national review',
    hint: 'The circumstances are complex or of national importance',
  },
} as const;

export const SIGN_OFFS = { 'signs-off': 'Signs off', 'does-not-sign-off': 'Does not sign off' } as const;

export const TOLD = {
  'safeguarding-partners': 'All three safeguarding partners',
  'department-for-education': 'The Department for Education',
  ofsted: 'Ofsted',
  'other-area': 'The partners of another area',
} as const;

export const PANEL_REPLIES = {
  agrees: 'Agrees with the decision',
  disagrees: 'Disagrees, and asks to reconsider',
  'more-information': 'Asks for more information',
  'national-review': 'Will make a national review',
} as const;

export const ANSWERS = {
  'decision-kept': 'The decision is kept',
  'decision-changed': 'The decision is changed',
  'information-given': 'The information is given',
} as const;

export const CORRECTABLE = {
  headline: 'The few words for lists',
  nationalReference: 'Reference of the national system',
  incidentOn: 'Date of the incident',
  awareOn: 'Date on which the council became aware',
  toldOn: 'Date on which the partners were told',
  decidedOn: 'Date of the latest notification decision',
  notifiedOn: 'Date on which the notification was sent',
  acknowledgedOn: 'Date of the acknowledgement',
  foundOn: 'Date on which it was found not to meet the criteria',
  metOn: 'Date of the latest review meeting',
  reviewDecidedOn: 'Date of the latest decision of the rapid review',
  reviewSentOn: 'Date on which the rapid review was sent',
  repliedOn: 'Date of the Panel’s latest reply',
  answeredOn: 'Date of the partnership’s latest answer',
  closedOn: 'Date on which it was closed',
} as const satisfies Readonly<Record<Correctable, string>>;

/** All that are dates. */
export const CORRECTABLE_DATES = Object.keys(CORRECTABLE).filter((field) => field.endsWith('On'));

export const STATUSES = {
  'under-consideration': { word: 'Notification to be decided', kind: 'open' },
  'more-information': { word: 'More information needed', kind: 'waiting' },
  'not-notified': { word: 'Not notified', kind: 'done' },
  'to-notify': { word: 'To be notified', kind: 'going' },
  notified: { word: 'Notified', kind: 'going' },
  acknowledged: { word: 'Notification acknowledged', kind: 'going' },
  'information-asked': { word: 'Information asked', kind: 'waiting' },
  'information-received': { word: 'Information received', kind: 'going' },
  'meeting-held': { word: 'Review meeting held', kind: 'going' },
  decided: { word: 'Decided, sign-off awaited', kind: 'waiting' },
  'signed-off': { word: 'Signed off', kind: 'going' },
  'sent-to-panel': { word: 'Sent to the national Panel', kind: 'waiting' },
  'answer-awaited': { word: 'The Panel asks for an answer', kind: 'returned' },
  'panel-replied': { word: 'The Panel has replied', kind: 'going' },
  closed: { word: 'Closed', kind: 'done' },
  'found-not-to-meet': { word: 'Later found not to meet the criteria', kind: 'ended' },
  'entered-in-error': { word: 'Entered in error', kind: 'ended' },
} as const;

type Labels = Readonly<Record<string, string | { readonly label: string }>>;

/** The words of a stored value. */
export const nameIn = (labels: Labels, value: string): string => {
  const found = labels[value];
  return typeof found === 'string' ? found : (found?.label ?? value);
};

/** The words of an outcome of either decision. */
export const outcomeName = (outcome: string): string =>
  nameIn({ ...NOTIFICATION_OUTCOMES, ...REVIEW_OUTCOMES }, outcome);
