import { RuleBroken } from '#app/kernel';
import { type At, type RecordKind, LEARNING_INQUIRY, QUALITY_ASSURANCE, act, partnershipTeam } from '#app/platform';
import type { MakeData, NewLine, RecommendationCommand, TargetChosen } from '../domain/recommendation.commands';
import type { Source } from '../domain/recommendation.events';
import { type Row, anyMonitor, deciders, lastMeeting, ownerOf, ownerOptions } from './choosing';
import { AssignLinesForm, MakeRecommendationsForm, type NewLineForm, type NewRecommendationForm } from './making.forms';
import { SOURCES } from './recommendation.names';
import { type NamedRecord, recordWithId, recordWithReference } from './records.named';
import { themesOf } from '../read/recommendation.lines';

export const targetIn = (target: TargetChosen | undefined): { target?: TargetChosen } =>
  target ? { target: { kind: target.kind, value: target.value } } : {};

const newLine = ({
  owner,
  role,
  target,
  counts,
}: Pick<NewLineForm, 'owner' | 'role' | 'target' | 'counts'>): NewLine => ({
  owner: ownerOf(owner, role),
  ...targetIn(target),
  ...(counts !== undefined && { counts }),
});

/** `?source=<category>-<id>&sourceReference=…&sourceTitle=…&sourceOn=…`, as the page of a source links here. */
function fromQuery({ query }: At<Row>): Partial<MakeRecommendationsForm> {
  const [kind = '', ...id] = (query['source'] ?? '').split('-');
  if (!Object.hasOwn(SOURCES, kind)) return {};
  const { sourceReference, sourceTitle, sourceOn } = query;
  return {
    sourceKind: kind as Source['kind'],
    sourceId: id.join('-'),
    ...(sourceReference && { sourceReference }),
    ...(sourceTitle && { sourceTitle }),
    ...(sourceOn && { sourceOn }),
    monitor: kind === 'audit' ? QUALITY_ASSURANCE : LEARNING_INQUIRY,
  };
}

/** The kinds of record that recommendations come from, by category; looked up late, for this kind is among them. */
export type KindOf = (category: string) => RecordKind | undefined;

/** A source that has a record here is that record; one that is none is refused; other learning is what it is called. */
async function sourceOf(
  { sourceKind, sourceId, sourceReference, sourceTitle, sourceOn }: MakeRecommendationsForm,
  kindOf: KindOf,
  at: At<Row>,
): Promise<Source> {
  const on = sourceOn === undefined ? {} : { on: sourceOn };
  const kind = sourceKind === 'other' ? undefined : kindOf(sourceKind);
  const named = sourceId !== undefined || sourceReference !== undefined;
  if (kind === undefined || !named)
    return { kind: sourceKind, id: '', reference: sourceReference ?? '', title: sourceTitle ?? '', ...on };
  const linked = sourceId === undefined ? undefined : await recordWithId(kind, sourceId, at);
  const record = isOf(linked, sourceReference)
    ? linked
    : sourceReference === undefined
      ? undefined
      : await recordWithReference(kind, sourceReference, at);
  if (!record) throw noSuchSource(kind, sourceReference);
  return { kind: sourceKind, id: record.id, reference: record.reference, title: record.title, ...on };
}

/** Whether the record of the address is still the one that is named: its reference may have been typed over. */
const isOf = (linked: NamedRecord | undefined, typed: string | undefined): linked is NamedRecord =>
  linked !== undefined && (typed === undefined || typed.trim().toUpperCase() === linked.reference);

const noSuchSource = ({ noun }: RecordKind, typed: string | undefined): RuleBroken =>
  new RuleBroken(
    'no-such-source',
    typed === undefined
      ? `There is no such ${noun} among those that you may read. Enter its reference.`
      : `The reference of the source: there is no ${noun} ${typed.trim()} among those that you may read. For learning that has no record here, choose “${SOURCES.other.word}”.`,
    'sourceReference',
  );

function made(
  form: MakeRecommendationsForm,
  source: Source,
  { words, outcome, ...line }: NewRecommendationForm,
): RecommendationCommand {
  const data: MakeData = {
    words,
    source,
    scope: form.scope,
    themes: themesOf(form.themes),
    monitor: form.monitor,
    executiveApproval: form.executiveApproval,
    ...(outcome !== undefined && { outcome }),
    lines: [newLine(line)],
    ...(form.stage === 'agreed' && { agreed: true }),
  };
  return { type: 'MakeRecommendation', data };
}

export const makeRecommendations = (kindOf: KindOf) =>
  act<Row, MakeRecommendationsForm>({
    name: 'new',
    title: 'Make recommendations',
    intro: 'One or several from the same source. Each is followed by itself, from here to its completion.',
    button: 'Make them',
    done: 'Made:',
    form: MakeRecommendationsForm,
    may: [partnershipTeam, anyMonitor],
    lists: (at) => ownerOptions(at, true),
    initial: async (at) => {
      const given = fromQuery(at);
      return { monitor: LEARNING_INQUIRY, ...given, ...(await lastMeeting(at, given.monitor ?? LEARNING_INQUIRY)) };
    },
    behalf: ({ stage, monitor }) => (stage === 'agreed' ? { group: monitor } : {}),
    command: async (form, at) => {
      const source = await sourceOf(form, kindOf, at);
      return form.recommendations.map((one) => made(form, source, one));
    },
  });

export const assignLines = act<Row, AssignLinesForm>({
  name: 'lines',
  under: 'Owners',
  title: 'Add owners',
  intro: 'One line for each owner. The recommendation is complete when every line is closed.',
  done: 'The owners are added.',
  form: AssignLinesForm,
  may: deciders,
  offered: ({ open }) => open,
  group: (record) => record?.monitor,
  lists: (at) => ownerOptions(at, true),
  initial: (at) => lastMeeting(at, at.record?.monitor),
  command: ({ lines }) => ({ type: 'AssignLines', data: { lines: lines.map(newLine) } }),
});
