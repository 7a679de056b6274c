import type {
  Act,
  AgencyId,
  AuditId,
  Day,
  EvidenceItem,
  Finding,
  GroupId,
  LearningEventId,
  Marked,
  NotStated,
  Origin,
  PartnerView,
  RapidReviewId,
  ReferralId,
} from './types';

/** The three questions of a notification (Working Together 2023; Children Act 2004 s16C). */
export interface NotificationCriterion {
  readonly criterion: 'abuse-or-neglect-known-or-suspected' | 'child-died-or-seriously-harmed' | 'in-the-area';
  readonly finding: Finding;
  readonly reason: string;
}

/** The four local criteria of SI 2018/789 reg 11. */
export interface ReviewCriterion {
  readonly criterion:
    'improvements-needed' | 'recurrent-themes' | 'agencies-working-together' | 'panel-considers-local';
  readonly finding: Finding;
  readonly reason: string;
}

export type ReferralOutcome =
  | { readonly is: 'learning-event'; readonly learningEvent: LearningEventId }
  | { readonly is: 'learning-identified-without-event' }
  | { readonly is: 'passed-elsewhere'; readonly to: GroupId }
  | { readonly is: 'professional-differences' }
  | { readonly is: 'single-agency-learning'; readonly agency: AgencyId }
  | { readonly is: 'no-further-action' }
  | { readonly is: 'criteria-appear-met'; readonly rapidReview: RapidReviewId };

export type ReferralAct =
  | (Act & { readonly kind: 'received' })
  | (Act & {
      readonly kind: 'information-asked';
      readonly agency: AgencyId;
      readonly question: string;
      readonly replyBy: Day;
    })
  | (Act & { readonly kind: 'information-given'; readonly agency: AgencyId; readonly summary: string })
  | (Act & { readonly kind: 'considered'; readonly summary: string })
  | (Act & {
      readonly kind: 'decided';
      readonly criteria: readonly NotificationCriterion[];
      readonly views: readonly PartnerView[];
      readonly outcome: ReferralOutcome;
      readonly rationale: string;
      /** True where this decision takes the place of the one before it. */
      readonly supersedes: boolean;
    })
  | (Act & { readonly kind: 'passed-on'; readonly to: GroupId; readonly why: string })
  | (Act & { readonly kind: 'receiving-body-answered'; readonly accepted: boolean; readonly answer: string })
  | (Act & {
      readonly kind: 'reflection-returned';
      readonly wentWell: string;
      readonly didNot: string;
      readonly nextTime: string;
    })
  | (Act & { readonly kind: 'duplicate'; readonly of: ReferralId; readonly reason: string })
  | (Act & { readonly kind: 'entered-in-error'; readonly reason: string })
  | (Act & {
      readonly kind: 'corrected';
      readonly field: string;
      readonly was: string;
      readonly becomes: string;
      readonly reason: string;
    })
  | NotStated;

/** A learning-review referral. The system issues the pseudonyms: the content says only how many children. */
export interface Referral extends Marked {
  readonly id: ReferralId;
  readonly origin: Origin;
  readonly title: string;
  readonly year: string;
  readonly referrer: { readonly agency: AgencyId | null; readonly role: string | null };
  readonly incidentOn: Day | null;
  readonly awareOn: Day | null;
  readonly children: number;
  /** Suspected where it is left out. */
  readonly harm?: 'known' | 'good-practice';
  readonly whatHappened: string;
  readonly whyReferred: string;
  readonly agenciesInvolved: readonly AgencyId[];
  /** In order of day; the first is `received`. */
  readonly acts: readonly ReferralAct[];
}

export type Channel = 'training' | 'newsletter' | 'practice-week' | 'website' | 'meetings' | 'slides';

export type LearningEventStep =
  | (Act & { readonly kind: 'agreed'; readonly reason: string })
  | (Act & { readonly kind: 'terms-of-reference-agreed'; readonly keyLinesOfEnquiry: readonly string[] })
  | (Act & { readonly kind: 'facilitators-named'; readonly agencies: readonly AgencyId[] })
  | (Act & {
      readonly kind: 'workshop-held';
      readonly attended: number;
      readonly byAgency: readonly { readonly agency: AgencyId; readonly attended: number }[];
      readonly effectivePractice: readonly string[];
      readonly areasOfLearning: readonly string[];
      /** What those who came said of the day. */
      readonly feedback: string | null;
    })
  | (Act & { readonly kind: 'report-written'; readonly summary: string })
  | (Act & { readonly kind: 'approved-by-group' })
  | (Act & { readonly kind: 'approved-by-executive' })
  | (Act & { readonly kind: 'briefing-shared'; readonly channels: readonly Channel[] })
  | (Act & { readonly kind: 'recommendations-made'; readonly count: number })
  | NotStated;

export interface LearningEvent extends Marked {
  readonly id: LearningEventId;
  readonly origin: Origin;
  readonly title: string;
  readonly referral: ReferralId;
  readonly about: string;
  readonly steps: readonly LearningEventStep[];
}

export type AuditStep =
  | (Act & { readonly kind: 'put-in-programme'; readonly quarter: string; readonly whyChosen: string })
  | (Act & { readonly kind: 'scoped'; readonly scope: string; readonly agencies: readonly AgencyId[] })
  | (Act & { readonly kind: 'panel-held'; readonly children: number | null; readonly summary: string })
  | (Act & {
      readonly kind: 'findings-drafted';
      readonly findings: readonly string[];
      readonly strengths: readonly string[];
    })
  | (Act & { readonly kind: 'agreed-by-group' })
  | (Act & { readonly kind: 'approved-by-executive' })
  | (Act & { readonly kind: 'briefing-shared'; readonly title: string; readonly channels: readonly Channel[] })
  | (Act & { readonly kind: 'progress-reviewed'; readonly summary: string })
  | (Act & { readonly kind: 're-audited'; readonly result: string })
  | NotStated;

export interface Audit extends Marked {
  readonly id: AuditId;
  readonly origin: Origin;
  readonly title: string;
  /** False where the records speak of the audit without giving its title. */
  readonly titleGiven: boolean;
  readonly theme: string;
  /** Financial quarter, "Q3 2025-26"; null where the records do not say. */
  readonly quarter: string | null;
  readonly steps: readonly AuditStep[];
}

export type RapidReviewAct =
  | (Act & {
      readonly kind: 'notification-decided';
      readonly criteria: readonly NotificationCriterion[];
      readonly views: readonly PartnerView[];
      /** What the council decides under its own duty, whatever the other two partners think. */
      readonly councilsDuty: string;
      readonly outcome: 'notify' | 'do-not-notify' | 'more-information';
      readonly rationale: string;
    })
  | (Act & { readonly kind: 'notification-sent'; readonly reference: string })
  | (Act & { readonly kind: 'notification-acknowledged' })
  | (Act & { readonly kind: 'review-opened' })
  | (Act & {
      readonly kind: 'information-asked';
      readonly agency: AgencyId;
      readonly question: string;
      readonly replyBy: Day;
    })
  | (Act & {
      readonly kind: 'information-returned';
      readonly agency: AgencyId;
      readonly summary: string;
      readonly immediateAction: string;
    })
  | (Act & { readonly kind: 'meeting-held'; readonly summary: string; readonly inequalities: string })
  | (Act & {
      readonly kind: 'decided';
      readonly criteria: readonly ReviewCriterion[];
      readonly outcome: 'practice-review' | 'no-practice-review' | 'possible-national-review';
      readonly rationale: string;
    })
  | (Act & { readonly kind: 'partner-signed-off'; readonly view: PartnerView })
  | (Act & { readonly kind: 'sent-to-panel'; readonly reference: string })
  | (Act & {
      readonly kind: 'panel-replied';
      readonly reply: 'agrees' | 'asks-to-reconsider' | 'wants-more-information' | 'national-review';
      readonly summary: string;
      readonly evidence: EvidenceItem;
    })
  | (Act & { readonly kind: 'partnership-answered'; readonly answer: string; readonly reason: string })
  | (Act & { readonly kind: 'found-not-to-meet-criteria'; readonly reason: string });

export interface RapidReview extends Marked {
  readonly id: RapidReviewId;
  readonly origin: Origin;
  readonly title: string;
  readonly referral: ReferralId;
  readonly children: number;
  /** The day the council became aware: the notification clock runs from it. */
  readonly awareOn: Day;
  readonly acts: readonly RapidReviewAct[];
}
