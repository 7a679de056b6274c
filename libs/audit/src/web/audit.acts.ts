import { type Narrative, narrative } from '#app/kernel';
import {
  type ActDefinition,
  EXECUTIVE,
  type Ground,
  QUALITY_ASSURANCE,
  act,
  chairOf,
  memberOf,
  partnershipTeam,
  representativeOf,
} from '#app/platform';
import { before } from '#app/steps';
import type { AuditCommand } from '../domain/audit.commands';
import { type AuditRow, type Step, trailOf } from '../read/audit.row';
import { AskForReturnsForm, HoldPanelForm, RecordFindingsForm, ReturnForm, ScopeForm } from './audit.forms';

type Row = AuditRow;

const GROUP = 'Performance and Quality Assurance Group';
export const keepers: readonly Ground<Row>[] = [partnershipTeam, memberOf(QUALITY_ASSURANCE, GROUP)];
export const teamAndChair: readonly Ground<Row>[] = [partnershipTeam, chairOf(QUALITY_ASSURANCE, GROUP)];
export const executives: readonly Ground<Row>[] = [partnershipTeam, memberOf(EXECUTIVE, 'Executive Group')];

/** A representative gives the own agency’s return only; before anything is sent there is nothing to compare. */
const ownReturn = representativeOf<Row>('Representatives of the agency that was asked', (record, asked, { agency }) => {
  const sent = (asked as Record<string, unknown> | undefined)?.['agency'];
  const was = record?.detail.returns.some((one) => one.agency === agency) ?? false;
  return agency !== undefined && was && (sent === undefined || sent === agency);
});

export const open = ({ next }: Row): boolean => next !== null;

/** All before the step is over. The work may go ahead without returns, for a reason. */
export const ready =
  (step: Step) =>
  (row: Row): boolean =>
    open(row) &&
    trailOf(row.type).order.includes(step) &&
    before(trailOf(row.type), step).every(
      (earlier) => earlier === 'returns' || row.detail.steps[earlier] !== undefined,
    );
/** The same, and it is not taken itself. A step that the source does not state may be found later. */
export const due =
  (step: Step) =>
  (row: Row): boolean =>
    row.detail.steps[step]?.state !== 'taken' && ready(step)(row);

export const command = (given: AuditCommand): AuditCommand => given;
export const note = (words: string | undefined): { note?: Narrative } => (words ? { note: narrative(words) } : {});
export const day = (on: string | undefined): { on?: string } => (on === undefined ? {} : { on });
const points = (list: readonly { words: string }[] | undefined): Narrative[] =>
  (list ?? []).map(({ words }) => narrative(words));
const typed = (list: readonly string[] = []): { words: string }[] => list.map((words) => ({ words }));
const lines = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** The work of an audit: from its scope to its findings. */
export const workActs: readonly ActDefinition<Row>[] = [
  act<Row, ScopeForm>({
    name: 'scope',
    title: 'Record the scope',
    done: 'The scope is recorded.',
    form: ScopeForm,
    may: keepers,
    offered: due('scope'),
    happenedOn: ({ on }) => on,
    command: ({ question, agencies, children, method, tools, on }) =>
      command({
        type: 'ScopeAudit',
        data: {
          on,
          question: narrative(question),
          agencies,
          ...(children !== undefined && { children }),
          tools: lines(tools),
          method,
        },
      }),
  }),
  act<Row, AskForReturnsForm>({
    name: 'return-request',
    title: 'Ask agencies for their returns',
    done: 'The request is recorded.',
    form: AskForReturnsForm,
    may: keepers,
    offered: (row) => ready('returns')(row) && row.detail.steps.panel === undefined,
    lists: async ({ record, names, directory }) => {
      const { scope, returns = [] } = record?.detail ?? {};
      const all = scope?.agencies ?? (await directory.agencies()).map(({ id }) => id);
      const asked = returns.map(({ agency }) => agency);
      return { scoped: all.filter((id) => !asked.includes(id)).map((id) => ({ value: id, text: names.agency(id) })) };
    },
    happenedOn: ({ on }) => on,
    command: ({ agencies, on, dueOn }) =>
      command({ type: 'AskForReturns', data: { on, agencies, ...(dueOn !== undefined && { dueOn }) } }),
  }),
  act<Row, ReturnForm>({
    name: 'return',
    title: 'Give an agency’s return',
    intro: 'Say nothing of who the children are. Other agencies see that the return was given, not what it says.',
    done: 'The return is recorded.',
    form: ReturnForm,
    may: [partnershipTeam, ownReturn],
    offered: ({ next, owing }, { agency }) =>
      next !== null && (agency === undefined ? owing.length > 0 : owing.includes(agency)),
    lists: ({ record, person, names }) => ({
      asked: (record?.detail.returns ?? [])
        .filter(({ agency }) => person.agency === undefined || person.agency === agency)
        .map(({ agency }) => ({ value: agency, text: names.agency(agency) })),
    }),
    initial: ({ person, record }) =>
      person.agency !== undefined && record?.owing.includes(person.agency) ? { agency: person.agency } : {},
    happenedOn: ({ on }) => on,
    behalf: ({ agency }) => ({ agency }),
    command: ({ agency, summary, children, on }) =>
      command({
        type: 'ReceiveReturn',
        data: { on, agency, summary: narrative(summary), ...(children !== undefined && { children }) },
      }),
  }),
  act<Row, HoldPanelForm>({
    name: 'panel',
    title: 'Record the multi-agency panel',
    done: 'The panel is recorded.',
    form: HoldPanelForm,
    may: keepers,
    offered: due('panel'),
    initial: ({ record }) => ({ agencies: [...(record?.detail.scope?.agencies ?? [])] }),
    happenedOn: ({ on }) => on,
    command: ({ on, agencies, note: words, without }) =>
      command({ type: 'HoldPanel', data: { on, agencies, ...note(words), ...(without && { without }) } }),
  }),
  act<Row, RecordFindingsForm>({
    name: 'findings',
    title: 'Record findings and strengths',
    intro: 'A draft until Performance and Quality Assurance has agreed it. Agencies see it from then on.',
    done: 'The findings are recorded.',
    form: RecordFindingsForm,
    may: keepers,
    offered: (row) => ready('findings')(row) && row.detail.steps.agreement?.state !== 'taken',
    initial: ({ record }) => {
      const found = record?.detail.found;
      return found
        ? { strengths: typed(found.strengths), findings: typed(found.findings), themes: found.themes.join('\n') }
        : {};
    },
    happenedOn: ({ on }) => on,
    command: ({ strengths, findings, themes, on, without }) =>
      command({
        type: 'RecordFindings',
        data: {
          on,
          strengths: points(strengths),
          findings: points(findings),
          themes: lines(themes),
          ...(without && { without }),
        },
      }),
  }),
];
