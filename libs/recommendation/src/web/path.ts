/** The path of one recommendation, from its source to where it stands: what the picture, the list and the API show. */
export interface Path {
  readonly reference: string;
  /** Its words as agreed. */
  readonly words: string;
  readonly source: {
    readonly label: string;
    readonly on?: string;
    readonly href?: string;
    /** Its day was invented for the demonstration. */
    readonly invented?: boolean;
  };
  /** Made, agreed, approved, assigned, completed, embedded, reopened …, in order of date. */
  readonly milestones: readonly PathMark[];
  readonly monitor: string;
  /** ISO; the day the picture is drawn for. */
  readonly today: string;
  /** The target as people say it ("Q3 2025-26") and the day it falls due (ISO), where it has one. */
  readonly target?: PathTarget;
  /** Only when the target was changed: the first one is never hidden. */
  readonly firstTarget?: PathTarget;
  readonly lines: readonly PathLine[];
  /** One word or two: "Complete", "Waiting", "In progress" … */
  readonly state: string;
  readonly closed: boolean;
  /** One sentence on where it stands: "3 of 5 agencies assured; overdue by 60 working days". Counted from the lines if absent. */
  readonly standing?: string;
  /** Sentences: what is still missing. */
  readonly missing: readonly string[];
  readonly nextReview?: { readonly group: string; readonly on: string };
}

export interface PathTarget {
  readonly label: string;
  readonly due?: string;
}

export interface PathLine {
  readonly id: string;
  /** The owner's name: an agency, a group, the Partnership Team, or "Owner not yet named". */
  readonly owner: string;
  readonly role?: string;
  readonly state: string;
  readonly closed: boolean;
  readonly target?: PathTarget;
  readonly marks: readonly PathMark[];
  /** Another agency's line, seen by an agency: name and state only; `marks` is then empty. */
  readonly notShared: boolean;
}

export interface PathMark {
  readonly kind: PathMarkKind;
  /** ISO date on which it happened; absent where the source does not state it. */
  readonly on?: string;
  /** A short sentence: "assurance accepted: template in use". */
  readonly label: string;
  readonly href?: string;
  readonly invented?: boolean;
}

export type PathMarkKind =
  | 'source'
  | 'made'
  | 'agreed'
  | 'approved'
  | 'assigned'
  | 'progress'
  | 'asked'
  | 'provided'
  | 'accepted'
  | 'returned'
  | 'waiting'
  | 'resumed'
  | 'carried'
  | 'targetChanged'
  | 'notApplicable'
  | 'withdrawn'
  | 'handedOver'
  | 'completed'
  | 'embedded'
  | 'reopened';
