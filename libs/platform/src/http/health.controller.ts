import { setTimeout } from 'node:timers/promises';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { EVENT_LOG, type EventLog } from '../event-log/event-log';
import { diskFull, gaveNoAnswer } from '../event-log/postgres/unavailable';
import { Reached } from '../read-store/reached';
import { isReactionReader } from '../read-store/reactor';
import { type ReaderProgress, Readers } from '../read-store/readers';
import { liveReader } from '../read-store/building';
import { within } from '../within';

/** For whoever watches the machine. */
@Controller('health')
export class Health {
  private writing: Promise<void> | undefined;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly db: DataSource,
    private readonly reached: Reached,
    private readonly readers: Readers,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /**
   * 200 when the log answers, lacks no event that a reader looked for and goes as far as they do, the database has room and
   * keeps in time what it is given, migrations are applied, and read models and reactions have caught up, none of which has
   * stopped; else 503, and why.
   */
  @Get('ready')
  async ready(@Res() res: Response) {
    const progress = this.readers.progress();
    const [log, storage, migrations, projections, reactions, readers] = await Promise.all([
      this.logAnswers(progress),
      this.keeps(),
      this.migrated(),
      this.caughtUp(progress),
      this.followed(progress),
      within(ANSWERED_WITHIN, progress).catch(() => []),
    ]);
    const checks = { log, storage, migrations, projections, reactions };
    const ok = Object.values(checks).every((check) => check.status === 'ok');
    res.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'not ready', checks, readers: readers.map(told) });
  }

  private logAnswers(progress: Promise<readonly ReaderProgress[]>): Promise<Check> {
    return checked(async () => {
      const head = String(await this.log.head());
      for (const { state, trouble, reader, position } of await progress) {
        if (state === 'event-missing')
          throw new Error(`${trouble?.error ?? ''}. To see all that is wrong with the log: trail log check`);
        if (state === 'ahead-of-log')
          throw new Error(
            `${reader} has read to position ${position}, further than the log goes: this is another log, or an older copy`,
          );
      }
      return { head };
    });
  }

  /** Whatever can still be read, a disk that is full takes nothing, and one that stands still never says that it has. */
  private keeps(): Promise<Check> {
    return checked(async () => {
      // One at a time: whoever asks again and again while it stands still holds one connection, not all.
      await (this.writing ??= this.write().finally(() => {
        this.writing = undefined;
      }));
      return {};
    });
  }

  /** Something over a megabyte that is dropped at once, and a commit that waits for the disk; of neither is anything left. */
  private write(): Promise<void> {
    return this.db.transaction(async (sql) => {
      await sql.query(`SET LOCAL work_mem = '64kB'`);
      await sql.query('SELECT count(*) FROM generate_series(1, 50000)');
      await sql.query(`SELECT pg_logical_emit_message(true, 'learning-trail', '')`);
    });
  }

  private migrated(): Promise<Check> {
    return checked(async () => {
      if (await this.db.showMigrations()) throw new Error('There are migrations that have not been applied');
      return {};
    });
  }

  /** Whether the pages show what is in the log at this moment. Under load a row is always just being written. */
  private caughtUp(progress: Promise<readonly ReaderProgress[]>): Promise<Check> {
    return checked(async () => {
      const head = await this.log.head();
      refuseStopped((await progress).filter(({ reader }) => !isReactionReader(reader)));
      const behind = await inTime(() => this.reached.behind(head));
      if (behind.length > 0) throw new Error(`Still catching up: ${behind.join(', ')}`);
      return {};
    });
  }

  /** Whether what follows by itself from the events has followed: a decision that was notified has opened its review. */
  private followed(progress: Promise<readonly ReaderProgress[]>): Promise<Check> {
    return checked(async () => {
      const head = await this.log.head();
      refuseStopped((await progress).filter(({ reader }) => isReactionReader(reader)));
      const behind = await inTime(async () => {
        const readers = (await this.readers.progress()).filter(
          ({ reader, state }) => isReactionReader(reader) && state !== 'other-version',
        );
        return readers.filter(({ position }) => position < head).map(({ reader }) => reader);
      });
      if (behind.length > 0) throw new Error(`Still to be answered: ${behind.join(', ')}`);
      return {};
    });
  }
}

/** What anybody may see of a reader: where it stands, and the event at which it stopped; not the words of an error. */
const told = ({ reader, position, state, behind, rate, leader, parked, trouble }: ReaderProgress) => ({
  reader,
  position: String(position),
  state,
  behind,
  eventsPerSecond: Math.round(rate),
  led: leader !== undefined,
  parked,
  ...(trouble?.kind !== undefined && { error: trouble.kind }),
  ...(trouble?.event && { at: trouble.event }),
});

/**
 * One that has stopped takes no event until somebody resumes it, also where it has read all that there is. What a rebuild fills
 * beside is left out: people see the table that there was.
 */
function refuseStopped(readers: readonly ReaderProgress[]): void {
  const stopped = readers.filter(({ reader, state }) => state === 'stopped' && liveReader(reader) === reader);
  if (stopped.length > 0) throw new Error(`${stopped.map(stoppedWhere).join('; ')}. trail projections says more`);
}

function stoppedWhere({ reader, trouble }: ReaderProgress): string {
  if (!trouble) return `${reader} has stopped`;
  const { event, tries, kind } = trouble;
  const where = event ? ` at the event at position ${event.position}` : '';
  return `${reader} has stopped${where}, after ${tries} ${tries === 1 ? 'try' : 'tries'}${kind === undefined ? '' : `: ${kind}`}`;
}

/** How long a reader may take for what has just been recorded, in milliseconds. */
const PATIENCE = 500;

/** Who is behind, when they have been given the time. */
async function inTime(look: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = performance.now() + PATIENCE;
  for (let behind = await look(); ; behind = await look()) {
    if (behind.length === 0 || performance.now() > end) return behind;
    await setTimeout(50);
  }
}

/** Whoever watches is told in time, also where something is silent: so many milliseconds. */
const ANSWERED_WITHIN = 5_000;

type Check = { readonly status: 'ok' | 'not ready'; readonly detail?: string } & Readonly<Record<string, string>>;

async function checked(look: () => Promise<Record<string, string>>): Promise<Check> {
  try {
    return { status: 'ok', ...(await within(ANSWERED_WITHIN, look())) };
  } catch (error) {
    return { status: 'not ready', detail: wordsOf(error) };
  }
}

/** Anybody may read them: those of a lost connection would tell where the database is. */
function wordsOf(error: unknown): string {
  if (diskFull(error)) return 'The disk of the database is full';
  if (gaveNoAnswer(error)) return 'The database does not answer';
  return error instanceof Error ? error.message : 'unknown';
}
