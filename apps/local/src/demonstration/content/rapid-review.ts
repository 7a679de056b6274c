import { councilPartner, enteredFor, everyField, inquiryChair, inventedActs, partnershipTeam } from './acting';
import { inventedCriteria, inventedViews } from './invented-referral';
import { laterReviews } from './rapid-review-open';
import type { RapidReview, RapidReviewAct } from './source-types';

const lead = 'Safeguarding lead';
const fields = {
  id: 'invented-rapid-review-harbour',
  title: 'A toddler alone near the harbour (invented)',
  referral: 'invented-referral-dissent',
  children: 1,
  awareOn: '2024-09-09',
};

/** Aware on 9 September 2024: notify by 16 September. Notified on 13 September: the review is due on 4 October. */
const complete: RapidReview = {
  ...fields,
  origin: 'invented',
  invented: everyField(fields),
  acts: inventedActs<RapidReviewAct>([
    {
      kind: 'notification-decided',
      ...councilPartner('2024-09-12'),
      criteria: inventedCriteria('met', 'Three weeks in hospital; whether the effect lasts is open.'),
      views: inventedViews('The harm is serious and may last.', 'dissents'),
      councilsDuty: 'The duty to notify is the council’s own. One partner sees it otherwise; that view is kept.',
      outcome: 'notify',
      rationale: 'Neglect is suspected and the harm was serious at the time, which is what the law asks.',
    },
    { kind: 'notification-sent', ...councilPartner('2024-09-13'), reference: 'Invented-0001' },
    { kind: 'notification-acknowledged', ...partnershipTeam('2024-09-16') },
    { kind: 'review-opened', ...partnershipTeam('2024-09-16') },
    {
      kind: 'information-asked',
      ...partnershipTeam('2024-09-16'),
      agency: 'invented-harbour-youth-charity',
      question: 'When did you meet the family, what did you see, and whom did you tell?',
      replyBy: '2024-09-25',
    },
    {
      kind: 'information-asked',
      ...partnershipTeam('2024-09-16'),
      agency: 'invented-lantern-homes',
      question: 'What did your visits show of the home and of the children’s day?',
      replyBy: '2024-09-25',
    },
    {
      kind: 'information-asked',
      ...partnershipTeam('2024-09-16'),
      agency: 'invented-quayside-clinics',
      question: 'Which appointments were kept, which were missed, and what followed?',
      replyBy: '2024-09-25',
    },
    {
      kind: 'information-returned',
      ...enteredFor('2024-09-23', 'invented-harbour-youth-charity', lead),
      agency: 'invented-harbour-youth-charity',
      summary: 'Four visits to a play session. A helper worried in June and told one colleague.',
      immediateAction: 'Every helper now has the telephone number of the front door on a card.',
    },
    {
      kind: 'information-returned',
      ...enteredFor('2024-09-25', 'invented-quayside-clinics', lead),
      agency: 'invented-quayside-clinics',
      summary: 'Two of five appointments were missed. Each was booked again and none was asked about.',
      immediateAction: 'A missed appointment is now followed by a call on the same day.',
    },
    {
      kind: 'information-returned',
      ...enteredFor('2024-09-27', 'invented-lantern-homes', lead),
      agency: 'invented-lantern-homes',
      summary: 'A broken gate was reported in May. The visit that followed looked at the gate alone.',
      immediateAction: 'The gate was mended, and all gates near water were checked.',
    },
    {
      kind: 'meeting-held',
      ...inquiryChair('2024-09-30', 'rapid-review-2024-09'),
      summary: 'The three agencies laid their dates side by side. Each had seen one sign and none had seen three.',
      inequalities: 'The mother’s first language is not English, and letters were sent in English only.',
    },
    {
      kind: 'decided',
      ...inquiryChair('2024-10-01'),
      criteria: [
        { criterion: 'improvements-needed', finding: 'met', reason: 'Missed appointments and gates near water.' },
        {
          criterion: 'recurrent-themes',
          finding: 'met',
          reason: 'Missed appointments came up in two earlier pieces of work.',
        },
        { criterion: 'agencies-working-together', finding: 'met', reason: 'Three agencies held one sign each.' },
        { criterion: 'panel-considers-local', finding: 'not-met', reason: 'The Panel has not looked at it yet.' },
      ],
      outcome: 'no-practice-review',
      rationale: 'The review itself brought the learning out. A longer one would keep families waiting and add little.',
    },
    ...inventedViews('The learning is clear and can start now.').map(
      (view) =>
        ({
          kind: 'partner-signed-off',
          ...councilPartner('2024-10-02'),
          by: view.partner,
          onBehalfOf: {
            role: 'Delegated safeguarding partner',
            group: 'executive-group',
            betweenMeetings: 'The clock was running',
          },
          view,
        }) as const,
    ),
    { kind: 'sent-to-panel', ...partnershipTeam('2024-10-03'), reference: 'Invented-0001-R' },
    {
      kind: 'panel-replied',
      ...partnershipTeam('2024-10-17'),
      reply: 'asks-to-reconsider',
      summary: 'The Panel asks whether the part played by language has been looked at closely enough.',
      evidence: { type: 'document', title: 'Letter of the Panel (invented)' },
    },
    {
      kind: 'partnership-answered',
      ...inquiryChair('2024-12-05', 'learning-inquiry-2024-12'),
      answer: 'No practice review. A recommendation on letters and languages is added.',
      reason: 'Members looked again, agreed with the Panel on language, and kept to their view on the rest.',
    },
  ]),
};

export const rapidReviews: readonly RapidReview[] = [complete, ...laterReviews];
