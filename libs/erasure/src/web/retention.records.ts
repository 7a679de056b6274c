import { Injectable } from '@nestjs/common';
import { narrative } from '#app/kernel';
import { type ActDefinition, type RecordKind, act, offering, recordKind } from '#app/platform';
import type { Period, RetentionCommand } from '../domain/retention';
import { RetentionQueries } from '../read/retention.queries';
import type { RetentionRow } from '../read/retention.row';
import { TakeRetentionDecision } from '../write/erasure.handler';
import { everybody, team } from './erasure.grounds';
import { ENDS, TRIGGERS, inYears } from './erasure.names';
import { retentionWords } from './erasure.words';
import { ChangePeriodForm, SetPeriodForm } from './retention.forms';

const command = (given: RetentionCommand): RetentionCommand => given;

const periodOf = ({ follows, years, trigger, authority }: SetPeriodForm | ChangePeriodForm): Period => ({
  ...{ follows, trigger, authority },
  ...(years !== undefined && { years }),
});

const changePeriod: ActDefinition<RetentionRow> = act<RetentionRow, ChangePeriodForm>({
  name: 'change',
  title: 'Change how long these are kept',
  intro:
    'It holds for everything of this kind at once, also for what was recorded before. What stood before stays in the history.',
  button: 'Record the change',
  done: 'The change is recorded.',
  form: ChangePeriodForm,
  may: team,
  initial: ({ record }) =>
    record
      ? {
          ...{ follows: record.follows, trigger: record.trigger, authority: record.detail.authority },
          ...(record.years !== null && { years: record.years }),
        }
      : {},
  command: (form) =>
    command({ type: 'ChangeRetentionPeriod', data: { ...periodOf(form), reason: narrative(form.reason) } }),
});

/** The schedule of retention, as the web serves it. */
@Injectable()
export class RetentionRecords {
  constructor(private readonly queries: RetentionQueries) {}

  readonly kind: RecordKind = recordKind<RetentionRow>({
    path: 'retention',
    category: 'retention',
    noun: 'retention period',
    plural: 'How long things are kept',
    views: 'retention',
    opening: this.setPeriod(),
    acts: [changePeriod],
    readable: everybody,
    words: retentionWords,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: () =>
      Promise.resolve([
        {
          name: 'follows',
          label: 'When the time is over',
          kind: 'choice',
          options: offering(ENDS),
        },
      ]),
    seen: retentionSeen,
    csv: ({ reference, title, trigger, follows, years, detail: { authority } }) => ({
      Reference: reference,
      'What is kept': title,
      'Kept for': inYears(years),
      'Counted from': TRIGGERS[trigger],
      'When the time is over': ENDS[follows],
      'By whose rule': authority,
    }),
    dispatch: (id, given, taking) => new TakeRetentionDecision(id, given as RetentionCommand, taking),
  });

  private setPeriod(): ActDefinition<RetentionRow> {
    return act<RetentionRow, SetPeriodForm>({
      name: 'new',
      title: 'Set how long something is kept',
      intro:
        'By law, a schedule or a decision of the partnership. When the time is over it is looked at before anything is destroyed.',
      button: 'Record it',
      done: 'It is recorded:',
      form: SetPeriodForm,
      may: team,
      command: async (form) => {
        const set = (await this.queries.of(form.of))?.reference;
        const data = { of: form.of, ...periodOf(form), ...(set !== undefined && { set }) };
        return command({ type: 'SetRetentionPeriod', data });
      },
    });
  }
}

function retentionSeen({ id, reference, title, revision, of, trigger, follows, years, detail }: RetentionRow): object {
  return {
    ...{ id, reference, title, revision, years },
    status:
      follows === 'review'
        ? { value: follows, word: inYears(years), kind: 'open' }
        : { value: follows, word: 'Kept for good', kind: 'done' },
    of: { value: of, name: title },
    trigger: { value: trigger, name: TRIGGERS[trigger] },
    follows: { value: follows, name: ENDS[follows] },
    authority: detail.authority,
    changes: detail.changes.map(({ on, was, reason }) => ({
      on,
      reason,
      was: { kept: inYears(was.years), trigger: TRIGGERS[was.trigger], authority: was.authority },
    })),
    invented: detail.invented,
  };
}
