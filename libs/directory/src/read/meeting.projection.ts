import type { Projection } from '#app/kernel';
import { meetingKey } from '#app/platform';
import { type MeetingRow } from './meeting.row';

/** Every meeting that anybody acted for, whatever the record was. */
export const meetingProjection: Projection<MeetingRow> = {
  name: 'meeting',
  version: 1,

  rows({ metadata }) {
    const { meeting } = metadata.onBehalfOf;
    if (!meeting) return [];
    const { group, date, label } = meeting;
    const key = meetingKey(meeting);
    return [{ key, change: (row) => row ?? { key, group, date, label } }];
  },
};
