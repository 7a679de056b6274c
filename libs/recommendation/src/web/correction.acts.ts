import { narrative } from '#app/kernel';
import { type ActDefinition, act, fieldAsked } from '#app/platform';
import type { AskOf, RecommendationCommand } from '../domain/recommendation.commands';
import { linesOf } from '../read/recommendation.lines';
import { type Row, lineOption, team } from './choosing';
import { CorrectForm, CorrectLineForm } from './correction.forms';
import { CORRECTABLE, CORRECTABLE_ON_LINE } from './recommendation.names';

const command = (data: AskOf<'CorrectRecommendation'>): RecommendationCommand => ({
  type: 'CorrectRecommendation',
  data,
});
const done = 'The correction is recorded. The old value stays, struck through.';

/** The right value and a reason. The words of a recommendation are not among what can be corrected. */
export const correctionActs: readonly ActDefinition<Row>[] = [
  act<Row, CorrectForm>({
    name: 'correction',
    under: 'Words and corrections',
    title: 'Correct a mistake',
    intro: 'The words of a recommendation are never changed: supersede it by another.',
    done,
    form: CorrectForm,
    initial: (at) => ({ field: fieldAsked(at) as CorrectForm['field'] }),
    may: team,
    offered: ({ standing }) => standing !== 'entered-in-error',
    command: ({ field, reason, checkMethod, checkResult, ...values }) => {
      const { scope, themes, outcome, sourceReference, sourceTitle, sourceOn, checkBefore, checkAfter } = values;
      const said = checkMethod ?? checkResult;
      const plain = [scope, themes, outcome, sourceReference, sourceTitle, sourceOn, checkBefore, checkAfter];
      const to = said === undefined ? (plain.find((one) => one !== undefined) ?? '') : narrative(said);
      return command({ field, label: CORRECTABLE[field], to, reason: narrative(reason) });
    },
  }),
  act<Row, CorrectLineForm>({
    name: 'line-correction',
    under: 'Words and corrections',
    title: 'Correct a mistake in a line',
    done,
    form: CorrectLineForm,
    may: team,
    offered: (record) => record.standing !== 'entered-in-error' && linesOf(record).length > 0,
    lists: ({ record, names }) => ({ lines: (record ? linesOf(record) : []).map((line) => lineOption(line, names)) }),
    initial: ({ record, query }) => {
      const lines = record ? linesOf(record) : [];
      const chosen = lines.find(({ id }) => id === query['line']) ?? (lines.length === 1 ? lines[0] : undefined);
      return chosen ? { lineId: chosen.id } : {};
    },
    command: ({ lineId, field, reason, progress, ...values }) => {
      const { agency, role, counts, progressOn, evidenceOn, evidenceRole } = values;
      const plain = [agency, role, counts, progressOn, evidenceOn, evidenceRole].find((one) => one !== undefined) ?? '';
      const to = progress === undefined ? plain : narrative(progress);
      return command({ lineId, field, label: CORRECTABLE_ON_LINE[field], to, reason: narrative(reason) });
    },
  }),
];
