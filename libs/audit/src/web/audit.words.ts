import { type Narrative, wordsOf } from '#app/kernel';
import { type Teller, asAgencies, asAgency, asCorrected, asDate, asOneOf, asYesNo, wordsFor } from '#app/platform';
import { CHANNELS, type Source } from '#app/steps';
import type { AuditEvent, AuditLink } from '../domain/audit.events';
import { stepWords } from '../read/audit.row';
import { PLANS, RESULTS, TYPES } from './audit.names';

const asPoints: Teller = (points: readonly Narrative[]) => points.map(wordsOf);
const asLink: Teller = ({ reference }: AuditLink) => reference;
const asSource: Teller = ({ document, note }: Source) => (note === undefined ? document : `${document}: ${note}`);

/** How an audit's events are told. */
export const auditWords = wordsFor<AuditEvent>({
  AuditPutInProgramme: {
    decides: true,
    act: 'Put in the annual programme',
    fields: {
      title: 'Title',
      titleGiven: ['The source gives this title', asYesNo],
      theme: 'Theme',
      type: ['Type', asOneOf(TYPES)],
      quarter: 'Quarter',
      due: ['Due by', asDate],
      earlier: ['Looks again at', asLink],
      on: ['Agreed on', asDate],
      notStated: ['Not stated in', asSource],
    },
    why: 'why',
  },
  AuditMovedToQuarter: {
    decides: true,
    act: 'Moved to another quarter',
    fields: { due: ['Due by', asDate], on: ['Agreed on', asDate] },
    changes: [{ from: 'from', to: 'to', told: 'Quarter' }],
    why: 'reason',
  },
  AuditScoped: {
    act: 'Scope agreed and tools issued',
    fields: {
      question: 'What it looks at',
      agencies: ['Agencies', asAgencies],
      children: 'Number of children',
      method: 'Method',
      tools: 'Tools issued',
      on: ['Agreed on', asDate],
    },
  },
  ReturnAsked: {
    act: 'Return asked for',
    fields: { agency: ['Of', asAgency], on: ['Asked on', asDate], dueOn: ['Due by', asDate] },
  },
  ReturnReceived: {
    act: 'Return received',
    fields: {
      agency: ['From', asAgency],
      summary: 'What it says',
      children: 'Number of children',
      on: ['Returned on', asDate],
    },
  },
  PanelHeld: {
    act: 'Multi-agency panel held',
    fields: {
      on: ['Held on', asDate],
      agencies: ['Agencies', asAgencies],
      note: 'Note',
      without: 'Why it went ahead without outstanding returns',
    },
  },
  FindingsRecorded: {
    act: 'Findings and strengths recorded',
    fields: {
      strengths: ['Strengths', asPoints],
      findings: ['Findings', asPoints],
      themes: 'Themes',
      on: ['Recorded on', asDate],
      without: 'Why it went ahead without outstanding returns',
    },
  },
  FindingsAgreed: {
    decides: true,
    act: 'Findings agreed by Performance and Quality Assurance',
    fields: { on: ['Agreed on', asDate], note: 'Note' },
  },
  AuditApproved: {
    decides: true,
    act: 'Approved by the Executive Group',
    fields: { on: ['Approved on', asDate], note: 'Note' },
  },
  BriefingShared: {
    act: 'Practitioner briefing shared',
    fields: {
      title: 'Title',
      channel: ['How', asOneOf(CHANNELS)],
      audience: 'With whom',
      on: ['Shared on', asDate],
    },
  },
  RecommendationsReviewed: {
    act: 'Recommendations monitored',
    fields: { summary: 'How far they are', on: ['Looked at on', asDate] },
  },
  NoRecommendationsMade: {
    act: 'No recommendations were made',
    fields: { on: ['Looked at on', asDate] },
    why: 'reason',
  },
  ReAuditPlanned: {
    act: 'Another look planned',
    fields: { how: ['What', asOneOf(PLANS)], quarter: 'Quarter', due: ['Due by', asDate], on: ['Planned on', asDate] },
    why: 'reason',
  },
  ImpactChecked: {
    decides: true,
    act: 'Impact checked',
    fields: {
      result: ['Result', asOneOf(RESULTS)],
      words: 'What shows it',
      audit: ['Audit that looked again', asLink],
      on: ['Checked on', asDate],
    },
  },
  AuditClosed: {
    decides: true,
    act: 'Closed',
    fields: { noImpactCheck: 'Why no impact check is needed', on: ['Closed on', asDate] },
    why: 'note',
  },
  StepNotStated: {
    act: 'Not stated in the source',
    fields: { step: ['Step', asOneOf(stepWords)], document: 'Source', note: 'Note' },
  },
  AuditCancelled: { decides: true, act: 'Cancelled', fields: { on: ['Cancelled on', asDate] }, why: 'reason' },
  AuditCorrected: {
    act: 'Corrected',
    fields: { label: 'What was wrong' },
    changes: [{ from: 'from', to: 'to', told: ['Value', asCorrected] }],
    why: 'reason',
  },
  AuditEnteredInError: { act: 'Marked as entered in error', fields: {}, why: 'reason' },
});
