import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Meeting, Message, OnBehalfOf } from '#app/kernel';
import { dateInLondon, spoken } from '#app/calendar';
import { CLOCK, type Clock } from '../../clock';
import { Deadline } from '../../deadline';
import { Files, type KeptFile } from '../../files/files';
import { type AgencyEntry, Directory, type GroupEntry, type PostEntry } from '../../identity/directory';
import { type Person, asThemselves } from '../../identity/person';
import { type Act, COMMAND_WITHIN_MS, type Taken } from '../../write/act';
import { derivedId, fingerprint, ownKey } from '../../write/derived-id';
import {
  type ConflictsAnswer,
  type Option,
  type OptionLists,
  type UploadedFile,
  asksConflicts,
  conflictsIn,
  declarerKey,
  meetingKey,
  withoutSealed,
} from '../forms';
import { PARTNERSHIP, type Partnership } from '../settings';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';

/** How one sending of a form or a body is to be taken. */
export interface Sending {
  /** UUID: the form's key or the Idempotency-Key. */
  readonly key: string;
  /** The revision that the person saw. */
  readonly seen?: number;
  readonly body: unknown;
}

/** A form whose files are kept. What it declares goes beside the command, not into it. */
type Filled = object & { readonly files?: readonly KeptFile[]; readonly conflicts?: ConflictsAnswer };

/** Turns a valid form into commands, and sends them. Pages and API share it. */
@Injectable()
export class Taker {
  constructor(
    private readonly commands: CommandBus,
    private readonly directory: Directory,
    private readonly files: Files,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PARTNERSHIP) private readonly partnership: Partnership,
  ) {}

  today(): string {
    return dateInLondon(this.clock.now().toISOString());
  }

  async at(record: RecordRow | undefined, person: Person, query: At<RecordRow>['query']): Promise<At<RecordRow>> {
    const names = await this.directory.names();
    return { id: record?.id ?? '', record, person, today: this.today(), names, directory: this.directory, query };
  }

  /** The options of every choice that the form may hold. */
  async lists(definition: ActDefinition<RecordRow>, at: At<RecordRow>): Promise<OptionLists> {
    const [agencies, groups, meetings] = await Promise.all([
      this.directory.agencies(),
      this.directory.groups(),
      this.directory.meetings(groupOf(definition, at.record)),
    ]);
    return {
      agencies: agencyOptions(agencies),
      groups: groups.map(named),
      meetings: meetings.map((meeting) => ({
        value: meetingKey(meeting),
        text: `${meeting.label}, ${spoken(meeting.date)}`,
      })),
      ...(asksConflicts(definition.form) && { declarers: declarerOptions(await this.directory.posts(), agencies) }),
      ...(await definition.lists?.(at)),
    };
  }

  async take(
    kind: RecordKind,
    definition: ActDefinition<RecordRow>,
    form: object,
    at: At<RecordRow>,
    sending: Sending,
  ): Promise<readonly Taken[]> {
    const key = ownKey(sending.key, this.partnership.id);
    const filled = await this.withFiles(form, key, at.person);
    const body = withoutSealed(definition.form, sending.body);
    const { conflicts: _conflicts, ...decided } = filled;
    const answering = await definition.answering?.(filled, at);
    const command = await definition.command(decided, { ...at, key });
    const act: Act = {
      commandId: sending.key,
      hash: fingerprint({ kind: kind.path, act: definition.name, id: at.id, body, files: filled.files }),
      by: { actor: at.person.id, onBehalfOf: behalfOf(definition, filled, at) },
      ...happening(definition, filled),
      ...(answering && { answering }),
      ...(sending.seen !== undefined && { seen: sending.seen }),
      // What a command has to be made of is read before: of much it may take long, and to send it again would take as long.
      until: new Deadline(COMMAND_WITHIN_MS),
    };
    if (at.record) return [await this.commands.execute(kind.dispatch(at.id, command as Message, act))];
    const taken: Taken[] = [];
    for (const [index, opening] of [command].flat().entries()) {
      const commandId = index === 0 ? act.commandId : derivedId(act.commandId, 'further', index);
      const id = derivedId(ownKey(commandId, this.partnership.id), 'record');
      taken.push(await this.commands.execute(kind.dispatch(id, opening, { ...act, commandId })));
    }
    return taken;
  }

  /** What the answer to an act on a record shows this once; nothing where the command had been taken before. */
  async shown({ shows }: ActDefinition<RecordRow>, taken: readonly Taken[], at: At<RecordRow>): Promise<object> {
    const { record } = at;
    const isNew = record !== undefined && taken.some(({ revision }) => revision > record.revision);
    return shows && isNew ? shows.with(at) : {};
  }

  /** Files are kept before the command that names them, under ids that a repeat finds again. */
  private async withFiles(form: object, key: string, person: Person): Promise<Filled> {
    const { files } = form as { files?: readonly UploadedFile[] };
    if (!files) return form;
    return { ...form, files: await this.files.keep(key, files, person) };
  }
}

const named = ({ id, name, endedOn }: GroupEntry): Option => ({
  value: id,
  text: endedOn ? `${name} (until ${spoken(endedOn)})` : name,
});

/** The sections of the list of agencies: who is asked most often first, who is no longer there last. */
const SECTIONS = {
  'safeguarding-partner': 'Safeguarding partners',
  'relevant-agency': 'Relevant agencies',
  other: 'Others',
  ended: 'No longer in being',
} as const;

/** Agencies as a form offers them, for a list of a form's own. */
export function agencyOptions(agencies: readonly AgencyEntry[]): readonly Option[] {
  const sectionOf = ({ kind, endedOn }: AgencyEntry): keyof typeof SECTIONS => (endedOn ? 'ended' : kind);
  return Object.entries(SECTIONS).flatMap(([key, section]) =>
    agencies.filter((agency) => sectionOf(agency) === key).map((agency) => ({ ...named(agency), section })),
  );
}

/** Whoever may declare a conflict of interest: a role, or an agency as a whole. */
function declarerOptions(posts: readonly PostEntry[], agencies: readonly AgencyEntry[]): readonly Option[] {
  const roles = posts.map(({ id, title, endedOn }) => ({
    ...named({ id, name: title, ...(endedOn !== undefined && { endedOn }) }),
    value: declarerKey('post', id),
    section: 'Roles',
  }));
  const bodies = agencyOptions(agencies).map((option) => ({ ...option, value: declarerKey('agency', option.value) }));
  return [...roles, ...bodies];
}

function happening(definition: ActDefinition<RecordRow>, form: object): { happenedOn?: string } {
  const meeting = (form as { meeting?: { date?: string } }).meeting?.date;
  const happenedOn = definition.happenedOn?.(form) ?? meeting;
  return happenedOn === undefined ? {} : { happenedOn };
}

/** The person's own role, and the group and meeting that the form names. */
function behalfOf(definition: ActDefinition<RecordRow>, form: object, at: At<RecordRow>): OnBehalfOf {
  const group = groupOf(definition, at.record);
  const { meeting } = form as { meeting?: Meeting | { between: string } };
  const decided: Partial<OnBehalfOf> =
    meeting === undefined
      ? {}
      : 'between' in meeting
        ? { ...(group && { group }), betweenMeetings: meeting.between }
        : { group: group ?? meeting.group, meeting: { ...meeting, group: group ?? meeting.group } };
  const conflicts = conflictsIn(form);
  return { ...asThemselves(at.person), ...decided, ...(conflicts && { conflicts }), ...definition.behalf?.(form, at) };
}

const groupOf = ({ group }: ActDefinition<RecordRow>, record: RecordRow | undefined): string | undefined =>
  typeof group === 'function' ? group(record) : group;
