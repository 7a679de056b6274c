import { narrative } from '#app/kernel';
import { type ActDefinition, type At, type OptionLists, act } from '#app/platform';
import type { DataRequestCommand } from '../domain/data-request.commands';
import type { DataRequestRow } from '../read/data-request.row';
import type { Choosing } from './data-request.choosing';
import { ErasureDecisionForm, RestrictionDecisionForm, ReviewDecisionForm } from './data-request.forms';
import { deciders } from './erasure.grounds';

type Deciding = At<DataRequestRow>;

const command = (given: DataRequestCommand): DataRequestCommand => given;
const isOpen = ({ status }: DataRequestRow): boolean => status === 'open';
const SECOND = 'Nothing is done before somebody else has approved it.';

/** What is decided, by what was asked: each has its own legal basis. */
export function decisionActs(choosing: Choosing): readonly ActDefinition<DataRequestRow>[] {
  const lists = (at: Deciding): Promise<OptionLists> => choosing.forDecision(at);
  return [
    act<DataRequestRow, ErasureDecisionForm>({
      name: 'decision',
      title: 'Decide on the erasure',
      intro: SECOND,
      button: 'Record the decision',
      done: 'The decision is recorded. Somebody else approves it.',
      form: ErasureDecisionForm,
      may: deciders,
      offered: (record) => isOpen(record) && record.asked === 'erasure',
      lists,
      initial: ({ record }) => ({ people: record?.detail.people.map(({ subject }) => subject) ?? [] }),
      happenedOn: ({ decidedOn }) => decidedOn,
      command: async ({ people = [], evidence = [], reasons, ...decided }, at) => {
        const taken = decided.outcome !== 'refused' && at.record !== undefined;
        return command({
          type: 'DecideDataRequest',
          data: {
            ...decided,
            people: taken ? await choosing.people(people, at.record) : [],
            files: taken ? await choosing.files(evidence, at) : [],
            reasons: narrative(reasons),
          },
        });
      },
    }),
    act<DataRequestRow, RestrictionDecisionForm>({
      name: 'restriction-decision',
      title: 'Decide on the restriction',
      intro: SECOND,
      button: 'Record the decision',
      done: 'The decision is recorded. Somebody else approves it.',
      form: RestrictionDecisionForm,
      may: deciders,
      offered: (record) => isOpen(record) && record.asked === 'restriction',
      happenedOn: ({ decidedOn }) => decidedOn,
      command: ({ reasons, ...decided }, { record }) =>
        command({
          type: 'DecideDataRequest',
          data: {
            ...decided,
            people: decided.outcome === 'granted' ? (record?.detail.people ?? []) : [],
            files: [],
            reasons: narrative(reasons),
          },
        }),
    }),
    act<DataRequestRow, ReviewDecisionForm>({
      name: 'review-decision',
      title: 'Decide what becomes of it',
      intro: SECOND,
      button: 'Record the decision',
      done: 'The decision is recorded. Somebody else approves it.',
      form: ReviewDecisionForm,
      may: deciders,
      offered: (record) => isOpen(record) && record.asked === 'review',
      lists,
      happenedOn: ({ decidedOn }) => decidedOn,
      command: async ({ evidence = [], reasons, ...decided }, at) => {
        const taken = decided.outcome === 'destroy' && at.record !== undefined;
        return command({
          type: 'DecideDataRequest',
          data: {
            ...decided,
            people: taken ? await choosing.everybodyOn(at.record) : [],
            files: taken ? await choosing.files(evidence, at) : [],
            reasons: narrative(reasons),
          },
        });
      },
    }),
  ];
}
