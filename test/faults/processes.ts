import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Append } from '#app/platform';
import { Child } from './child';
import { Cluster } from './cluster';
import type { Told } from './obedient.child';

export type Victim = 'appender' | 'projector' | 'postgres';

/** An appender and the name by which PostgreSQL knows its connections. */
interface Appender {
  readonly name: string;
  readonly child: Child;
}

/** So many processes append what they are told. */
export const APPENDERS = 4;

/** They, one that follows, and their PostgreSQL: each may be killed. */
export class Processes {
  private begun = 0;
  private told = 0;
  private readonly gone: string[] = [];
  private readonly appenders: Appender[];
  private projector: Child;

  private constructor(readonly cluster: Cluster) {
    this.appenders = Array.from({ length: APPENDERS }, () => this.appender());
    this.projector = new Child('projector', cluster.url);
  }

  static async start(): Promise<Processes> {
    return new Processes(await Cluster.start());
  }

  /** What the process answers, positions as text; undefined where it was killed before it did. */
  async append(by: number, appends: readonly Append[]): Promise<unknown> {
    const told: Told = { number: this.told++, appends };
    const answer = await this.appenders[by]?.child.answers(JSON.stringify(told), `${told.number} `);
    return answer === undefined ? undefined : JSON.parse(answer);
  }

  /** One of the appenders, the projector, or PostgreSQL; another takes its place. */
  async kill(victim: Victim, which: number): Promise<void> {
    if (victim === 'postgres') await this.cluster.kill();
    if (victim === 'projector') {
      await this.projector.kill();
      this.projector = new Child('projector', this.cluster.url);
    }
    const appender = this.appenders[which];
    if (victim === 'appender' && appender) {
      await appender.child.kill();
      this.gone.push(appender.name);
      this.appenders[which] = this.appender();
    }
  }

  /** All are at work. */
  async ready(): Promise<void> {
    await Promise.all(this.appenders.map(({ child }) => child.says('ready')));
    await this.projector.says('at ');
  }

  /** PostgreSQL does nothing more for those who were killed. */
  async settled(): Promise<void> {
    if (this.gone.length === 0) return;
    const sql = await this.connected();
    const theirs = 'select from pg_stat_activity where application_name = any($1)';
    while ((await sql.query(theirs, [this.gone])).rowCount !== 0) await pause(5);
    await sql.end();
    this.gone.length = 0;
  }

  /** From now on nothing gets into the log, and whoever appends waits. */
  async holdUp(): Promise<HeldUp> {
    const sql = await this.connected();
    await sql.query('begin; lock table log.event in exclusive mode');
    return new HeldUp(sql);
  }

  async stop(): Promise<void> {
    for (const { child } of this.appenders) await child.kill();
    await this.projector.kill();
    await this.cluster.stop();
  }

  private appender(): Appender {
    const name = `appender-${this.begun++}`;
    const url = new URL(this.cluster.url);
    url.searchParams.set('application_name', name);
    return { name, child: new Child('obedient', url.href) };
  }

  private async connected(): Promise<Client> {
    const sql = new Client({ connectionString: this.cluster.superuserUrl });
    // Its server may be killed.
    sql.on('error', () => undefined);
    await sql.connect();
    return sql;
  }
}

export class HeldUp {
  constructor(private readonly sql: Client) {}

  /** Until somebody waits, or nobody will. */
  async untilSomebodyWaits(nobodyWill: () => boolean): Promise<void> {
    const waiting = `select from pg_locks where not granted`;
    while (!nobodyWill() && (await this.sql.query(waiting)).rowCount === 0) await pause(5);
  }

  async letGo(): Promise<void> {
    await this.sql.end().catch(() => undefined);
  }
}
