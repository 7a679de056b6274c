import type { Path, PathLine } from '../path';
import { wordsIn } from './scene';
import { wideScene } from './wide';

/** A recommendation half way, of two owners, that the specs of its path speak of. */
export const police: PathLine = {
  id: 'police',
  owner: 'Police',
  role: 'Detective inspector',
  state: 'Assurance returned',
  closed: false,
  notShared: false,
  marks: [
    { kind: 'provided', on: '2025-04-28', label: 'audit of one team sent', href: '/audit-trail/7', invented: true },
    { kind: 'returned', on: '2025-06-16', label: 'returned: covers one team only', href: '/audit-trail/8' },
  ],
};
export const health: PathLine = {
  id: 'health',
  owner: 'Health trust',
  state: 'Assured',
  closed: true,
  marks: [],
  notShared: true,
};
export const path: Path = {
  reference: 'REC-2024-25-006',
  words: 'Record every father’s details',
  source: { label: 'local learning event', on: '2024-04-16' },
  milestones: [{ kind: 'agreed', on: '2024-06-11', label: 'agreed by the Learning Inquiry Group' }],
  monitor: 'the Learning Inquiry Group',
  today: '2025-11-18',
  target: { label: 'Q2 2025-26', due: '2025-09-30' },
  firstTarget: { label: 'Q4 2024-25', due: '2025-03-31' },
  lines: [police, health],
  state: 'In progress',
  closed: false,
  missing: ['Evidence for all teams from the police.'],
  nextReview: { group: 'Learning Inquiry Group', on: '2025-12-09' },
};
export const wideTexts = (of: Path): string[] => wordsIn(wideScene(of)).map((words) => words.text);
