import { type Decider, type Message, type Metadata, type Recorded, RuleBroken, refuseConflicted } from '#app/kernel';
import { CalendarError, dateInLondon, spoken } from '#app/calendar';
import type { Clock } from '../clock';
import { Deadline, OutOfTime } from '../deadline';
import {
  type EventLog,
  type Expected,
  IdempotencyViolation,
  LogUnavailable,
  type NewEvent,
  NotAppended,
  START,
  WrongRevision,
  streamOf,
} from '../event-log/event-log';
import type { Shapes } from '../event-log/shapes/shapes';
import type { Sealing } from '../vault/sealing';
import { type Act, COMMAND_WITHIN_MS, KeyReused, Stale, type Taken, TooBusy } from './act';
import { derivedId, ownKey } from './derived-id';
import type { References } from './references';

/** How often an append is tried when others write to the same record at the same moment. */
const ATTEMPTS = 20;

type Next =
  | { readonly taken: Taken }
  | { readonly expected: Expected; readonly written: readonly NewEvent[]; readonly reference: string };

/** Read the stream, ask the decider, seal what is declared as sealed, append. The only write path there is. */
export class Decisions {
  constructor(
    private readonly log: EventLog,
    private readonly references: References,
    private readonly clock: Clock,
    private readonly partnership: string,
    private readonly shapes: Pick<Shapes, 'versionOf'>,
    private readonly sealing: Pick<Sealing, 'seal' | 'same' | 'touches'>,
  ) {}

  /**
   * Takes one decision. First a known command answers its first answer again (KeyReused when the body differs); then
   * a stale view of the part acted on is refused (Stale); then the decider decides (RuleBroken). Throws SubjectErased,
   * NoMasterKey where something is to be sealed and cannot be. All attempts share the time of the act: when that is over throws
   * OutOfTime or NotAppended where nothing was recorded, and LogUnavailable where nobody knows.
   */
  async take<C extends Message, E extends Message, S>(
    decider: Decider<C, E, S>,
    id: string,
    command: C,
    act: Act,
  ): Promise<Taken> {
    const stream = streamOf(decider.category, id);
    const { until = new Deadline(COMMAND_WITHIN_MS) } = act;
    let unknown: LogUnavailable | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const next = await until.for(this.next(decider, id, command, act)).catch((error: unknown) => {
        throw error instanceof OutOfTime ? (unknown ?? error) : error;
      });
      if ('taken' in next) return next.taken;
      const { expected, written, reference } = next;
      try {
        const appended = await this.log.append(stream, expected, written, { within: until.left });
        return { ...appended, id, reference };
      } catch (error) {
        if (error instanceof IdempotencyViolation) throw new KeyReused();
        if (error instanceof NotAppended) throw unknown ?? error;
        // What is in the log by now answers for it; else it is sent again, with the same ids.
        if (error instanceof LogUnavailable && !unknown) unknown = error;
        else if (!(error instanceof WrongRevision)) throw error;
      }
    }
    throw unknown ?? new TooBusy(stream);
  }

  /** What is to be appended, or what the command has come to without that. */
  private async next<C extends Message, E extends Message, S>(
    decider: Decider<C, E, S>,
    id: string,
    command: C,
    act: Act,
  ): Promise<Next> {
    const { category } = decider;
    const history = await this.log.readStream(streamOf(category, id));
    const before = alreadyTaken(history, act);
    const now = this.clock.now().toISOString();
    if (before) {
      if (!isOwnRepeat(before, act)) await this.refuseOtherWords(decider, command, history, act, now);
      return { taken: answer(id, history, before) };
    }
    refuseStale(decider, command, history, act);
    const events = await this.decide(decider, command, history, act, now);
    const last = history.at(-1);
    if (events.length === 0) return { taken: answer(id, history, last) };
    const written = await this.sealing.seal(category, this.written(category, events, act, history, now));
    const reference = referenceOf([...history.map(({ event }) => event), ...events]);
    return { expected: last ? last.revision : 'none', written, reference };
  }

  private async decide<C extends Message, E extends Message, S>(
    decider: Decider<C, E, S>,
    command: C,
    history: readonly Recorded[],
    act: Act,
    now: string,
  ): Promise<readonly E[]> {
    refuseLaterMeeting(act);
    refuseConflicted(act);
    const happenedOn = dayOf(act, now);
    const opens = history.length === 0;
    const reference = opens ? await this.references.draw(decider.prefix, happenedOn) : '';
    const state = history.reduce(
      (s, { event, metadata }) => decider.evolve(s, event as E, metadata.happenedOn),
      decider.initialState,
    );
    try {
      return decider.decide(command, state, {
        today: dateInLondon(now),
        now,
        reference,
        by: act.by,
        happenedOn,
        ...(act.imported && { imported: true }),
      });
    } catch (error) {
      if (error instanceof CalendarError) throw new RuleBroken(error.rule, error.message);
      throw error;
    }
  }

  /**
   * The fingerprint of a request leaves out what is sealed (it could be guessed from it), so a repeat is compared with what it
   * led to: decided once more on the record as it was then. Throws KeyReused.
   */
  private async refuseOtherWords<C extends Message, E extends Message, S>(
    decider: Decider<C, E, S>,
    command: C,
    history: readonly Recorded[],
    act: Act,
    now: string,
  ): Promise<void> {
    const { category } = decider;
    const led = history.filter(({ metadata }) => metadata.causationId === act.commandId);
    if (!this.sealing.touches(category, led)) return;
    const then = history.slice(0, led[0]?.revision);
    const again = await this.decide(decider, command, then, act, now);
    if (!(await this.sealing.same(category, again, led))) throw new KeyReused();
  }

  private written(
    category: string,
    events: readonly Message[],
    act: Act,
    history: readonly Recorded[],
    now: string,
  ): NewEvent[] {
    const metadata: Metadata = {
      partnership: this.partnership,
      ...act.by,
      causationId: act.commandId,
      correlationId: act.correlationId ?? history[0]?.metadata.correlationId ?? act.commandId,
      commandHash: act.hash,
      happenedOn: dayOf(act, now),
      ...(act.imported && { imported: true }),
    };
    return events.map((event, index) => {
      const ruleVersion = (event.data as { ruleVersion?: string }).ruleVersion;
      const invented = inventedIn(event, act);
      return {
        id: derivedId(ownKey(act.commandId, this.partnership), index),
        event,
        schemaVersion: this.versionOf(category, event),
        metadata: { ...metadata, ...(invented.length > 0 && { invented }), ...(ruleVersion && { ruleVersion }) },
      };
    });
  }

  private versionOf(category: string, { type }: Message): number {
    const version = this.shapes.versionOf(category, type);
    if (version === undefined) throw new Error(`${type} of ${category} is not among the house’s types of event`);
    return version;
  }
}

/** The day on which what the act tells happened. */
const dayOf = ({ happenedOn }: Act, now: string): string => happenedOn ?? dateInLondon(now);

/** What every event has beside its data, and what may be invented of it. */
const BESIDE_DATA: readonly string[] = ['happenedOn', 'actor', 'onBehalfOf'];

/** Of the names of an act's invented fields those that this event has: one act may lead to several events. */
const inventedIn = ({ data }: Message, { invented = [] }: Act): readonly string[] =>
  invented.filter((name) => BESIDE_DATA.includes(name) || Object.hasOwn(data as object, name));

/** No meeting decides what is dated before it. Older papers are taken as they are. */
function refuseLaterMeeting({ by, happenedOn, imported }: Act): void {
  const { meeting } = by.onBehalfOf;
  if (imported || !meeting || happenedOn === undefined || meeting.date <= happenedOn) return;
  throw new RuleBroken(
    'meeting-after-date',
    `The meeting was on ${spoken(meeting.date)}, after the date given, ${spoken(happenedOn)}. Change one of them.`,
    'meeting',
  );
}

/** The last event that this command has led to, when it has been taken before. */
function alreadyTaken(history: readonly Recorded[], act: Act): Recorded | undefined {
  const before = history.findLast(({ metadata }) => metadata.causationId === act.commandId);
  if (before && !isOwnRepeat(before, act) && before.metadata.commandHash !== act.hash) throw new KeyReused();
  return before;
}

/** Where the id alone tells it. Anybody can work out such an id, so what another actor did under it is not taken for it. */
const isOwnRepeat = ({ metadata }: Recorded, { knownById = false, by }: Act): boolean =>
  knownById && metadata.actor === by.actor;

function refuseStale<C extends Message, E extends Message, S>(
  decider: Decider<C, E, S>,
  command: C,
  history: readonly Recorded[],
  { seen }: Act,
): void {
  if (seen === undefined) return;
  const part = decider.partOf?.(command);
  const concerns = ({ event }: Recorded) => part === undefined || decider.partOf?.(event as E) === part;
  const meanwhile = history.filter((recorded) => recorded.revision > seen && concerns(recorded));
  const revision = history.at(-1)?.revision ?? -1;
  // Who has seen more than there is has seen another record.
  if (meanwhile.length > 0 || seen > revision) throw new Stale(revision, meanwhile);
}

const answer = (id: string, history: readonly Recorded[], at: Recorded | undefined): Taken => ({
  id,
  reference: referenceOf(history.map(({ event }) => event)),
  revision: at?.revision ?? -1,
  position: at?.position ?? START,
});

/** Every record carries its reference in the event that opened it. */
const referenceOf = ([opening]: readonly Message[]): string =>
  (opening?.data as { reference?: string } | undefined)?.reference ?? '';
