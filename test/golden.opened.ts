import { narrative } from '#app/kernel';
import { derivedId } from '#app/platform';
import { TODAY } from './house';

/** A learning event that a rapid review decided on: the demonstration year has none. */
export const opened = {
  title: 'Golden event',
  rapidReview: { id: derivedId('golden', 'review'), reference: 'RAP-2026-27-000' },
  criteria: 'some-met',
  learningNeeded: true,
  why: narrative('For the golden file.'),
  on: TODAY,
} as const;
