import { type By, type Message, narrative } from '#app/kernel';
import { type ConcernedCommand, type RecordSpokenOf, type SpokenOf, newPseudonym } from '#app/concerned';
import type { DataRequestCommand, HoldCommand, Period, RecordClass, RetentionCommand } from '#app/erasure';
import { asThemselves, derivedId } from '#app/platform';
import { demonstrationPeople } from '../../../../web/src/demonstration.people';
import type { Day } from '../content';
import {
  type Year,
  type Draft,
  type ReferenceOf,
  type Told,
  WHEN_AND_WHO,
  commandIdOf,
  recordIdOf,
  tellRecord,
} from './telling';

/** The referral whose people ask about their data. All of it is invented. */
const REFERRAL = 'invented-referral-no-further-action';
/** A referral that is looked at before anybody's details are destroyed. */
const REVIEWED = 'invented-referral-differences';
/** The referral that a coroner asked to be kept. */
const HELD = 'invented-referral-dissent';

const by = (post: string): By => {
  const person = demonstrationPeople.find(({ id }) => id === post);
  if (!person) throw new Error(`${post} does not sign in`);
  return { actor: post, onBehalfOf: asThemselves(person) };
};
const TEAM = by('partnership-team');
const SECOND = by('council-partner');

interface InventedPerson {
  readonly referral: string;
  readonly subject: string;
  readonly name: string;
}

/** Invented through and through: who is concerned has no name but this. */
const somebody = (name: string, referral: string): InventedPerson => ({
  referral,
  subject: derivedId('demonstration', 'concerned', name),
  name,
});
const RELATIVE = somebody('Invented relative', REFERRAL);
const CARER = somebody('Invented carer', REFERRAL);
const GRANDPARENT = somebody('Invented grandparent', REVIEWED);
const EVERYBODY: readonly InventedPerson[] = [RELATIVE, CARER, GRANDPARENT];
const on = (referral: string): readonly InventedPerson[] => EVERYBODY.filter((one) => one.referral === referral);

/** How long things are kept: an example. The partnership's own schedule is not known. */
const PERIODS: Readonly<Record<RecordClass, Period>> = {
  referral: reviewed(30),
  rapidReview: reviewed(75),
  learningEvent: reviewed(30),
  audit: kept(),
  recommendation: kept(),
  access: kept(),
};

function reviewed(years: number): Period {
  return {
    trigger: 'last-entry',
    follows: 'review',
    years,
    authority: 'An example: the partnership’s own schedule is not known here',
  };
}

function kept(): Period {
  return { trigger: 'opened', follows: 'kept', authority: 'An example: what names nobody is kept' };
}

/** A schedule of how long things are kept, requests about people's data and a hold: so that the year shows them. */
export const tellAboutData = (year: Year): readonly Told[] => [
  ...Object.entries(PERIODS).flatMap(([of, period]) =>
    tellRecord(year, 'retention', of, [period], (): readonly Draft[] => [
      invented('2024-04-02', {
        type: 'SetRetentionPeriod',
        data: { of: of as RecordClass, ...period },
      } satisfies RetentionCommand),
    ]),
  ),
  peopleConcerned(REFERRAL),
  peopleConcerned(REVIEWED),
  ...tellRequest(year, 'refused', REFUSED(year)),
  ...tellRequest(year, 'open', OPEN(year)),
  ...tellRequest(year, 'waiting', WAITING(year)),
  ...tellRequest(year, 'restricted', RESTRICTED(year)),
  ...tellRequest(year, 'to-restrict', ASKED_TO_RESTRICT(year)),
  ...tellRequest(year, 'review', UNDER_REVIEW(year)),
  ...tellRecord(year, 'hold', HELD, [0], (): readonly Draft[] => [invented('2025-02-03', heldUp)]),
];

const invented = (day: string, command: Draft['command'], who: By = TEAM): Draft => ({
  on: day,
  by: who,
  command,
  invented: [
    ...WHEN_AND_WHO,
    ...Object.keys((typeof command === 'function' ? command(() => '') : command).data as object),
  ],
});

function peopleConcerned(referral: string): Told {
  const people = on(referral).map(({ subject, name }) => ({
    subject,
    kind: 'family' as const,
    name: narrative(name),
    relation: narrative('Invented'),
  }));
  const command: ConcernedCommand = { type: 'RecordPeopleConcerned', data: { people } };
  return {
    ...invented(referral === REFERRAL ? '2024-11-04' : '2024-12-09', command),
    kind: 'referral',
    record: referral,
    id: recordIdOf('referral', referral),
    commandId: commandIdOf('referral', `${referral}, who is concerned`, 0),
    reacts: false,
  };
}

const recordOf = (referral: string, referenceOf: ReferenceOf): RecordSpokenOf => ({
  category: 'referral',
  id: recordIdOf('referral', referral),
  reference: referenceOf('referral', referral),
});

/** By the pseudonym that the record gives them. */
function spokenOf({ subject, referral }: InventedPerson, referenceOf: ReferenceOf): SpokenOf {
  const known: { subject: string; kind: 'family'; pseudonym: string }[] = [];
  for (const one of on(referral))
    known.push({ subject: one.subject, kind: 'family', pseudonym: newPseudonym('family', one.subject, known) });
  const pseudonym = known.find((one) => one.subject === subject)?.pseudonym ?? '';
  return { subject, pseudonym, record: recordOf(referral, referenceOf) };
}

type Step = readonly [day: string, command: DataRequestCommand | ((referenceOf: ReferenceOf) => Message), who?: By];

const tellRequest = (year: Year, name: string, steps: readonly Step[]): readonly Told[] =>
  tellRecord(year, 'dataRequest', `invented-${name}`, steps, ([day, command, who]): readonly Draft[] => [
    invented(day, command, who),
  ]);

const asks =
  (person: InventedPerson, receivedOn: string, said: string, asked: 'erasure' | 'restriction' = 'erasure') =>
  (referenceOf: ReferenceOf): DataRequestCommand => ({
    type: 'ReceiveDataRequest',
    data: {
      asked,
      person: spokenOf(person, referenceOf),
      asker: 'themselves',
      receivedOn,
      said: narrative(said),
    },
  });

const at = (daysFromLoading: number): Day => ({ daysFromLoading });

const refusal = (decidedOn: string): DataRequestCommand => ({
  type: 'DecideDataRequest',
  data: {
    outcome: 'refused',
    exemption: 'public-task',
    people: [],
    files: [],
    reasons: narrative('What was decided on the referral may still be asked about.'),
    decidedOn,
  },
});

const REFUSED = (year: Year): readonly Step[] => [
  ['2024-11-11', asks(RELATIVE, year.day('2024-11-11'), 'That everything about them be erased.')],
  ['2024-11-25', refusal('2024-11-25')],
  ['2024-11-27', { type: 'ApproveDecision', data: {} }, SECOND],
  ['2024-12-02', { type: 'AnswerAsker', data: { answeredOn: '2024-12-02', how: 'By letter' } }],
];

const OPEN = (year: Year): readonly Step[] => {
  const on = year.day(at(-12));
  return [[on, asks(CARER, on, 'That their details be erased, now that nothing more is to be done.')]];
};

const WAITING = (year: Year): readonly Step[] => {
  const [on, decidedOn] = [year.day(at(-20)), year.day(at(-3))];
  return [
    [on, asks(RELATIVE, on, 'Once more, that everything about them be erased.')],
    [decidedOn, refusal(decidedOn)],
  ];
};

/** Kept, and opened for nobody, since two people decided so. */
const RESTRICTED = (year: Year): readonly Step[] => [
  ['2025-01-13', asks(CARER, year.day('2025-01-13'), 'That nobody use what is not right.', 'restriction')],
  [
    '2025-01-20',
    (referenceOf): DataRequestCommand => ({
      type: 'DecideDataRequest',
      data: {
        outcome: 'granted',
        ground: 'accuracy',
        people: [spokenOf(CARER, referenceOf)],
        files: [],
        reasons: narrative('It is being looked into.'),
        decidedOn: '2025-01-20',
      },
    }),
  ],
  ['2025-01-22', { type: 'ApproveDecision', data: {} }, SECOND],
];

const ASKED_TO_RESTRICT = (year: Year): readonly Step[] => {
  const day = year.day(at(-5));
  return [[day, asks(RELATIVE, day, 'That nobody use their details while they object.', 'restriction')]];
};

const UNDER_REVIEW = (year: Year): readonly Step[] => {
  const day = year.day(at(-8));
  return [
    [
      day,
      (referenceOf): DataRequestCommand => ({
        type: 'BeginRetentionReview',
        data: {
          record: recordOf(REVIEWED, referenceOf),
          people: [spokenOf(GRANDPARENT, referenceOf)],
          keptUntil: day,
          authority: 'An example: one record is looked at before its time',
        },
      }),
    ],
  ];
};

const heldUp = (referenceOf: ReferenceOf): HoldCommand => ({
  type: 'SetHold',
  data: {
    kind: 'coroner',
    authority: 'A coroner (invented)',
    on: { record: recordOf(HELD, referenceOf) },
    from: '2025-02-03',
    reason: narrative('An inquest may ask for it.'),
  },
});
