import { Injectable } from '@nestjs/common';
import { RuleBroken, narrative } from '#app/kernel';
import type { SpokenOf } from '#app/concerned';
import { type ActDefinition, type RecordKind, act, idOf, offering, recordKind } from '#app/platform';
import type { HeldOn, HoldCommand } from '../domain/hold';
import { HoldQueries } from '../read/hold.queries';
import type { HoldRow } from '../read/hold.row';
import { KeptRecordQueries } from '../read/kept-record.queries';
import { TakeHoldDecision } from '../write/erasure.handler';
import { Choosing, personOption } from './data-request.choosing';
import { readers, team } from './erasure.grounds';
import { HOLDS, HOLD_STATES, pageOfRecord } from './erasure.names';
import { holdWords } from './erasure.words';
import { LiftHoldForm, SetHoldForm } from './hold.forms';

const command = (given: HoldCommand): HoldCommand => given;

const liftHold: ActDefinition<HoldRow> = act<HoldRow, LiftHoldForm>({
  name: 'lifting',
  title: 'Lift the hold',
  intro: 'What it keeps can then be destroyed again, when two people decide so.',
  button: 'Lift it',
  done: 'The hold is lifted.',
  form: LiftHoldForm,
  may: team,
  offered: ({ status }) => status === 'standing',
  happenedOn: ({ liftedOn }) => liftedOn,
  command: ({ liftedOn, reason }) => command({ type: 'LiftHold', data: { liftedOn, reason: narrative(reason) } }),
});

/** Holds, as the web serves them. */
@Injectable()
export class HoldRecords {
  constructor(
    private readonly queries: HoldQueries,
    private readonly kept: KeptRecordQueries,
    private readonly choosing: Choosing,
  ) {}

  readonly kind: RecordKind = recordKind<HoldRow>({
    path: 'holds',
    category: 'hold',
    noun: 'hold',
    plural: 'Holds',
    views: 'hold',
    opening: this.setHold(),
    acts: [liftHold],
    readable: readers,
    words: holdWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: () =>
      Promise.resolve([
        { name: 'words', label: 'Words or reference', kind: 'words' },
        { name: 'status', label: 'State', kind: 'choice', options: offering({ standing: 'Stands', lifted: 'Lifted' }) },
        { name: 'kind', label: 'Asked by', kind: 'choice', options: offering(HOLDS) },
      ]),
    seen: holdSeen,
    csv: ({ reference, title, status, kind, detail: { authority, from, lifted } }) => ({
      Reference: reference,
      'What is kept': title,
      'Asked by': HOLDS[kind],
      Which: authority,
      From: from,
      State: HOLD_STATES[status].word,
      'Lifted on': lifted?.on ?? '',
    }),
    dispatch: (id, given, taking) => new TakeHoldDecision(id, given as HoldCommand, taking),
  });

  private setHold(): ActDefinition<HoldRow> {
    return act<HoldRow, SetHoldForm>({
      name: 'new',
      title: 'Record a hold',
      intro:
        'A court, a coroner, an inquiry or the police asked that something be kept. While a hold stands nobody’s details that it covers can be destroyed.',
      button: 'Record the hold',
      done: 'The hold is recorded:',
      form: SetHoldForm,
      may: team,
      lists: async () => {
        const [people, records] = await Promise.all([this.kept.everybody(), this.kept.records()]);
        return {
          concernedPeople: people.map(personOption),
          keptRecords: records.map(({ id, reference }) => ({ value: id, text: reference })),
        };
      },
      initial: ({ query: { record, person } }) => ({
        ...(record !== undefined && { over: 'record' as const, record }),
        ...(person !== undefined && { over: 'person' as const, person }),
      }),
      happenedOn: ({ from }) => from,
      command: async ({ kind, authority, record = '', person, from, reason }) => {
        const on = person === undefined ? await this.recordAt(record) : { person: await this.choosing.person(person) };
        return command({ type: 'SetHold', data: { kind, authority, on, from, reason: narrative(reason) } });
      },
    });
  }

  private async recordAt(stream: string): Promise<HeldOn> {
    const found = (await this.kept.records()).find(({ id }) => id === stream);
    if (!found) throw new RuleBroken('no-such-record', 'There is no such record.', 'record');
    return { record: { category: found.category, id: idOf(stream), reference: found.reference } };
  }
}

function holdSeen({ id, reference, title, revision, status, kind, detail }: HoldRow): object {
  const { on, authority, from, reason, lifted, invented } = detail;
  const record = 'person' in on ? on.person.record : on.record;
  return {
    ...{ id, reference, title, revision, authority, from, reason, invented },
    status: { value: status, ...HOLD_STATES[status] },
    kind: { value: kind, name: HOLDS[kind] },
    record: { ...record, href: pageOfRecord(record) },
    person: 'person' in on ? personSeen(on.person) : null,
    lifted: lifted ?? null,
  };
}

const personSeen = ({ subject, pseudonym, takenOff = false }: SpokenOf) => ({ subject, pseudonym, takenOff });
