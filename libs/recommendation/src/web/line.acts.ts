import { narrative } from '#app/kernel';
import { type ActDefinition, isTeam } from '#app/platform';
import { expectedIn } from './monitor.acts';
import type { EvidenceFile } from '../domain/recommendation.events';
import { LINE_REFUSALS, type LineView, openLinesOf } from '../read/recommendation.lines';
import { type Row, answerable, forOwner, owners, monitorMembers } from './choosing';
import { lineAct } from './line-act';
import {
  BringBackResultForm,
  DeliverProductForm,
  ProvideAssuranceForm,
  RecordWaitingForm,
  ReportProgressForm,
  ResolveWaitingForm,
} from './line.forms';
import type { RecommendationCommand } from '../domain/recommendation.commands';

const command = (given: RecommendationCommand): RecommendationCommand => given;

interface Evidence {
  readonly lineId: string;
  readonly words: string;
  readonly on: string;
  readonly files?: readonly EvidenceFile[];
  readonly link?: string;
}
const evidence = ({ lineId, words, on, files = [], link }: Evidence) => ({
  lineId,
  words: narrative(words),
  on,
  files,
  ...(link !== undefined && { link }),
});

const unowned = ({ open, owner }: Pick<LineView, 'open' | 'owner'>): string | undefined =>
  open && owner.kind === 'unnamed' ? LINE_REFUSALS.unowned : undefined;

/** What an owner does on the own line. */
export const ownerActs: readonly ActDefinition<Row>[] = [
  lineAct<ReportProgressForm>({
    name: 'progress',
    under: 'Progress',
    title: 'Report progress',
    intro: 'What has been done so far. This does not close the recommendation; assurance does.',
    done: 'The progress is recorded.',
    form: ReportProgressForm,
    may: owners,
    possible: answerable,
    refusal: unowned,
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ lineId, text, on, nextStep, files = [] }) =>
      command({
        type: 'ReportProgress',
        data: {
          lineId,
          text: narrative(text),
          on,
          ...(nextStep !== undefined && { nextStep: narrative(nextStep) }),
          files,
        },
      }),
  }),
  lineAct<ProvideAssuranceForm>({
    name: 'assurance',
    under: 'Assurance',
    title: 'Provide assurance',
    intro: 'Evidence that it is done and works. Somebody of another agency accepts it or returns it.',
    button: 'Send the assurance',
    done: 'The assurance is sent. Somebody else will accept it or return it.',
    form: ProvideAssuranceForm,
    may: owners,
    possible: (record, person) => answerable(record, person).filter(({ owner }) => owner.kind !== 'team'),
    refusal: ({ open, owner }) =>
      open && owner.kind === 'team' ? LINE_REFUSALS.teamGivesNone : unowned({ open, owner }),
    initial: ({ record, person, query }) => {
      const lines = record ? answerable(record, person) : [];
      const line = lines.find(({ id }) => id === query['line']) ?? lines[0];
      const role = line?.owner.role ?? (isTeam(person) ? undefined : person.title);
      return role === undefined ? {} : { role };
    },
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ type, role, ...form }) =>
      command({ type: 'ProvideAssurance', data: { ...evidence(form), type, role } }),
  }),
  lineAct<DeliverProductForm>({
    name: 'product',
    under: 'Progress',
    title: 'Record a product',
    intro:
      'Something that the recommendation asked for and that now exists. A recommendation closed by products alone is marked as such.',
    done: 'The product is recorded.',
    form: DeliverProductForm,
    may: owners,
    possible: answerable,
    refusal: unowned,
    happenedOn: ({ on }) => on,
    behalf: forOwner,
    command: ({ title, ...form }) => command({ type: 'DeliverProduct', data: { ...evidence(form), title } }),
  }),
  lineAct<RecordWaitingForm>({
    name: 'waiting',
    under: 'Progress',
    title: 'Record what it waits for',
    done: 'It is recorded what the line waits for.',
    form: RecordWaitingForm,
    may: owners,
    possible: answerable,
    refusal: unowned,
    behalf: forOwner,
    command: ({ lineId, what, whose, expected }) =>
      command({ type: 'RecordWaiting', data: { lineId, what: narrative(what), whose, ...expectedIn(expected) } }),
  }),
  lineAct<ResolveWaitingForm>({
    name: 'resumption',
    under: 'Progress',
    title: 'Record that the waiting is over',
    done: 'It is recorded that the waiting is over.',
    form: ResolveWaitingForm,
    may: owners,
    possible: (record, person) => answerable(record, person).filter(({ waiting }) => waiting),
    refusal: ({ open, waiting }) => (open && !waiting ? LINE_REFUSALS.waitsForNothing : undefined),
    behalf: forOwner,
    command: ({ lineId, how }) => command({ type: 'ResolveWaiting', data: { lineId, how: narrative(how) } }),
  }),
  lineAct<BringBackResultForm>({
    name: 'result',
    under: 'Progress',
    title: 'Bring back the result of other work',
    done: 'The result is recorded.',
    form: BringBackResultForm,
    may: [...owners, monitorMembers],
    possible: (record, person) =>
      openLinesOf(record).filter(
        (line) => line.carried && (person.role !== 'agency-representative' || line.owner.id === person.agency),
      ),
    refusal: ({ open, carried }) => (open && !carried ? LINE_REFUSALS.notCarried : undefined),
    happenedOn: ({ on }) => on,
    command: (form) => command({ type: 'BringBackResult', data: evidence(form) }),
  }),
];
