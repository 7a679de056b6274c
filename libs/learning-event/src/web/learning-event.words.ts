import { type Narrative, wordsOf } from '#app/kernel';
import { type Teller, asAgencies, asCorrected, asDate, asOneOf, concernedWords, wordsFor } from '#app/platform';
import { CHANNELS, type Source } from '#app/steps';
import type { Attendance, LearningEventEvent } from '../domain/learning-event.events';
import { stepWords } from '../read/learning-event.row';
import { CRITERIA, PARTNERS } from './learning-event.names';

const asPoints: Teller = (points: readonly Narrative[]) => points.map(wordsOf);
const asAttendance: Teller = (attendance: readonly Attendance[], names, on) =>
  attendance.map(({ agency, people }) => `${names.agency(agency, on)}: ${people}`);
const asReference: Teller = ({ reference }: { reference: string }) => reference;
const asSource: Teller = ({ document, note }: Source) => (note === undefined ? document : `${document}: ${note}`);
const asPartners: Teller = (partners: readonly (keyof typeof PARTNERS)[]) => partners.map((one) => PARTNERS[one]);

/** How a learning event's events are told. */
export const learningEventWords = wordsFor<LearningEventEvent>({
  LearningEventAgreed: {
    decides: true,
    act: 'Learning event agreed',
    fields: {
      title: 'Title',
      referral: ['Referral', asReference],
      rapidReview: ['Rapid review', asReference],
      noReferral: 'Why there is no referral',
      criteria: ['Criteria for a notification or a review', asOneOf(CRITERIA)],
      basis: 'How that is known',
      on: ['Agreed on', asDate],
      notStated: ['Not stated in', asSource],
    },
    why: 'why',
  },
  TermsOfReferenceAgreed: {
    decides: true,
    act: 'Terms of reference and key lines of enquiry agreed',
    fields: { purpose: 'What it is to find out', keyLines: 'Key lines of enquiry', on: ['Agreed on', asDate] },
  },
  FacilitatorsNamed: {
    act: 'Facilitators’ agencies named',
    fields: { agencies: ['Agencies', asAgencies], on: ['Named on', asDate] },
    why: 'reason',
  },
  WorkshopHeld: {
    act: 'Workshop held',
    fields: {
      on: ['Held on', asDate],
      total: 'Practitioners in all',
      byAgency: ['By agency', asAttendance],
      feedback: 'What those who came said',
    },
  },
  LearningRecorded: {
    act: 'Learning recorded',
    fields: {
      effectivePractice: ['Effective practice', asPoints],
      areasOfLearning: ['Areas of learning', asPoints],
      themes: 'Themes',
      on: ['Recorded on', asDate],
    },
  },
  ReportDrafted: {
    act: 'Report drafted',
    fields: { summary: 'What it says', document: 'Kept at', on: ['Drafted on', asDate] },
  },
  ReportApprovedByGroup: {
    decides: true,
    act: 'Report approved by the Learning Inquiry Group',
    fields: { on: ['Approved on', asDate], note: 'Note' },
  },
  ReportApprovedByExecutive: {
    decides: true,
    act: 'Report approved by the Executive Group',
    fields: {
      on: ['Approved on', asDate],
      partners: ['Delegated safeguarding partners who took part', asPartners],
      absent: 'Why not all three took part',
      note: 'Note',
    },
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
  LearningEventClosed: { decides: true, act: 'Closed', fields: { on: ['Closed on', asDate] }, why: 'note' },
  StepNotStated: {
    act: 'Not stated in the source',
    fields: { step: ['Step', asOneOf(stepWords)], document: 'Source', note: 'Note' },
  },
  LearningEventCancelled: { decides: true, act: 'Cancelled', fields: { on: ['Cancelled on', asDate] }, why: 'reason' },
  LearningEventCorrected: {
    act: 'Corrected',
    fields: { label: 'What was wrong' },
    changes: [{ from: 'from', to: 'to', told: ['Value', asCorrected] }],
    why: 'reason',
  },
  LearningEventEnteredInError: { act: 'Marked as entered in error', fields: {}, why: 'reason' },
  ...concernedWords,
});
