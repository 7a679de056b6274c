import { type Narrative, narrative } from '#app/kernel';
import { addMonths, quarterOf } from '#app/calendar';
import { type ActDefinition, type Option, QUALITY_ASSURANCE, act, fieldAsked } from '#app/platform';
import { isFromOlderPapers, noteChoices, noteField, noteWords } from '#app/steps';
import type { CorrectData } from '../domain/audit.commands';
import type { AuditName, AuditQueries } from '../read/audit.queries';
import type { AuditRow } from '../read/audit.row';
import { command, day, keepers, open, teamAndChair } from './audit.acts';
import { CancelForm, CorrectForm, MoveForm, NotStatedForm, PutInProgrammeForm, ReasonForm } from './programme.forms';

type Row = AuditRow;

/** Quarters from so many before this one to eleven after it: three years of programmes. */
const quarters = (today: string, back: number): readonly Option[] =>
  Array.from({ length: 12 + back }, (_, index) => {
    const { label } = quarterOf(addMonths(today, (index - back) * 3));
    return { value: label, text: label };
  });
export const quartersAhead = (today: string): readonly Option[] => quarters(today, 0);
/** A programme may be entered some time after it was agreed, and its audit late from the first day. */
const quartersAround = (today: string): readonly Option[] => quarters(today, 4);

export const choices = (audits: readonly AuditName[]): readonly Option[] =>
  audits.map(({ id, reference, title }) => ({ value: id, text: `${reference} ${title}` }));

export const chosen = (
  id: string | undefined,
  audits: readonly AuditName[],
): { id: string; reference: string } | undefined => {
  const found = audits.find((one) => one.id === id);
  return found && { id: found.id, reference: found.reference };
};

const live = ({ state }: Row): boolean => state !== 'entered-in-error';

export const putInProgramme = (queries: AuditQueries): ActDefinition<Row> =>
  act<Row, PutInProgrammeForm>({
    name: 'new',
    title: 'Put an audit in the programme',
    button: 'Put it in the programme',
    done: 'The audit is in the programme:',
    form: PutInProgrammeForm,
    may: keepers,
    group: QUALITY_ASSURANCE,
    lists: async ({ today }) => ({ quarters: quartersAround(today), audits: choices(await queries.others('')) }),
    initial: async ({ query }) => {
      const earlier = query['earlier'] === undefined ? undefined : await queries.find(query['earlier']);
      return earlier ? { earlier: earlier.id, theme: earlier.theme, type: earlier.type } : {};
    },
    happenedOn: ({ on }) => on,
    command: async ({ title, theme, type, entered, on, document, titleGiven = true, earlier, ...form }) => {
      const link = chosen(earlier, await queries.others(''));
      const older = entered === 'not-stated';
      const quarter = older ? form.olderQuarter : form.quarter;
      const why = older ? form.olderWhy : form.why;
      return command({
        type: 'PutInProgramme',
        data: {
          title,
          titleGiven,
          theme,
          type,
          ...(why !== undefined && { why: narrative(why) }),
          ...(quarter !== undefined && { quarter }),
          ...(link && { earlier: link }),
          ...(older ? { notStated: { document: document ?? '' } } : day(on)),
        },
      });
    },
  });

/** What is done to the record as a whole. */
export const programmeActs: readonly ActDefinition<Row>[] = [
  act<Row, MoveForm>({
    name: 'quarter',
    title: 'Move to another quarter',
    intro: 'The first quarter stays on the page and in the history.',
    done: 'The audit is moved.',
    form: MoveForm,
    may: keepers,
    offered: ({ next, quarter, doneOn }) => next !== null && quarter !== null && doneOn === null,
    group: QUALITY_ASSURANCE,
    lists: ({ today }) => ({ quarters: quartersAhead(today) }),
    happenedOn: ({ on }) => on,
    command: ({ quarter, reason, on }) =>
      command({ type: 'MoveToQuarter', data: { ...day(on), quarter, reason: narrative(reason) } }),
  }),
  act<Row, NotStatedForm>({
    name: 'not-stated',
    title: 'Record what the source does not state',
    intro:
      'For history that is entered from older papers. The next step can then be recorded. What is recorded already stays.',
    done: 'It is recorded what the source does not state.',
    form: NotStatedForm,
    may: keepers,
    offered: (row) => open(row) && row.next !== 'closing',
    initial: ({ record }) => (isFromOlderPapers(record?.detail) ? { olderPapers: true } : {}),
    command: ({ steps, olderPapers, document, note }) =>
      command({ type: 'RecordNotStated', data: { steps, olderPapers, document, ...(note !== undefined && { note }) } }),
  }),
  act<Row, CorrectForm>({
    name: 'correction',
    title: 'Correct a mistake',
    done: 'The correction is recorded. The old value stays, struck through.',
    form: CorrectForm,
    lists: ({ record }) => ({ notes: record ? noteChoices(record.detail) : [] }),
    initial: (at) => ({ wrong: fieldAsked(at) as CorrectForm['wrong'], note: at.query['note'] ?? '' }),
    may: keepers,
    offered: live,
    command: (form) => command({ type: 'CorrectAudit', data: rightValue(form, narrative(form.reason)) }),
  }),
  act<Row, CancelForm>({
    name: 'cancellation',
    title: 'Cancel the audit',
    done: 'The audit is cancelled.',
    form: CancelForm,
    may: keepers,
    offered: open,
    group: QUALITY_ASSURANCE,
    happenedOn: ({ on }) => on,
    command: ({ reason, on }) => command({ type: 'CancelAudit', data: { ...day(on), reason: narrative(reason) } }),
  }),
  act<Row, ReasonForm>({
    name: 'error',
    title: 'Mark as entered in error',
    done: 'The audit is marked as entered in error.',
    form: ReasonForm,
    may: teamAndChair,
    offered: live,
    command: ({ reason }) => command({ type: 'EnterInError', data: { reason: narrative(reason) } }),
  }),
];

function rightValue(
  { wrong, right, step, date, children, agencies, ...noted }: CorrectForm,
  reason: Narrative,
): CorrectData {
  switch (wrong) {
    case 'title':
    case 'theme':
      return { field: wrong, to: right ?? '', reason };
    case 'children':
      return { field: 'scope.children', to: String(children ?? ''), reason };
    case 'scope':
    case 'panel':
      return { field: `${wrong}.agencies`, to: agencies ?? [], reason };
    case 'end':
      return { field: 'end.on', to: date ?? '', reason };
    case 'date':
      return { field: `${step ?? 'programme'}.on`, to: date ?? '', reason };
    case 'note-date':
      return { field: noteField(noted.note, 'on'), to: date ?? '', reason };
    case 'note-words':
      return { field: noteField(noted.note, 'words'), to: noteWords(noted.note, noted.words), reason };
  }
}
