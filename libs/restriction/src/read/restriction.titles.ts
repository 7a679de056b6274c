/** The kinds of record that can be restricted, and what a restriction of one is called. Nothing more is told of it. */
export const RESTRICTABLE: Readonly<Record<string, string>> = {
  referral: 'Restricted referral',
  rapidReview: 'Restricted rapid review',
  learningEvent: 'Restricted learning event',
  audit: 'Restricted audit',
  recommendation: 'Restricted recommendation',
};

export const titleOf = (category: string): string => RESTRICTABLE[category] ?? 'Restricted record';
