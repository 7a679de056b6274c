import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Reaction } from '#app/kernel';
import { type EventLog, PositionMissing, START } from '../event-log/event-log';
import { Unreadable } from '../event-log/shapes/shapes';
import { CheckpointLost, enterNew } from './enter';
import { type Held, LEASE_MS, Leases } from './lease';
import { type Heard, pass } from './pass';
import { type ReadModel, modelReader } from './read-model';
import { moves } from './reached';
import { type Dispatch, reactor } from './reactor';
import { Runner } from './runner';
import { type Succeeding, Succession } from './succession';

/** What a reader says of itself, as this engine sees it. */
export interface ReaderHealth {
  readonly reader: string;
  readonly position: bigint;
  /** Why it does not get on; undefined when all is well. */
  readonly trouble?: string;
}

export interface EngineOptions {
  readonly log: EventLog;
  readonly db: DataSource;
  readonly models?: readonly ReadModel[];
  readonly reactions?: readonly Reaction[];
  /** Where the commands of reactions go. */
  readonly dispatch?: Dispatch;
  readonly report: (reader: string, error: unknown) => void;
  /** What is said of a read model's new version, as long as its table is filled beside the one before. */
  readonly said?: (how: Succeeding) => void;
  /** How long a lead holds without a sign of life, in milliseconds. */
  readonly leaseMs?: number;
  /** How often an event is tried by itself before its reader stops, or puts it aside. */
  readonly tries?: number;
}

/**
 * Keeps every read model and every reaction up with the log. Any number of engines share the work. A reader that fails is
 * tried again with back-off and says so; it never skips an event, and never holds the others up.
 */
export class Engine {
  private readonly runners: readonly Runner[];
  private readonly leases: Leases;
  private readonly succession: Succession;
  private readonly leaseMs: number;
  private readonly stopping = new AbortController();
  private following: Promise<unknown> | undefined;
  private passing: Promise<unknown> = Promise.resolve();
  private claimedAt = -Infinity;
  private heard: Heard | undefined;
  /** Ends the wait of one that follows: it leads more than it knew. */
  private awake = new AbortController();

  constructor(private readonly options: EngineOptions) {
    const { db, models = [], reactions = [], dispatch = nowhere, report, leaseMs = LEASE_MS, tries } = options;
    const readers = [
      ...models.map((model) => modelReader(model, db)),
      ...reactions.map((reaction) => reactor(reaction, db, dispatch, REACTING_MS)),
    ];
    const names = readers.map(({ name }) => name);
    this.leaseMs = leaseMs;
    this.runners = readers.map((reader) => new Runner(reader, db.manager, report, tries));
    this.leases = new Leases(db, randomUUID(), names, leaseMs);
    this.succession = new Succession({ said: () => undefined, ...options, models });
  }

  /**
   * Takes the lead of every reader and brings each to the end of the log, with what reactions cause on the way. Tables of new
   * versions are filled first.
   */
  async catchUp(): Promise<void> {
    await this.succession.run(this.stopping.signal);
    await this.alone(async () => {
      // It may have been stopped meanwhile, and has given away what it led.
      if (this.stopping.signal.aborted) return;
      await this.lead(() => this.leases.takeOver());
      await this.passes();
    });
    this.wake();
  }

  /** Follows the log until stop(), with those readers that fall to this engine; tables of new versions are filled beside. */
  follow(): void {
    this.following ??= Promise.all([this.loop(), this.succeed()]);
  }

  /** Ends after the step in hand, and lets the others have its readers at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.following;
    await this.passing;
    await this.leases.signOff();
  }

  health(): readonly ReaderHealth[] {
    return this.runners.map(({ name, position, trouble }) => ({
      reader: name,
      position,
      ...(trouble && { trouble: trouble.error }),
    }));
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted)
      try {
        await this.alone(() => this.passes());
        await this.somethingNew(signal);
      } catch (error) {
        this.options.report('engine', error);
        await setTimeout(FAILED_MS, undefined, { signal }).catch(() => undefined);
      }
  }

  /** The readers of new versions are led as soon as they are known; one that was paused or has stopped, when it is resumed. */
  private async succeed(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted)
      try {
        await this.succession.run(signal);
        this.claimedAt = -Infinity;
        this.wake();
        if ((await this.succession.awaited()).size === 0) return;
        await setTimeout(this.leaseMs, undefined, { signal }).catch(() => undefined);
      } catch (error) {
        this.options.report('engine', error);
        await setTimeout(FAILED_MS, undefined, { signal }).catch(() => undefined);
      }
  }

  private wake(): void {
    this.awake.abort();
    this.awake = new AbortController();
  }

  /** Until there is nothing left to do, with a sign of life in between. */
  private async passes(): Promise<void> {
    const { log, db } = this.options;
    for (;;) {
      if (this.stopping.signal.aborted) return;
      if (performance.now() >= this.claimAt()) await this.lead(() => this.leases.claim());
      if (!(await this.leases.during(() => pass(this.runners, { log, db, heard: this.heard })))) break;
      moves.ring();
    }
    this.heard = undefined;
  }

  /** What one does at a time. */
  private alone<T>(job: () => Promise<T>): Promise<T> {
    const done = this.passing.then(job);
    this.passing = done.catch(() => undefined);
    return done;
  }

  private async lead(claim: () => Promise<readonly Held[]>): Promise<void> {
    const { log, db } = this.options;
    const awaited = await this.succession.awaited();
    const readers = this.runners.map(({ reader }) => reader).filter(({ name }) => !awaited.has(name));
    const lost = await enterNew(readers, log, db.manager);
    const held = new Map((await claim()).map((each) => [each.reader, each]));
    this.claimedAt = performance.now();
    for (const runner of this.runners) {
      runner.lead(held.get(runner.name));
      if (lost.has(runner.name)) await runner.failed(new CheckpointLost(runner.name));
    }
  }

  /** When leads are renewed and those that are free are taken; sooner where one was lost. */
  private claimAt(): number {
    const pause = this.runners.some(({ overtaken }) => overtaken) ? 100 : this.leaseMs;
    return this.claimedAt + Math.min(pause, this.leaseMs) / 3;
  }

  /** Until the log grows, a reader that failed may try again, or leads are to be renewed. */
  private async somethingNew(stop: AbortSignal): Promise<void> {
    const next = Math.min(this.claimAt(), ...this.runners.map(({ again }) => again));
    const within = AbortSignal.timeout(Math.max(10, Math.ceil(next - performance.now())));
    const signal = AbortSignal.any([stop, within, this.awake.signal]);
    const led = this.runners.filter(({ leads }) => leads);
    if (led.length === 0) {
      await setTimeout(this.leaseMs, undefined, { signal }).catch(() => undefined);
      return;
    }
    const after = led.reduce((most, { position }) => (position > most ? position : most), START);
    try {
      for await (const { events, upTo } of this.options.log.subscribe(after, {}, signal)) {
        this.heard = { after, piece: { events, upTo, full: false } };
        return;
      }
    } catch (error) {
      // Where every reader has met it and said so, there is nothing new until one tries again.
      const isMet = error instanceof PositionMissing || error instanceof Unreadable;
      if (!isMet || led.some(({ trouble }) => !trouble)) throw error;
      await setTimeout(this.leaseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** A reaction begins no further event in a step after so long, in milliseconds: pages wait for the read models of this engine. */
const REACTING_MS = 200;

/** So long after a failure of its own an engine tries again, in milliseconds. */
const FAILED_MS = 500;

const nowhere: Dispatch = () => Promise.reject(new Error('This engine has nowhere to send commands'));
