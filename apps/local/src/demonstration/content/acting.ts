import type { Act, AgencyId, Day, DeclaredConflict, Marked, MeetingId, OnBehalfOf, PersonId, Unmarked } from './types';

/** Who and when of an act; what happened is added beside it. */
export type Who = Pick<Act, 'on' | 'by' | 'onBehalfOf'>;

/** The records never say who entered what, and hardly ever the day. */
export const whenAndWho: readonly string[] = ['on', 'by', 'onBehalfOf'];

const at = (meeting: MeetingId | undefined, reason: string): Pick<OnBehalfOf, 'meeting' | 'betweenMeetings'> =>
  meeting === undefined ? { betweenMeetings: reason } : { meeting };

const decidedByMail = 'Agreed by members by email, so as not to wait for the next meeting';

/** The chair of the Learning Inquiry Group, for the group: at a meeting, or between meetings. */
export const inquiryChair = (on: Day, meeting?: MeetingId): Who => ({
  on,
  by: 'learning-inquiry-chair',
  onBehalfOf: {
    role: 'Chair of the Learning Inquiry Group',
    agency: 'childrens-social-care',
    group: 'learning-inquiry-group',
    ...at(meeting, decidedByMail),
  },
});

/** Another member, where the chair's own agency owns what is decided. */
export const inquiryMember = (on: Day, meeting?: MeetingId): Who => ({
  on,
  by: 'learning-inquiry-member',
  onBehalfOf: {
    role: 'Member of the Learning Inquiry Group',
    agency: 'isle-of-wight-nhs-trust',
    group: 'learning-inquiry-group',
    ...at(meeting, decidedByMail),
  },
});

export const qualityMember = (on: Day, meeting?: MeetingId): Who => ({
  on,
  by: 'quality-assurance-member',
  onBehalfOf: {
    role: 'Member of the Performance and Quality Assurance Group',
    agency: 'council-public-health',
    group: 'performance-and-quality-assurance-group',
    ...at(meeting, decidedByMail),
  },
});

export const executiveMember = (on: Day, meeting?: MeetingId): Who => ({
  on,
  by: 'executive-member',
  onBehalfOf: {
    role: 'Member of the Executive Group',
    agency: 'isle-of-wight-nhs-trust',
    group: 'executive-group',
    ...at(meeting, decidedByMail),
  },
});

/** The same decision, at which conflicts of interest were asked for; none of them: none was declared. */
export const declaring = (who: Who, ...conflicts: readonly DeclaredConflict[]): Who => ({
  ...who,
  onBehalfOf: { ...who.onBehalfOf, conflicts },
});

export const partnershipTeam = (on: Day): Who => ({
  on,
  by: 'partnership-team',
  onBehalfOf: { role: 'Partnership Manager', group: 'partnership-team' },
});

/** The Partnership Team enters what somebody at an agency said or did: the act stays the agency's own. */
export const enteredFor = (on: Day, agency: AgencyId, role: string): Who => ({
  on,
  by: 'partnership-team',
  onBehalfOf: { role, agency },
});

export const representative = (on: Day, by: PersonId, agency: AgencyId, role: string): Who => ({
  on,
  by,
  onBehalfOf: { role, agency },
});

export const scrutineer = (on: Day): Who => ({
  on,
  by: 'scrutineer',
  onBehalfOf: { role: 'Independent Scrutineer' },
});

export const councilPartner = (on: Day): Who => ({
  on,
  by: 'council-partner',
  onBehalfOf: { role: 'Delegated safeguarding partner, council', agency: 'isle-of-wight-council' },
});

/** Kinds and keys are our own way of writing things down; every other value is a claim about what happened. */
const ownWords: ReadonlySet<string> = new Set(['id', 'origin', 'kind', 'line', 'invented', 'supersedes', 'acts']);
const nested: ReadonlySet<string> = new Set(['steps', 'happenings', 'lines', 'source']);

/** Every field of a plainly invented record or act, by name. */
export const everyField = (record: object): readonly string[] =>
  Object.entries(record)
    .filter(([name, value]) => !ownWords.has(name) && !nested.has(name) && value !== null && value !== undefined)
    .map(([name]) => name);

/** Marks every act of a plainly invented record as invented, field by field. */
export const inventedActs = <A extends Marked>(acts: readonly Unmarked<A>[]): readonly A[] =>
  acts.map((act) => ({ ...act, invented: everyField(act) }) as unknown as A);
