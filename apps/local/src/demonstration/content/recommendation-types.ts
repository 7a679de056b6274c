import type {
  Act,
  AgencyId,
  AuditId,
  Day,
  EvidenceItem,
  GroupId,
  LearningEventId,
  Marked,
  Origin,
  RapidReviewId,
  RecommendationId,
  ReferralId,
} from './types';

export type Source =
  | { readonly kind: 'referral'; readonly id: ReferralId }
  | { readonly kind: 'learning-event'; readonly id: LearningEventId }
  | { readonly kind: 'audit'; readonly id: AuditId }
  | { readonly kind: 'rapid-review'; readonly id: RapidReviewId };

export type Owner =
  | { readonly kind: 'agency'; readonly id: AgencyId }
  | { readonly kind: 'group'; readonly id: GroupId }
  | { readonly kind: 'partnership-team' }
  /** Shown as "owner not yet named": the records name nobody, and nobody is guessed. */
  | { readonly kind: 'not-named' };

export type Target =
  | { readonly date: Day }
  /** YYYY-MM */
  | { readonly month: string }
  /** "Q3 2025-26" */
  | { readonly quarter: string }
  | { readonly reviewed: 'every-quarter' };

/** One owner's part. `key` names the line inside its recommendation. A null target: the records give none. */
export interface Line {
  readonly key: string;
  readonly owner: Owner;
  readonly role: string | null;
  readonly target: Target | null;
}

interface OnLine {
  readonly line: string;
}

/** What happens to the whole recommendation. */
export type WholeHappening =
  | (Act & { readonly kind: 'proposed' })
  | (Act & { readonly kind: 'agreed'; readonly reason: string })
  | (Act & { readonly kind: 'not-accepted'; readonly reason: string })
  | (Act & { readonly kind: 'approved' })
  /** Gives the lines of the recommendation their owners and targets, as listed there. */
  | (Act & { readonly kind: 'assigned' })
  | (Act & { readonly kind: 'scope-note'; readonly note: string; readonly reason: string })
  | (Act & {
      readonly kind: 'corrected';
      readonly field: string;
      readonly was: string;
      readonly becomes: string;
      readonly reason: string;
    })
  | (Act & { readonly kind: 'entered-in-error'; readonly reason: string })
  | (Act & { readonly kind: 'withdrawn'; readonly reason: string })
  | (Act & { readonly kind: 'superseded'; readonly successor: RecommendationId; readonly reason: string })
  /** The group that follows it looked at it, at a meeting. */
  | (Act & { readonly kind: 'reviewed'; readonly note: string })
  | (Act & { readonly kind: 'escalated'; readonly to: GroupId; readonly reason: string })
  | (Act & {
      readonly kind: 'embedding-checked';
      readonly method: string;
      readonly result: string;
      readonly before?: string;
      readonly after?: string;
    })
  | (Act & { readonly kind: 'scrutiny-comment'; readonly comment: string });

/** What happens on one line. The whole is complete when its last open line is completed: the loader sees to that. */
export type LineHappening =
  | (Act & OnLine & { readonly kind: 'owner-named'; readonly owner: Owner; readonly role: string })
  | (Act & OnLine & { readonly kind: 'progress'; readonly text: string; readonly nextStep: string | null })
  | (Act &
      OnLine & {
        readonly kind: 'waiting';
        readonly waitingFor: string;
        readonly whose: string;
        readonly expected: Target | null;
      })
  | (Act & OnLine & { readonly kind: 'waiting-ended'; readonly how: string })
  | (Act &
      OnLine & {
        readonly kind: 'carried';
        readonly into: { readonly audit: AuditId } | { readonly otherWork: string };
        readonly expected: Target;
        readonly reviewOn: Day;
        readonly reason: string;
      })
  | (Act & OnLine & { readonly kind: 'carried-result'; readonly result: string })
  | (Act & OnLine & { readonly kind: 'product-delivered'; readonly product: EvidenceItem; readonly text: string })
  | (Act & OnLine & { readonly kind: 'assurance-asked'; readonly question: string; readonly replyBy: Day | null })
  | (Act &
      OnLine & { readonly kind: 'assurance-provided'; readonly statement: string; readonly evidence: EvidenceItem })
  | (Act & OnLine & { readonly kind: 'assurance-accepted'; readonly reason: string })
  | (Act & OnLine & { readonly kind: 'assurance-returned'; readonly reason: string })
  | (Act & OnLine & { readonly kind: 'target-changed'; readonly target: Target; readonly reason: string })
  | (Act & OnLine & { readonly kind: 'not-applicable'; readonly reason: string })
  | (Act & OnLine & { readonly kind: 'line-withdrawn'; readonly reason: string })
  | (Act & OnLine & { readonly kind: 'handed-over'; readonly to: AgencyId; readonly reason: string })
  | (Act &
      OnLine & {
        readonly kind: 'completed';
        readonly basis: 'product-delivered' | 'assurance-accepted' | 'result-seen';
        readonly evidence: readonly EvidenceItem[];
        readonly reason: string;
      })
  | (Act & OnLine & { readonly kind: 'reopened'; readonly reason: string });

export type Happening = WholeHappening | LineHappening;

/** Its words, once agreed, never change. Invented ones say "(invented)" in their words. */
export interface Recommendation extends Marked {
  readonly id: RecommendationId;
  readonly origin: Origin;
  readonly words: string;
  readonly source: Source;
  readonly scope: 'single-agency' | 'multi-agency' | 'national' | 'local-additional';
  readonly theme: string;
  readonly monitor: GroupId;
  /** The Executive Group is asked to approve it, and has not answered yet. */
  readonly awaitsApproval?: true;
  readonly lines: readonly Line[];
  /** In order of day. */
  readonly happenings: readonly Happening[];
}
