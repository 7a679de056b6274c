/**
 * The demonstration year as plain, typed content. It knows no command of any slice: a loader turns each record into
 * acts, in the order of their days. Every id is a slug of lower-case words and hyphens, and is unique in its list.
 */

/** A calendar day as YYYY-MM-DD. */
export type IsoDate = string;

/** A fixed day, or a day counted from the day of loading (negative: before it), so that "due soon" is never empty. */
export type Day = IsoDate | { readonly daysFromLoading: number };

/** Where a record comes from: the partnership's published records, or plainly invented for the demonstration. */
export type Origin = 'records' | 'invented';

export type PersonId =
  | 'partnership-team'
  | 'learning-inquiry-chair'
  | 'learning-inquiry-member'
  | 'quality-assurance-member'
  | 'children-social-care-representative'
  | 'police-representative'
  | 'primary-care-representative'
  | 'council-partner'
  | 'health-partner'
  | 'police-partner'
  | 'executive-member'
  | 'scrutineer'
  | NeighbourId;

/** Those of the partnership next door who belong to it alone. */
type NeighbourId = 'downs-partnership-team' | 'downs-chair' | 'downs-council-partner';

export type AgencyId = string;
export type GroupId = string;
export type MeetingId = string;
export type ReferralId = string;
export type LearningEventId = string;
export type AuditId = string;
export type RapidReviewId = string;
export type RecommendationId = string;

/** For whom somebody acts. A group's decision names its meeting, or says why it was taken between meetings. */
export interface OnBehalfOf {
  readonly role: string;
  readonly agency?: AgencyId;
  readonly group?: GroupId;
  readonly meeting?: MeetingId;
  readonly betweenMeetings?: string;
  /** Of a decision: what was declared, and what was done about it. */
  readonly conflicts?: readonly DeclaredConflict[];
}

/** A conflict of interest that a role or an agency declared. */
export interface DeclaredConflict {
  readonly post?: PersonId;
  readonly agency?: AgencyId;
  readonly nature: string;
  readonly did: 'left' | 'took-no-part' | 'stayed';
  readonly reason?: string;
}

/**
 * What names its inventions. `invented` holds the path of every value that the records do not give, with dots into
 * objects and lists: `on`, `lines.0.owner`. Each path leads to a value. In a wholly invented record every field is named.
 */
export interface Marked {
  readonly invented: readonly string[];
}

/** One thing that happened, on a day, done by a demonstration person for a role, agency or group. */
export interface Act extends Marked {
  readonly on: Day;
  /** The date in the words of the records, where they give a month or a year and no day. */
  readonly onAsStated?: string;
  readonly by: PersonId;
  readonly onBehalfOf: OnBehalfOf;
}

/** The same without its list of inventions, one member of a union at a time. */
export type Unmarked<T> = T extends Marked ? Omit<T, 'invented'> : never;

/** A name with the days from which and until which it held; null where the records give no day. */
export interface DatedName {
  readonly name: string;
  readonly from: IsoDate | null;
  readonly until: IsoDate | null;
}

export interface Agency extends Marked {
  readonly id: AgencyId;
  readonly origin: Origin;
  /** `together`: several bodies that the records name only as one, such as schools or "agencies". */
  readonly kind: 'safeguarding-partner' | 'relevant-agency' | 'council-service' | 'outside-body' | 'together';
  /** Oldest first; the last is today's. */
  readonly names: readonly DatedName[];
  readonly partOf?: AgencyId;
  readonly successor?: { readonly agency: AgencyId; readonly on: IsoDate };
}

/** A group's member: an agency with the title of the role that sits there. Never a person's name. */
export interface Membership {
  readonly agency: AgencyId;
  readonly role: string;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}

export interface Group extends Marked {
  readonly id: GroupId;
  readonly name: string;
  readonly kind: 'executive' | 'board' | 'subgroup' | 'team' | 'practitioner-meeting' | 'four-area-group';
  readonly purpose: string;
  readonly meets: 'quarterly' | null;
  readonly reportsTo: GroupId | null;
  readonly chair: string | null;
  /** Absent where the chair belongs to none. */
  readonly chairAgency?: AgencyId;
  readonly members: readonly Membership[];
}

/** A person in roles: titles only. `signsIn` names the demonstration person; null holds a role and does not sign in. */
export interface PersonInRoles extends Marked {
  readonly id: string;
  readonly signsIn: PersonId | null;
  readonly agency: AgencyId | null;
  readonly roles: readonly {
    readonly title: string;
    readonly group?: GroupId;
    readonly from: IsoDate;
    readonly until: IsoDate | null;
  }[];
}

export interface Meeting extends Marked {
  readonly id: MeetingId;
  readonly group: GroupId;
  readonly on: Day;
  readonly label: string;
}

export type Finding = 'met' | 'not-met' | 'not-enough-information';

export interface PartnerView {
  readonly partner: 'council-partner' | 'health-partner' | 'police-partner';
  readonly view: 'agrees' | 'dissents';
  readonly reason: string;
}

/** A step that somebody took, or one of which the records say nothing. */
export interface NotStated extends Act {
  readonly kind: 'not-stated-in-the-source';
  readonly step: string;
  readonly note: string;
}

export interface EvidenceItem {
  readonly type: 'statement' | 'document' | 'audit-result' | 'data' | 'training-record' | 'product';
  readonly title: string;
}
