import type { Trail } from '#app/steps';

/**
 * The steps of a local learning event in the order in which the partnership takes them (Working Together 2023 leaves the
 * form of local learning to the partners; the order is theirs). Agreeing opens the record; closing ends it.
 */
export const STEPS = [
  'agreed',
  'terms',
  'facilitators',
  'workshop',
  'learning',
  'report',
  'group-approval',
  'executive-approval',
  'briefing',
  'monitoring',
] as const;
export type Step = (typeof STEPS)[number];

/** What has happened once a step is taken. */
export const stepWords: Readonly<Record<Step, string>> = {
  agreed: 'Learning event agreed',
  terms: 'Terms of reference and key lines of enquiry agreed',
  facilitators: 'Facilitators’ agencies named',
  workshop: 'Workshop held',
  learning: 'Learning recorded',
  report: 'Report drafted',
  'group-approval': 'Report approved by the Learning Inquiry Group',
  'executive-approval': 'Report approved by the Executive Group',
  briefing: 'Practitioner briefing shared',
  monitoring: 'Recommendations monitored',
};

export const LEARNING_INQUIRY = 'learning-inquiry-group';
export const EXECUTIVE = 'executive-group';

/** Recommendations are monitored whether or not the briefing has gone out. */
export const trail: Trail<Step> = { order: STEPS, words: stepWords, sideBySide: ['briefing', 'monitoring'] };

/** The step that an event of this type takes; undefined for an event that takes none. */
export const stepOf: { readonly [type in string]?: Step } = {
  LearningEventAgreed: 'agreed',
  TermsOfReferenceAgreed: 'terms',
  FacilitatorsNamed: 'facilitators',
  WorkshopHeld: 'workshop',
  LearningRecorded: 'learning',
  ReportDrafted: 'report',
  ReportApprovedByGroup: 'group-approval',
  ReportApprovedByExecutive: 'executive-approval',
  BriefingShared: 'briefing',
  RecommendationsReviewed: 'monitoring',
  NoRecommendationsMade: 'monitoring',
};
