import { type ReadModel, readModel } from '#app/platform';
import { agencyProjection } from './agency.projection';
import { AgencyRow } from './agency.row';
import { groupProjection } from './group.projection';
import { GroupRow } from './group.row';
import { meetingProjection } from './meeting.projection';
import { MeetingRow } from './meeting.row';
import { postProjection } from './post.projection';
import { PostRow } from './post.row';

export const directoryModels: readonly ReadModel[] = [
  readModel(agencyProjection, AgencyRow),
  readModel(groupProjection, GroupRow),
  readModel(postProjection, PostRow),
  readModel(meetingProjection, MeetingRow),
];
