import { narrative } from '#app/kernel';
import type { LearningEventCommand, LearningEventStep as Step } from '#app/learning-event';
import { type LearningEvent, type LearningEventStep } from '../content';
import { SOURCE, channelsOf } from './sources';
import { type Year, type Draft, type Inventing, type Told, draft, streamIdOf, tellRecord } from './telling';

/** The local learning events of the year, each from its agreement on. */
export const tellLearningEvents = (year: Year): readonly Told[] =>
  year.learningEvents.flatMap((event) =>
    tellRecord(year, 'learningEvent', event.id, event.steps, (step) => tell(step, event, year)),
  );

type Opening = Extract<LearningEventStep, { kind: 'agreed' }>;

function tell(step: LearningEventStep, event: LearningEvent, year: Year): readonly Draft[] {
  const { origin, about, title } = event;
  const on = year.day(step.on);
  const take = (command: LearningEventCommand, how: Omit<Inventing, 'origin'> = {}): Draft =>
    draft(step, year, command, { origin, ...how });
  switch (step.kind) {
    case 'agreed':
      return [agreed(step, event, year)];
    case 'terms-of-reference-agreed': {
      const data = { on, purpose: narrative(about), keyLines: step.keyLinesOfEnquiry };
      return [take({ type: 'AgreeTermsOfReference', data }, { as: { keyLinesOfEnquiry: ['keyLines'] } })];
    }
    case 'facilitators-named':
      return [take({ type: 'NameFacilitators', data: { on, agencies: step.agencies } })];
    case 'workshop-held':
      return workshop(step, on, take);
    case 'report-written':
      return [take({ type: 'DraftReport', data: { on, summary: narrative(step.summary) } })];
    case 'approved-by-group':
      return [take({ type: 'ApproveByGroup', data: { on } })];
    case 'approved-by-executive':
      return [take({ type: 'ApproveByExecutive', data: { on, partners: ['council', 'health', 'police'] } })];
    case 'briefing-shared': {
      const data = { on, title: `Briefing: ${title}`, channels: channelsOf(step.channels) };
      return [take({ type: 'ShareBriefing', data }, { also: ['title'] })];
    }
    // The recommendations are records of their own, and each names its learning event.
    case 'recommendations-made':
      return [];
    case 'not-stated-in-the-source':
      return [take(notStated([STEP[step.step] ?? unknownStep(step.step)], step.note))];
  }
}

function agreed(step: Opening, { origin, title, referral, invented }: LearningEvent, year: Year): Draft {
  const both = { ...step, invented: [...step.invented, ...invented] };
  const id = streamIdOf(year, 'referral', referral);
  return draft(
    both,
    year,
    (referenceOf): LearningEventCommand => ({
      type: 'AgreeLearningEvent',
      data: {
        title,
        referral: { id, reference: referenceOf('referral', referral) },
        criteria: 'none-met',
        learningNeeded: true,
        basis: narrative('The decision on the referral.'),
        why: narrative(step.reason),
        on: year.day(step.on),
      },
    }),
    { origin, as: { reason: ['why'] } },
  );
}

function workshop(
  step: Extract<LearningEventStep, { kind: 'workshop-held' }>,
  on: string,
  take: (command: LearningEventCommand, how?: Omit<Inventing, 'origin'>) => Draft,
): readonly Draft[] {
  const { attended: total, feedback, effectivePractice, areasOfLearning } = step;
  const byAgency = step.byAgency.map(({ agency, attended }) => ({ agency, people: attended }));
  const held = { on, total, byAgency, ...(feedback !== null && { feedback: narrative(feedback) }) };
  const learned = {
    on,
    effectivePractice: effectivePractice.map(narrative),
    areasOfLearning: areasOfLearning.map(narrative),
    themes: [],
  };
  const nothing = effectivePractice.length + areasOfLearning.length === 0;
  return [
    take({ type: 'HoldWorkshop', data: held }),
    take(
      nothing
        ? notStated(['learning'], 'The records name the learning only through the recommendations.')
        : { type: 'RecordLearning', data: learned },
    ),
  ];
}

const notStated = (steps: readonly Step[], note: string): LearningEventCommand => ({
  type: 'RecordNotStated',
  data: { steps, olderPapers: true, document: SOURCE, note },
});

const STEP: Readonly<Record<string, Step>> = {
  'approved-by-group': 'group-approval',
  'approved-by-executive': 'executive-approval',
  'briefing-shared': 'briefing',
};

function unknownStep(step: string): never {
  throw new Error(`A learning event has no step “${step}”`);
}
