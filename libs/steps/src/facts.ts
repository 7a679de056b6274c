import type { Narrative } from '#app/kernel';

/** The paper that real history is entered from, where it is silent about something. */
export interface Source {
  /** As people call it: "Yearly report 2024/25". */
  readonly document: string;
  readonly note?: string;
}

/** The ways in which a practitioner briefing is shared. */
export const CHANNELS = {
  subgroups: 'Subgroups and other meetings',
  training: 'Training',
  newsletter: 'Newsletter',
  'practice-week': 'Safeguarding practice week',
  website: 'Website',
  'practitioner-guide': 'Practitioner guide',
  'theme-pack': 'Safeguarding theme overview pack',
  slides: 'Slides for teams',
} as const;
export type Channel = keyof typeof CHANNELS;

export interface Shared {
  /** ISO date. */
  readonly on: string;
  readonly title: string;
  readonly channel: Channel;
  readonly audience?: string;
}

export interface ShareData extends Omit<Shared, 'channel'> {
  readonly channels: readonly Channel[];
}

/** One way of one briefing on one day, as records remember that it is done. */
export const sharing = ({ channel, on, title }: Shared): string => [channel, on, title].join(', ');

/** One event for each channel; the same briefing is not shared twice through one channel on one day. */
export const briefed = (
  { channels, ...briefing }: ShareData,
  done: readonly string[],
): readonly { readonly type: 'BriefingShared'; readonly data: Shared }[] =>
  channels
    .map((channel) => ({ ...briefing, channel }))
    .filter((one) => !done.includes(sharing(one)))
    .map((data) => ({ type: 'BriefingShared', data }));

/** What the form of the monitoring asks first. */
export const MADE = { made: 'Yes', none: 'No, none were made' } as const;

/** Nothing to monitor: no recommendation came of the work, and why. */
export interface NoneMade {
  /** ISO date. */
  readonly on: string;
  readonly reason: Narrative;
}

/** A value that was corrected: the old one stays. */
export interface Change {
  readonly from: string | readonly string[];
  readonly to: string | readonly string[];
}
