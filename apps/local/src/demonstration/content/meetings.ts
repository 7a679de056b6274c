import type { Day, GroupId, Meeting } from './types';

/** The groups met each quarter; the records give none of the days. */
const meeting = (id: string, group: GroupId, on: Day, label: string): Meeting => ({
  id,
  group,
  on,
  label,
  invented: ['on', 'label'],
});

const inquiry = 'learning-inquiry-group';
const quality = 'performance-and-quality-assurance-group';
const executive = 'executive-group';

export const meetings: readonly Meeting[] = [
  meeting('learning-inquiry-2024-02', inquiry, '2024-02-15', 'Quarterly meeting, February 2024'),
  meeting('learning-inquiry-2024-05', inquiry, '2024-05-16', 'Quarterly meeting, May 2024'),
  meeting('learning-inquiry-2024-09', inquiry, '2024-09-12', 'Quarterly meeting, September 2024'),
  meeting('rapid-review-2024-09', inquiry, '2024-09-30', 'Rapid review meeting'),
  meeting('learning-inquiry-2024-12', inquiry, '2024-12-05', 'Quarterly meeting, December 2024'),
  meeting('learning-inquiry-2025-03', inquiry, '2025-03-06', 'Quarterly meeting, March 2025'),
  meeting('learning-inquiry-recent', inquiry, { daysFromLoading: -40 }, 'The latest quarterly meeting but one'),
  meeting('learning-inquiry-latest', inquiry, { daysFromLoading: -12 }, 'The latest quarterly meeting'),
  meeting('learning-inquiry-extra', inquiry, { daysFromLoading: -4 }, 'Meeting on the report of the workshop'),
  meeting('quality-assurance-2024-05', quality, '2024-05-23', 'Quarterly meeting, May 2024'),
  meeting('quality-assurance-2024-09', quality, '2024-09-19', 'Quarterly meeting, September 2024'),
  meeting('quality-assurance-2024-11', quality, '2024-11-28', 'Quarterly meeting, November 2024'),
  meeting('quality-assurance-2025-03', quality, '2025-03-13', 'Quarterly meeting, March 2025'),
  meeting('quality-assurance-latest', quality, { daysFromLoading: -14 }, 'The latest quarterly meeting'),
  meeting('executive-2024-06', executive, '2024-06-13', 'Quarterly meeting, June 2024'),
  meeting('executive-2024-09', executive, '2024-09-26', 'Quarterly meeting, September 2024'),
  meeting('executive-2024-12', executive, '2024-12-12', 'Quarterly meeting, December 2024'),
  meeting('executive-2025-03', executive, '2025-03-20', 'Quarterly meeting, March 2025'),
  meeting('four-area-2025-03', 'four-area-executive', '2025-03-12', 'Meeting of March 2025'),
  meeting('executive-latest', executive, { daysFromLoading: -8 }, 'The latest quarterly meeting'),
];
