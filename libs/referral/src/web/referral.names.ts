/** What stored values are called on pages and in histories. */
export const CRITERIA = {
  'abuse-or-neglect': 'Abuse or neglect of a child is known or suspected',
  'died-or-seriously-harmed': 'The child has died or been seriously harmed',
  'in-the-area': 'It happened in the area, or the child normally lives here and was outside England',
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

export const OUTCOMES = {
  'criteria-appear-met': {
    label: 'The criteria for notification appear met',
    hint: 'This opens a notification decision',
  },
  'learning-event': { label: 'Local learning event', hint: 'Multi-agency learning needs to be drawn out together' },
  'learning-identified': { label: 'Learning identified, recommendations, no event' },
  'passed-elsewhere': { label: 'Passed to another body', hint: 'Not closed until that body answers' },
  'professional-differences': {
    label: 'Professional differences',
    hint: 'The agencies involved reflect and return what they found',
  },
  'single-agency-learning': { label: 'Learning for one agency' },
  'no-further-action': { label: 'No further action' },
} as const;

export const outcomeName = (outcome: string): string =>
  (OUTCOMES as Record<string, { label: string }>)[outcome]?.label ?? outcome;

export const STATUSES = {
  received: { word: 'Received', kind: 'open' },
  'information-asked': { word: 'Information asked', kind: 'waiting' },
  'information-given': { word: 'Information given', kind: 'going' },
  considered: { word: 'Considered', kind: 'going' },
  decided: { word: 'Decided', kind: 'going' },
  'waiting-for-answer': { word: 'Waiting for an answer', kind: 'waiting' },
  closed: { word: 'Closed', kind: 'done' },
  'entered-in-error': { word: 'Entered in error', kind: 'ended' },
  duplicate: { word: 'Duplicate', kind: 'ended' },
} as const;

export const HARM = {
  known: 'Known',
  suspected: 'Suspected',
  'good-practice': 'Neither: good practice to learn from',
} as const;

/** As it is asked: a good practice is no harm at all. */
export const HARMS = {
  known: 'Known',
  suspected: 'Suspected',
  'good-practice': 'Neither: this is about good practice to learn from',
} as const;

/** What may be corrected, as a person chooses it: first what was entered beside the account, then the account itself. */
export const CORRECTABLE = {
  headline: 'Short title',
  role: 'Role of the person who refers',
  receivedOn: 'Date received',
  incidentOn: 'Date of the incident',
  awareOn: 'Date on which the council became aware',
  harm: 'Whether harm is known or suspected',
  children: 'Number of children',
} as const;

export const CORRECTABLE_ACCOUNT = {
  from: 'Referring agency',
  safeguardingLead: 'Safeguarding lead consulted',
  agencies: 'Agencies involved',
  whatHappened: 'What happened',
  why: 'Why it was referred',
} as const;

export const CORRECTABLE_CONSIDERATION = {
  consideredOn: 'Date on which it was considered',
  note: 'What was said when it was considered',
} as const;
