import { QUALITY_ASSURANCE } from '#app/platform';
import { type Who, inquiryChair } from '../content/acting';
import type { AgencyId, Day, MeetingId, PersonId } from '../content/types';

/** Those who belong to this partnership alone, by their accounts. */
export const TEAM = 'downs-partnership-team';
export const CHAIR = 'downs-chair';
export const COUNCIL_PARTNER = 'downs-council-partner';

export const COUNCIL = 'invented-downs-council';
export const SOCIAL_CARE = 'invented-downs-social-care';
export const HEALTH_BOARD = 'invented-downs-health-board';
export const POLICE = 'invented-downs-police';
export const HOSPITALS = 'invented-harbour-hospitals';
export const SCHOOLS = 'invented-skylark-schools';

const as = (by: PersonId, on: Day, onBehalfOf: Who['onBehalfOf']): Who => ({ on, by, onBehalfOf });

export const team = (on: Day): Who => as(TEAM, on, { role: 'Partnership Manager', group: 'partnership-team' });

/** The Partnership Team enters what somebody at an agency said or did: the act stays the agency's own. */
export const enteredFor = (on: Day, agency: AgencyId, role: string): Who => as(TEAM, on, { role, agency });

/** At a meeting, or between meetings, as next door. */
export const inquiry = (on: Day, meeting?: MeetingId): Who =>
  as(CHAIR, on, { ...inquiryChair(on, meeting).onBehalfOf, agency: SOCIAL_CARE });

export const quality = (on: Day, meeting?: MeetingId): Who =>
  as(CHAIR, on, {
    ...inquiryChair(on, meeting).onBehalfOf,
    role: 'Chair of the Performance and Quality Assurance Group',
    agency: SOCIAL_CARE,
    group: QUALITY_ASSURANCE,
  });

const partner = 'Delegated safeguarding partner, council';

export const council = (on: Day): Who => as(COUNCIL_PARTNER, on, { role: partner, agency: COUNCIL });

export const executive = (on: Day, meeting: MeetingId): Who =>
  as(COUNCIL_PARTNER, on, { role: partner, agency: COUNCIL, group: 'executive-group', meeting });
