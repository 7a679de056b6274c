import type { Channel } from '../content';

/** The paper that the records of the year come from, as people call it. */
export const SOURCE = 'Yearly report 2024/25';

/** What is told at meetings is told in the groups. */
export const channelsOf = (channels: readonly Channel[]) =>
  channels.map((channel) => (channel === 'meetings' ? 'subgroups' : channel));
