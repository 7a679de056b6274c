import { inquiryChair, partnershipTeam, whenAndWho } from './acting';
import { deliveredThenComplete, line, nobodyYet, recorded, reviewed, team, type Beginnings } from './recommending';
import type { Recommendation } from './recommendation-types';

const inDecember = inquiryChair('2024-12-05', 'learning-inquiry-2024-12');
const inMarch = inquiryChair('2025-03-06', 'learning-inquiry-2025-03');
const ownerIsOurs = ['lines.0.owner'];
const delivered = 'The product is out. Whether practice changed has not been looked at.';

const november: Beginnings = {
  source: { kind: 'learning-event', id: 'learning-event-2024-11' },
  monitor: 'learning-inquiry-group',
  begins: [
    { kind: 'proposed', ...partnershipTeam('2024-12-02'), invented: whenAndWho },
    {
      kind: 'agreed',
      ...inDecember,
      reason: 'The report from the workshop asks for it.',
      invented: [...whenAndWho, 'reason'],
    },
    { kind: 'assigned', ...inquiryChair('2024-12-16'), invented: whenAndWho },
  ],
};

const noWord: readonly [] = [];
const saidToBeAddressed = reviewed(
  inMarch,
  'The records say that its importance has been addressed. They name no evidence.',
);

export const novemberRecommendations: readonly Recommendation[] = recorded(november, [
  {
    id: 'november-medicals',
    words:
      'Look urgently at how child protection medicals are done, so that they serve children and professionals better.',
    theme: 'Health',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: noWord,
  },
  {
    id: 'november-pressures',
    words: 'Deal with pressures in the system, and with assessments that leave out what surrounds the child.',
    theme: 'Assessment',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: noWord,
  },
  {
    id: 'november-hub-oversight',
    words: 'Strengthen the oversight of decisions in the Multi-Agency Safeguarding Hub.',
    theme: 'Front door',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: noWord,
  },
  {
    id: 'november-strategy-discussions-wider',
    words: 'Bring more professions into strategy discussions, and give them fresh templates and a checklist.',
    theme: 'Strategy discussions',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: noWord,
  },
  {
    id: 'november-chronologies',
    words: 'Set out principles for chronologies that several agencies share, and a template.',
    theme: 'Chronologies',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2025-02-10',
      'Principles and template for shared chronologies',
      'Reported as done.',
      inMarch,
      delivered,
    ),
  },
  {
    id: 'november-additional-needs',
    words: 'Make known what there is for work with children who have additional needs.',
    theme: 'Additional needs',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2025-02-10',
      'Resources on additional needs, promoted',
      'Reported as done.',
      inMarch,
      delivered,
    ),
  },
  {
    id: 'november-information-sharing',
    words: 'Refresh what training says to practitioners about sharing information.',
    theme: 'Information sharing',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2025-02-24',
      'Training on sharing information',
      'Reported as done.',
      inMarch,
      delivered,
    ),
  },
  {
    id: 'november-connected-adults',
    words: 'Find out which adults are connected with a child, known or not.',
    theme: 'Adults around the child',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: [saidToBeAddressed],
  },
  {
    id: 'november-debriefs',
    words: 'Sit down together, all agencies concerned, after a serious event.',
    theme: 'Learning culture',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: [saidToBeAddressed],
  },
  {
    id: 'november-strategy-discussions-process',
    words: 'Make plain that a strategy discussion goes on over time and does not end with one meeting.',
    theme: 'Strategy discussions',
    scope: 'multi-agency',
    lines: [line(nobodyYet)],
    then: noWord,
  },
]);
