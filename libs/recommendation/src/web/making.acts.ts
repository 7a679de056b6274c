import { type At, LEARNING_INQUIRY, QUALITY_ASSURANCE, act, partnershipTeam } from '#app/platform';
import type { MakeData, NewLine, RecommendationCommand, TargetChosen } from '../domain/recommendation.commands';
import type { Source } from '../domain/recommendation.events';
import { type Row, anyMonitor, deciders, lastMeeting, ownerOf, ownerOptions } from './choosing';
import { AssignLinesForm, MakeRecommendationsForm, type NewLineForm, type NewRecommendationForm } from './making.forms';
import { SOURCES } from './recommendation.names';
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

const sourceOf = ({
  sourceKind,
  sourceId,
  sourceReference,
  sourceTitle,
  sourceOn,
}: MakeRecommendationsForm): Source => ({
  kind: sourceKind,
  id: sourceId ?? '',
  reference: sourceReference ?? '',
  title: sourceTitle ?? '',
  ...(sourceOn !== undefined && { on: sourceOn }),
});

function made(
  form: MakeRecommendationsForm,
  { words, outcome, ...line }: NewRecommendationForm,
): RecommendationCommand {
  const data: MakeData = {
    words,
    source: sourceOf(form),
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

export const makeRecommendations = act<Row, MakeRecommendationsForm>({
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
  command: (form) => form.recommendations.map((one) => made(form, one)),
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
