import { narrative } from '#app/kernel';
import { type ActDefinition, act, partnershipTeam } from '#app/platform';
import type { RecommendationCommand } from '../domain/recommendation.commands';
import type { Basis } from '../domain/recommendation.events';
import { LINE_REFUSALS, type LineView, isLive, linesOf, openLinesOf } from '../read/recommendation.lines';
import { type Row, deciders, judgeable, judges, lastMeeting, lineOptions } from './choosing';
import { lineAct } from './line-act';
import { judgedSince } from '../read/recommendation.days';
import { completionApart, judgesWhole, notOwnAssurance, notOwnEvidence, wholeJudge } from './separating';
import { CompleteForm, CompleteLineForm, JudgeAssuranceForm, ReopenForm, RequestAssuranceForm } from './line.forms';

const command = (given: RecommendationCommand): RecommendationCommand => given;

const askable = (record: Row): readonly LineView[] =>
  openLinesOf(record).filter(({ owner }) => owner.kind === 'agency' || owner.kind === 'group');

const withoutAnswerer = ({ open, owner }: LineView): string | undefined => {
  if (!open) return undefined;
  return owner.kind === 'team' ? LINE_REFUSALS.teamGivesNone : LINE_REFUSALS.unowned;
};

/** The basis that the evidence of these lines speaks for. */
function basisOf(lines: readonly LineView[]): { basis?: Basis } {
  const kinds = new Set(
    lines
      .flatMap(({ evidence }) => evidence)
      .filter((one) => one.kind !== 'assurance' || one.standing === 'accepted')
      .map(({ kind }) => kind),
  );
  if (kinds.has('assurance')) return { basis: 'assurance-accepted' };
  if (kinds.has('result')) return { basis: 'result-seen' };
  return kinds.has('product') ? { basis: 'product-delivered' } : {};
}

const completable = (record: Row): boolean =>
  isLive(record) &&
  linesOf(record).length > 0 &&
  openLinesOf(record).every((line) => basisOf([line]).basis !== undefined);

export const judgingActs: readonly ActDefinition<Row>[] = [
  act<Row, RequestAssuranceForm>({
    name: 'assurance-request',
    under: 'Assurance',
    title: 'Ask for assurance',
    done: 'The request is recorded.',
    form: RequestAssuranceForm,
    may: deciders,
    offered: (record) => isLive(record) && askable(record).length > 0,
    lists: ({ record, names }) => ({
      lines: record ? lineOptions(record, askable(record), names, withoutAnswerer) : [],
    }),
    initial: ({ record, query }) => {
      const lines = record ? askable(record) : [];
      const chosen = lines.filter(({ id }) => id === query['line'] || lines.length === 1);
      return chosen.length > 0 ? { lineIds: chosen.map(({ id }) => id) } : {};
    },
    happenedOn: ({ askedOn }) => askedOn,
    command: ({ lineIds, question, due }) =>
      command({
        type: 'RequestAssurance',
        data: { lineIds, question: narrative(question), ...(due !== undefined && { due }) },
      }),
  }),
  lineAct<JudgeAssuranceForm>({
    name: 'acceptance',
    under: 'Assurance',
    title: 'Accept or return assurance',
    intro: 'Nobody judges assurance that they, or their agency, provided. Accepted assurance closes the line.',
    button: 'Record the decision',
    done: 'The decision on the assurance is recorded.',
    form: JudgeAssuranceForm,
    may: [partnershipTeam, judges],
    decided: 'judge',
    judges: 'answer',
    possible: (record, person) => judgeable(record, person).filter(({ state }) => state === 'assurance-given'),
    apart: notOwnAssurance,
    refusal: ({ open }) => (open ? LINE_REFUSALS.nothingToJudge : undefined),
    command: ({ lineId, answer, reason, due }) =>
      answer === 'accepted'
        ? command({ type: 'AcceptAssurance', data: { lineId, reason: narrative(reason) } })
        : command({
            type: 'ReturnAssurance',
            data: { lineId, reason: narrative(reason), ...(due !== undefined && { due }) },
          }),
  }),
  lineAct<CompleteLineForm>({
    name: 'line-completion',
    under: 'Completion',
    title: 'Close one line',
    intro: 'Closes the line of one owner. The last one completes the recommendation.',
    done: 'The line is closed.',
    form: CompleteLineForm,
    may: [partnershipTeam, judges],
    decided: 'judge',
    judges: 'close',
    refusal: ({ open }) =>
      open
        ? 'Nothing on this line shows that it is done. Record a product or a result, or accept its assurance.'
        : undefined,
    possible: (record, person) =>
      openLinesOf(record).length > 1
        ? judgeable(record, person).filter(({ evidence }) => evidence.some(({ kind }) => kind !== 'assurance'))
        : [],
    apart: notOwnEvidence,
    command: ({ lineId, basis, reason }) =>
      command({ type: 'CompleteRecommendation', data: { lineId, basis, reason: narrative(reason) } }),
  }),
  act<Row, CompleteForm>({
    name: 'completion',
    under: 'Completion',
    title: 'Complete the recommendation',
    intro: 'Every owner’s line is closed, with evidence, and whoever provided it does not record this.',
    button: 'Complete it',
    done: 'The recommendation is complete.',
    form: CompleteForm,
    may: [partnershipTeam, judgesWhole],
    offered: (record, person) => completable(record) && completionApart(record, person) === undefined,
    withheld: (record, person) => (completable(record) ? completionApart(record, person) : undefined),
    group: (record) => record && wholeJudge(record),
    initial: async (at) => ({
      ...(at.record && basisOf(linesOf(at.record))),
      ...(at.record &&
        (await lastMeeting(at, wholeJudge(at.record), judgedSince(at.record, 'close', linesOf(at.record))))),
    }),
    command: ({ basis, reason }) =>
      command({ type: 'CompleteRecommendation', data: { basis, reason: narrative(reason) } }),
  }),
  act<Row, ReopenForm>({
    name: 'reopening',
    under: 'Completion',
    title: 'Reopen',
    intro: 'What had been given before no longer counts: new evidence is needed.',
    done: 'It is open again.',
    form: ReopenForm,
    may: deciders,
    offered: (record) =>
      reopenable(record).length > 0 &&
      (isLive(record) || record.standing === 'complete' || record.standing === 'embedded'),
    group: (record) => record?.monitor,
    lists: ({ record, names }) => ({
      lines: record ? lineOptions(record, reopenable(record), names, notReopened) : [],
    }),
    initial: async (at) => {
      const lines = at.record ? reopenable(at.record) : [];
      return {
        ...(lines.length === 1 && { lineIds: lines.map(({ id }) => id) }),
        ...(at.record && (await lastMeeting(at, at.record.monitor, judgedSince(at.record, 'reopen', lines)))),
      };
    },
    command: ({ lineIds, reason }) =>
      command({ type: 'ReopenRecommendation', data: { lineIds, reason: narrative(reason) } }),
  }),
];

const notReopened = ({ ended }: LineView): string =>
  ended === 'handed-over' ? LINE_REFUSALS.handedOver : 'This line is open already.';

const reopenable = (record: Row): readonly LineView[] =>
  linesOf(record).filter(({ ended }) => ended !== undefined && ended !== 'handed-over');
