import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { EVENT_LOG, type EventLog } from '../event-log/event-log';
import { Reached } from '../read-store/reached';

/** For whoever watches the machine. */
@Controller('health')
export class Health {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly db: DataSource,
    private readonly reached: Reached,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  /** 200 when the log answers, the migrations are applied and the read models have caught up; else 503, and why. */
  @Get('ready')
  async ready(@Res() res: Response) {
    const [log, migrations, projections] = await Promise.all([this.logAnswers(), this.migrated(), this.caughtUp()]);
    const checks = { log, migrations, projections };
    const ok = Object.values(checks).every((check) => check.status === 'ok');
    res.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'not ready', checks });
  }

  private logAnswers(): Promise<Check> {
    return checked(async () => ({ head: String(await this.log.head()) }));
  }

  private migrated(): Promise<Check> {
    return checked(async () => {
      if (await this.db.showMigrations()) throw new Error('There are migrations that have not been applied');
      return {};
    });
  }

  private caughtUp(): Promise<Check> {
    return checked(async () => {
      const behind = await this.reached.behind(await this.log.head());
      if (behind.length > 0) throw new Error(`Still catching up: ${behind.join(', ')}`);
      return {};
    });
  }
}

type Check = { readonly status: 'ok' | 'not ready'; readonly detail?: string } & Readonly<Record<string, string>>;

async function checked(look: () => Promise<Record<string, string>>): Promise<Check> {
  try {
    return { status: 'ok', ...(await look()) };
  } catch (error) {
    return { status: 'not ready', detail: error instanceof Error ? error.message : 'unknown' };
  }
}
