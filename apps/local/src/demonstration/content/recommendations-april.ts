import { enteredFor, executiveMember, inquiryChair, partnershipTeam, whenAndWho } from './acting';
import {
  agency,
  deliveredThenComplete,
  line,
  product,
  recorded,
  reported,
  team,
  type Beginnings,
} from './recommending';
import type { Recommendation } from './recommendation-types';

const inSeptember = inquiryChair('2024-09-12', 'learning-inquiry-2024-09');
const inDecember = inquiryChair('2024-12-05', 'learning-inquiry-2024-12');
const ownerIsOurs = ['lines.0.owner'];
const delivered = 'The product is out. Whether practice changed has not been looked at.';

const april: Beginnings = {
  source: { kind: 'learning-event', id: 'learning-event-2024-04' },
  monitor: 'learning-inquiry-group',
  begins: [
    { kind: 'proposed', ...partnershipTeam('2024-05-08'), invented: whenAndWho },
    {
      kind: 'agreed',
      ...inquiryChair('2024-05-16', 'learning-inquiry-2024-05'),
      reason: 'The report from the workshop asks for it.',
      invented: [...whenAndWho, 'reason'],
    },
    { kind: 'approved', ...executiveMember('2024-06-13', 'executive-2024-06'), invented: whenAndWho },
    { kind: 'assigned', ...inquiryChair('2024-06-20'), invented: whenAndWho },
  ],
};

export const aprilRecommendations: readonly Recommendation[] = recorded(april, [
  {
    id: 'april-professional-differences',
    words: 'Make the shared procedure for settling professional differences better known.',
    theme: 'Professional differences',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-08-15',
      'Procedure for professional differences, promoted',
      'Promoted to agencies.',
      inSeptember,
      delivered,
    ),
  },
  {
    id: 'april-neglect-toolkit',
    words: 'Bring the Neglect Toolkit to the people who work with children.',
    theme: 'Neglect',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-08-15',
      'Neglect Toolkit, promoted',
      'Promoted to agencies.',
      inSeptember,
      delivered,
    ),
  },
  {
    id: 'april-training',
    words: 'Offer the training that goes with the procedure and the toolkit to every service.',
    theme: 'Workforce',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-10-30',
      'Training on the procedure and the toolkit',
      'Promoted across services.',
      inDecember,
      delivered,
    ),
  },
  {
    id: 'april-unidentified-adults',
    words:
      'Send out the renewed toolkit on adults whom nobody has identified, with a theme pack and charts that show what to do.',
    theme: 'Adults around the child',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-10-30',
      'Unidentified adults: toolkit and theme pack',
      'Sent out to agencies.',
      inDecember,
      delivered,
    ),
  },
  {
    id: 'april-physical-abuse-resource',
    words:
      'Write one resource for all agencies on noticing physical abuse and acting on it, with a part on bruises in babies.',
    theme: 'Physical abuse',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-11-11',
      'Practice resource on physical abuse',
      'Written and shared.',
      inDecember,
      delivered,
    ),
  },
  {
    id: 'april-front-door-questions',
    words:
      'Answer on the website the questions that practitioners ask about how the Multi-Agency Safeguarding Hub works.',
    theme: 'Front door',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: deliveredThenComplete(
      '2024-11-25',
      'Questions and answers about the hub',
      'Put on the website.',
      inDecember,
      delivered,
    ),
  },
  {
    id: 'april-professional-curiosity',
    words: 'Use a Safeguarding Practice Week to show why professional curiosity matters.',
    theme: 'Professional curiosity',
    scope: 'multi-agency',
    lines: [line(team)],
    alsoInvented: ownerIsOurs,
    then: [
      {
        kind: 'product-delivered',
        line: 'a',
        ...partnershipTeam('2024-11-22'),
        product: product('Practice Week on learning from reviews'),
        text: 'The week drew attention to professional curiosity.',
        invented: whenAndWho,
      },
      {
        kind: 'scope-note',
        ...inDecember,
        note: 'The records print this as something reached, not as something asked for. They do not call it complete.',
        reason: 'So that it is read for what it is.',
        invented: [...whenAndWho, 'reason'],
      },
    ],
  },
  {
    id: 'april-attendance',
    words: 'Senior leaders put the attendance of their staff at local learning events first.',
    theme: 'Learning culture',
    scope: 'multi-agency',
    lines: [line(agency('agencies-together'), 'Senior leaders')],
    then: [
      reported(
        enteredFor('2024-09-02', 'agencies-together', 'Senior leaders'),
        'Leaders have been reminded. The records say nothing of any effect.',
      ),
    ],
  },
  {
    id: 'april-fathers-details',
    words: 'Every agency has one steady way, easy to use, of writing down who the father is and how to reach him.',
    theme: 'Fathers',
    scope: 'multi-agency',
    lines: [line(agency('agencies-together'))],
    then: [
      {
        kind: 'assurance-asked',
        line: 'a',
        ...partnershipTeam('2024-09-16'),
        question: 'Does your agency have one steady way of recording fathers’ details?',
        replyBy: null,
        invented: whenAndWho,
      },
      reported(
        enteredFor('2025-03-06', 'agencies-together', 'Safeguarding leads'),
        'Agencies were asked; full assurance is yet to be received.',
      ),
    ],
  },
]);
