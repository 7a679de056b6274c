import { narrative } from '#app/kernel';
import type { NotificationCriterion, PartnerView } from '../content';

const CRITERION = {
  'abuse-or-neglect-known-or-suspected': 'abuse-or-neglect',
  'child-died-or-seriously-harmed': 'died-or-seriously-harmed',
  'in-the-area': 'in-the-area',
} as const;

const PARTNER = { 'council-partner': 'council', 'health-partner': 'health', 'police-partner': 'police' } as const;

export const partnerOf = (partner: PartnerView['partner']): 'council' | 'health' | 'police' => PARTNER[partner];

/** The three questions of a notification as the slices ask them (Children Act 2004 s16C). */
export const criteriaOf = (criteria: readonly NotificationCriterion[]) =>
  criteria.map(({ criterion, finding, reason }) => ({
    criterion: CRITERION[criterion],
    finding,
    reason: narrative(reason),
  }));

export const viewsOf = (views: readonly PartnerView[]) =>
  views.map(({ partner, view, reason }) => ({ partner: PARTNER[partner], view, reason: narrative(reason) }));
