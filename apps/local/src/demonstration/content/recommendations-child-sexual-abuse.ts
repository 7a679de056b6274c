import { enteredFor, inquiryChair, representative, whenAndWho, type Who } from './acting';
import { agreedBefore, done, reviewedInMarch } from './earlier-audit';
import { agency, group, line, recorded, reported } from './recommending';
import type { Recommendation } from './recommendation-types';

const multi = { scope: 'multi-agency' } as const;
/** The recommendation itself is not printed; its words are drawn from what was done. */
const wordsDrawn = ['words'];
const police = representative(
  '2025-02-20',
  'police-representative',
  'constabulary',
  'Representative of the Constabulary',
);
const fourAreas: Who = {
  on: '2025-03-12',
  by: 'partnership-team',
  onBehalfOf: { role: 'Executive Group of the four areas', group: 'four-area-executive', meeting: 'four-area-2025-03' },
};

export const childSexualAbuseRecommendations: readonly Recommendation[] = recorded(
  agreedBefore('audit-child-sexual-abuse'),
  [
    {
      id: 'sexual-abuse-national-review',
      words: 'Consider what the national review of child sexual abuse recommends.',
      theme: 'Child sexual abuse',
      scope: 'national',
      lines: [line(group('learning-inquiry-group'))],
      then: [
        reported(
          inquiryChair('2025-03-06', 'learning-inquiry-2025-03'),
          'The Learning Inquiry Group is considering them.',
        ),
      ],
    },
    {
      id: 'sexual-abuse-police-data',
      words:
        'The Constabulary gives the Partnership figures on child sexual abuse, fuller than before and at regular times.',
      theme: 'Child sexual abuse',
      scope: 'single-agency',
      lines: [line(agency('constabulary'))],
      alsoInvented: wordsDrawn,
      then: done(
        '2025-02-20',
        police,
        { type: 'data', title: 'Figures on child sexual abuse' },
        'Fuller figures now come regularly.',
      ),
    },
    {
      ...multi,
      id: 'sexual-abuse-four-areas',
      words:
        'The Executive Group of the four areas hears each year how far the priorities on child sexual abuse have come.',
      theme: 'Child sexual abuse',
      lines: [line(group('four-area-executive'))],
      alsoInvented: wordsDrawn,
      then: done(
        '2025-03-12',
        fourAreas,
        { type: 'document', title: 'Assurance report of March 2025' },
        'The report was received. It is to come again each year, with findings passed to the Performance and Quality Assurance Group.',
      ).map((happening) => ({
        ...happening,
        ...(happening.kind === 'product-delivered' ? { onAsStated: 'March 2025' } : {}),
      })),
    },
    {
      ...multi,
      id: 'sexual-abuse-toolkit',
      words:
        'Agencies show how they make the four areas’ strategy and toolkit on child sexual abuse part of daily work.',
      theme: 'Child sexual abuse',
      lines: [line(agency('agencies-together'))],
      alsoInvented: wordsDrawn,
      then: [
        {
          kind: 'assurance-provided',
          line: 'a',
          ...enteredFor('2025-02-03', 'agencies-together', 'Safeguarding leads'),
          statement: 'Agencies set out how the strategy and the toolkit are used, and who has been to the training.',
          evidence: { type: 'statement', title: 'Assurance of the agencies, with attendance at training' },
          invented: whenAndWho,
        },
        {
          kind: 'assurance-accepted',
          line: 'a',
          ...reviewedInMarch,
          reason: 'The Independent Scrutineer and the Executive kept it in view.',
          invented: whenAndWho,
        },
        {
          kind: 'completed',
          line: 'a',
          ...reviewedInMarch,
          basis: 'assurance-accepted',
          evidence: [{ type: 'statement', title: 'Assurance of the agencies, with attendance at training' }],
          reason: 'Agencies have given the assurance that was asked for.',
          invented: whenAndWho,
        },
      ],
    },
  ],
);
