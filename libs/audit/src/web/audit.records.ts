import { Injectable } from '@nestjs/common';
import type { Message } from '#app/kernel';
import {
  type FilterField,
  type Person,
  type RecordKind,
  allowed,
  anyoneSignedIn,
  isRepresentative,
  offering,
  recordKind,
} from '#app/platform';
import type { AuditCommand } from '../domain/audit.commands';
import type { AuditEvent } from '../domain/audit.events';
import { AuditQueries } from '../read/audit.queries';
import type { AuditRow } from '../read/audit.row';
import { TakeAuditDecision } from '../write/audit.handler';
import { approvalActs } from './approval.acts';
import { keepers, workActs } from './audit.acts';
import { clocksOf } from './audit.clocks';
import { NEXT, STATES, TYPES, statusOf } from './audit.names';
import { auditSeen } from './audit.seen';
import { waitingFor } from './audit.waiting';
import { auditWords } from './audit.words';
import { programmeActs, putInProgramme } from './programme.acts';

/** Multi-agency audits, as the web serves them. */
@Injectable()
export class AuditRecords {
  constructor(private readonly queries: AuditQueries) {}

  readonly kind: RecordKind = recordKind<AuditRow>({
    path: 'audits',
    category: 'audit',
    noun: 'audit',
    plural: 'Audits',
    views: 'audit',
    opening: putInProgramme(this.queries),
    acts: [...workActs, ...approvalActs(this.queries), ...programmeActs],
    readable: [anyoneSignedIn],
    words: auditWords,
    privateTo: returner,
    tells,
    find: (id) => this.queries.find(id),
    list: (query) => this.queries.list(query),
    filters: async ({ directory }) => {
      const [years, quarters, themes, agencies] = await Promise.all([
        this.queries.values('year'),
        this.queries.values('quarter'),
        this.queries.values('theme'),
        directory.agencies(),
      ]);
      return filtersFor(years, quarters, themes, agencies);
    },
    seen: auditSeen,
    learnedOn: ({ detail: { steps } }) => {
      const step = [steps.findings, steps.panel, steps.agreement].find((one) => one?.on !== undefined);
      return step?.on === undefined ? undefined : { on: step.on, invented: step.invented.includes('happenedOn') };
    },
    extras: async (row, { today, person }) => ({
      clocks: clocksOf(row, today),
      sourceRef: `audit-${row.id}`,
      mayLookAgain: allowed(keepers, person, row),
      followers: await this.queries.followers(row.id),
    }),
    csv: (row) => ({
      Reference: row.reference,
      Title: row.title,
      Theme: row.theme,
      Type: TYPES[row.type],
      Quarter: row.quarter ?? '',
      'First quarter': row.detail.programmed.quarter ?? '',
      State: statusOf(row).word,
      'Next step': row.next === null ? '' : NEXT[row.next],
      'Work done on': row.doneOn ?? '',
      'Number of children': String(row.detail.scope?.children ?? ''),
    }),
    waiting: (person, today) => waitingFor(person, today, this.queries),
    late: [
      { filters: { late: 'yes' }, one: 'audit not done in its quarter', many: 'audits not done in their quarter' },
    ],
    dispatch: (id, command, act) => new TakeAuditDecision(id, command as AuditCommand, act),
  });
}

/** A return belongs to its agency. */
function returner(event: Message): string | undefined {
  const { type, data } = event as AuditEvent;
  return type === 'ReturnReceived' ? data.agency : undefined;
}

/** Agencies read the findings that were agreed, on the record; a history would tell them every draft. */
const tells = ({ type }: Message, person: Person): boolean => type !== 'FindingsRecorded' || !isRepresentative(person);

const plain = (values: readonly string[]): { value: string; text: string }[] =>
  values.map((value) => ({ value, text: value }));

/** Quarters are sorted by their year, then by their number. */
const byYear = (quarters: readonly string[]): readonly string[] =>
  quarters.toSorted((one, other) => `${other.slice(3)} ${other}`.localeCompare(`${one.slice(3)} ${one}`));

function filtersFor(
  years: readonly string[],
  quarters: readonly string[],
  themes: readonly string[],
  agencies: readonly { readonly id: string; readonly name: string }[],
): readonly FilterField[] {
  const { programme: _programme, ...next } = NEXT;
  const states = Object.fromEntries(Object.entries(STATES).map(([value, { word }]) => [value, word]));
  return [
    { name: 'words', label: 'Words, theme or reference', kind: 'words' },
    { name: 'state', label: 'State', kind: 'choice', options: offering(states) },
    { name: 'next', label: 'Next step', kind: 'choice', options: offering(next) },
    { name: 'quarter', label: 'Quarter', kind: 'choice', options: plain(byYear(quarters)) },
    { name: 'year', label: 'Year', kind: 'choice', options: plain(years) },
    { name: 'theme', label: 'Theme', kind: 'choice', options: plain(themes) },
    { name: 'type', label: 'Type', kind: 'choice', options: offering(TYPES) },
    {
      name: 'owing',
      label: 'Return awaited from',
      kind: 'choice',
      options: agencies.map(({ id, name }) => ({ value: id, text: name })),
    },
    { name: 'late', label: 'Past its quarter and not done', kind: 'tick' },
  ];
}
