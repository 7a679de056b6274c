import { scenario } from '#app/testing';
import type { DecideData } from './data-request.commands';
import { dataRequest } from './data-request.decider';
import type { DataRequestEvent, Received } from './data-request.events';
import {
  asked,
  brother,
  child,
  decided,
  decision,
  file,
  first,
  held,
  house,
  received,
  record,
  report,
  second,
  why,
} from './examples';

const { given } = scenario(dataRequest('q1'));

const came = (further: Partial<Received> = {}): DataRequestEvent => ({
  type: 'DataRequestReceived',
  data: { ...received, ...further },
});
const hasDecided: DataRequestEvent = { type: 'DataRequestDecided', data: decided };
const approval = {
  asked: 'erasure',
  reference: received.reference,
  record,
  outcome: 'granted',
  people: [child],
  files: [file],
} as const;
const hasApproved: DataRequestEvent = { type: 'DecisionApproved', data: approval };
const about = { people: [child], request: 'q1', reference: received.reference };
const review: DataRequestEvent = {
  type: 'RetentionReviewBegun',
  data: { reference: received.reference, record, people: [child], keptUntil: '2026-03-01', authority: 'Our schedule' },
};
const restricted: DataRequestEvent[] = [
  came({ asked: 'restriction' }),
  { type: 'DataRequestDecided', data: { ...decided, ground: 'accuracy', files: [] } },
  { type: 'DecisionApproved', data: { ...approval, asked: 'restriction', files: [] } },
  { type: 'ProcessingRestricted', data: about },
];
const decide = (further: Partial<DecideData> = {}) =>
  ({ type: 'DecideDataRequest', data: { ...decision, ...further } }) as const;
const approve = (holds: readonly (typeof held)[] = []) => ({ type: 'ApproveDecision', data: { holds } }) as const;

describe('a request about somebody’s data', () => {
  it('is to be answered within a month', () => {
    given().when({ type: 'ReceiveDataRequest', data: asked }).then(came());
    given(came()).when({ type: 'ReceiveDataRequest', data: asked }).thenNothing();
    given()
      .when({ type: 'ReceiveDataRequest', data: { ...asked, receivedOn: '2026-03-03' } })
      .thenRefused('received-in-the-future', 'receivedOn');
    given().when(decide()).thenRefused('request-not-received');
  });

  it('may take two months more, once, while it is not late', () => {
    const extend = { type: 'ExtendAnswer', data: { reason: why } } as const;
    const extended: DataRequestEvent = {
      type: 'AnswerExtended',
      data: { answerBy: '2026-05-12', was: '2026-03-12', reason: why, ruleVersion: '2018' },
    };
    given(came()).when(extend).then(extended);
    given(came(), extended).when(extend).thenRefused('extended-once');
    given(came()).when(extend, { today: '2026-03-13' }).thenRefused('extended-late');
    given(review).when(extend).thenRefused('nobody-asked');
  });

  it('is decided with its ground in the law', () => {
    given(came()).when(decide(), { by: first }).then(hasDecided);
    const { ground: _, ...groundless } = decision;
    given(came()).when({ type: 'DecideDataRequest', data: groundless }).thenRefused('no-ground', 'ground');
    given(came())
      .when(decide({ ground: 'accuracy' }))
      .thenRefused('no-ground', 'ground');
    given(came({ asked: 'restriction' }))
      .when(decide())
      .thenRefused('no-ground', 'ground');
    given(came())
      .when(decide({ outcome: 'in-part' }))
      .thenRefused('no-exemption', 'exemption');
    given(came())
      .when(decide({ outcome: 'refused', people: [], files: [] }))
      .thenRefused('no-exemption', 'exemption');
    given(came())
      .when(decide({ outcome: 'destroy' }))
      .thenRefused('outcome-not-asked', 'outcome');
    given(came())
      .when(decide({ decidedOn: '2026-02-11' }))
      .thenRefused('decided-before-received', 'decidedOn');
    given(came())
      .when(decide({ decidedOn: '2026-03-03' }))
      .thenRefused('decided-in-the-future', 'decidedOn');
    given(came(), hasDecided).when(decide()).thenRefused('request-decided');
  });

  it('is decided for those whom it is about, and for more where they are linked', () => {
    given(came())
      .when(decide({ people: [] }))
      .thenRefused('nobody-named', 'people');
    given(came())
      .when(decide({ people: [brother] }))
      .thenRefused('somebody-left-out', 'people');
    given(came())
      .when(decide({ people: [child, brother] }), { by: first })
      .then({ type: 'DataRequestDecided', data: { ...decided, people: [child, brother] } });
    given(came())
      .when(decide({ outcome: 'in-part', exemption: 'public-task', people: [brother] }))
      .events();
    given(came())
      .when(decide({ outcome: 'refused', exemption: 'public-task' }))
      .thenRefused('nobody-named', 'people');
  });

  it('is approved by a second person, never by the one who decided', () => {
    given(came(), hasDecided).when(approve(), { by: first }).thenRefused('second-person');
    given(came(), hasDecided).when(approve(), { by: second }).then(hasApproved);
    given(came()).when(approve(), { by: second }).thenRefused('nothing-to-approve');
    const sendBack = { type: 'SendDecisionBack', data: { reason: why } } as const;
    given(came(), hasDecided).when(sendBack, { by: first }).thenRefused('second-person');
    given(came(), hasDecided)
      .when(sendBack, { by: second })
      .then({ type: 'DecisionSentBack', data: { reason: why } });
    given(came(), hasDecided, { type: 'DecisionSentBack', data: { reason: why } })
      .when(decide(), { by: second })
      .then({ type: 'DataRequestDecided', data: { ...decided, decidedBy: second.actor } });
  });

  it('is neither decided nor approved against a hold, which is named', () => {
    given(came())
      .when(decide({ holds: [held] }))
      .thenRefused('held');
    given(came(), hasDecided)
      .when(approve([held]), { by: second })
      .thenRefused('held');
    // A refusal and a restriction destroy nothing.
    given(came())
      .when(decide({ outcome: 'refused', exemption: 'public-task', people: [], files: [], holds: [held] }))
      .events();
  });

  it('is carried out once two people have decided, and reports what was reached', () => {
    const carryOut = { type: 'CarryOutErasure', data: { report } } as const;
    const erased: DataRequestEvent = { type: 'PeopleErased', data: { ...about, report } };
    given(came(), hasDecided).when(carryOut, { by: house }).thenNothing();
    given(came(), hasDecided, hasApproved).when(carryOut, { by: house }).then(erased);
    given(came(), hasDecided, hasApproved, erased).when(carryOut, { by: house }).thenNothing();
    given(came(), hasDecided, hasApproved, erased).when(decide()).thenRefused('request-decided');
  });

  it('goes back to its second person where a hold came in between', () => {
    const heldUp: DataRequestEvent = { type: 'ErasureHeldUp', data: { holds: [held] } };
    given(came(), hasDecided, hasApproved)
      .when({ type: 'CarryOutErasure', data: { holds: [held] } }, { by: house })
      .then(heldUp);
    given(came(), hasDecided, hasApproved, heldUp)
      .when(approve([held]), { by: second })
      .thenRefused('held');
    given(came(), hasDecided, hasApproved, heldUp).when(approve(), { by: second }).then(hasApproved);
  });

  it('restricts at once, and lifts when they have been told', () => {
    const [open, decidedSo, ...approved] = restricted;
    if (!open || !decidedSo) throw new Error('It begins with these');
    given(open, decidedSo)
      .when(approve(), { by: second })
      .then(...approved);
    const lift = { type: 'LiftProcessingRestriction', data: { toldOn: '2026-03-02', reason: why } } as const;
    given(...restricted)
      .when(lift)
      .then({ type: 'ProcessingRestrictionLifted', data: { ...about, ...lift.data } });
    given(open).when(lift).thenRefused('not-restricted');
    given(...restricted)
      .when({ ...lift, data: { ...lift.data, toldOn: '2026-03-03' } })
      .thenRefused('told-in-the-future', 'toldOn');
  });

  it('is answered once it is over, and once', () => {
    const answer = { type: 'AnswerAsker', data: { answeredOn: '2026-03-02', how: 'By letter' } } as const;
    given(came()).when(answer).thenRefused('not-decided-yet');
    given(...restricted)
      .when(answer)
      .then({ type: 'AskerAnswered', data: answer.data });
    given(...restricted, { type: 'AskerAnswered', data: answer.data })
      .when(answer)
      .thenRefused('answered-already');
    given(...restricted)
      .when({ ...answer, data: { ...answer.data, answeredOn: '2026-02-11' } })
      .thenRefused('answered-on', 'answeredOn');
  });

  it('ends where it is withdrawn, until it is approved', () => {
    const end = { type: 'EndDataRequest', data: { why: 'withdrawn', reason: why } } as const;
    const ended: DataRequestEvent = { type: 'DataRequestEnded', data: { ...end.data, record } };
    given(came()).when(end).then(ended);
    given(came(), ended).when(decide()).thenRefused('request-ended');
    given(came(), hasDecided, hasApproved).when(end).thenRefused('request-over');
  });
});

describe('a review before destruction', () => {
  const keep: DecideData = {
    outcome: 'keep',
    people: [],
    files: [],
    reasons: why,
    keepUntil: '2030-01-01',
    decidedOn: '2026-03-02',
  };

  it('begins when the time is over, while somebody is still kept there', () => {
    const data = { record, people: [child], keptUntil: '2026-03-01', authority: 'Our schedule' };
    const begin = { type: 'BeginRetentionReview', data } as const;
    given().when(begin).then(review);
    given()
      .when({ type: 'BeginRetentionReview', data: { record, people: [], keptUntil: '2026-03-01', authority: 'Ours' } })
      .thenRefused('nobody-kept', 'record');
    given()
      .when({
        type: 'BeginRetentionReview',
        data: { record, people: [child], keptUntil: '2026-03-03', authority: 'Ours' },
      })
      .thenRefused('kept-longer', 'record');
  });

  it('keeps until a day after today, or destroys: both by two people', () => {
    given(review).when({ type: 'DecideDataRequest', data: keep }, { by: first }).events();
    given(review)
      .when({ type: 'DecideDataRequest', data: { ...keep, keepUntil: '2026-03-02' } })
      .thenRefused('keep-until-past', 'keepUntil');
    const destroy = { outcome: 'destroy', people: [child], files: [], reasons: why, decidedOn: '2026-03-02' } as const;
    const destroyed: DataRequestEvent = { type: 'DataRequestDecided', data: { ...destroy, decidedBy: first.actor } };
    given(review).when({ type: 'DecideDataRequest', data: destroy }, { by: first }).then(destroyed);
    given(review, destroyed).when(approve(), { by: first }).thenRefused('second-person');
    given(review)
      .when({ type: 'DecideDataRequest', data: { ...destroy, holds: [held] } })
      .thenRefused('held');
  });
});
