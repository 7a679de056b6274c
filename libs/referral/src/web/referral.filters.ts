import type { FilterField } from '#app/platform';
import { OUTCOMES, STATUSES } from './referral.names';

export const filtersFor = (agencies: readonly { id: string; name: string }[]): readonly FilterField[] => [
  { name: 'words', label: 'Words or reference', kind: 'words' },
  {
    name: 'status',
    label: 'Status',
    kind: 'choice',
    options: Object.entries(STATUSES).map(([value, { word }]) => ({ value, text: word })),
  },
  {
    name: 'waits',
    label: 'What it waits for',
    kind: 'choice',
    options: [
      { value: 'decision', text: 'A decision' },
      { value: 'information', text: 'Information from an agency' },
      { value: 'answer', text: 'The answer of the body that it was passed to' },
      { value: 'learning-event', text: 'A learning event to be opened' },
    ],
  },
  {
    name: 'due',
    label: 'Its day',
    kind: 'choice',
    options: [
      { value: 'late', text: 'Passed' },
      { value: 'in-time', text: 'Not passed' },
    ],
  },
  {
    name: 'outcome',
    label: 'Outcome',
    kind: 'choice',
    options: Object.entries(OUTCOMES).map(([value, { label }]) => ({ value, text: label })),
  },
  {
    name: 'agency',
    label: 'Referring agency',
    kind: 'choice',
    options: agencies.map(({ id, name }) => ({ value: id, text: name })),
  },
  {
    name: 'year',
    label: 'Year',
    kind: 'choice',
    options: ['2026-27', '2025-26', '2024-25', '2023-24'].map((value) => ({ value, text: value })),
  },
];
