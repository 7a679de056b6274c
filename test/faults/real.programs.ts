import { setTimeout as pause } from 'node:timers/promises';
import { type Held, behind, heldBy } from '../crash.checker';
import { Program, freePort, succeeded } from '../crash.system';
import { apiAs } from '../house';
import { AUDIENCE, provider, signInAs } from '../provider';
import { realHouse } from '../real.house';
import { Begun } from './begun';
import { Cluster } from './cluster';
import { Proxy } from './proxy';
import { PATIENCE } from '../patience';

const TEAM = 'partnership-team';

type Env = Readonly<Record<string, string>>;

export type Victim = 'web' | 'projector' | 'postgres';

/**
 * Where one program runs, and after it another of the same sort, as whoever looks after a house has it: one that finds no
 * database when it begins says so and ends.
 */
class Place {
  /** What those said who worked and then ended by themselves. */
  readonly fallen: string[] = [];
  private program: Program;
  private isOver = false;
  private killed: Program | undefined;

  constructor(
    private readonly path: string,
    private readonly env: Env,
    /** What it says when it works. */
    private readonly words: string,
  ) {
    this.program = this.begin();
  }

  get isUp(): boolean {
    return !this.program.hasEnded && this.program.said.includes(this.words);
  }

  async up(): Promise<void> {
    for (const end = Date.now() + PATIENCE; !this.isUp;) {
      if (Date.now() > end) throw new Error(`${this.path} does not begin. It says: ${this.program.said}`);
      await pause(20);
    }
  }

  /** In the middle of anything. */
  async kill(): Promise<void> {
    this.killed = this.program;
    await this.program.end('SIGKILL');
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.kill();
  }

  private begin(): Program {
    const program = new Program(this.path, [], this.env);
    void program.ended().then(async ({ said }) => {
      if (program !== this.killed && said.includes(this.words)) this.fallen.push(said);
      await pause(100);
      if (!this.isOver) this.program = this.begin();
    });
    return program;
  }
}

export interface Given {
  /** Where its PostgreSQL keeps its files. */
  readonly within?: string;
  /** So many webs, and as many projectors; two when left out. */
  readonly each?: number;
}

/**
 * A house for real use: two webs, two projectors and the PostgreSQL of them all. Each may be killed, and the line to PostgreSQL
 * may be slow.
 */
export class RealPrograms {
  private readonly webs: readonly Place[];
  private readonly projectors: readonly Place[];

  private constructor(
    readonly cluster: Cluster,
    /** By which the programs reach PostgreSQL. */
    readonly line: Proxy,
    private readonly env: Env,
    readonly urls: readonly string[],
    private readonly begun: Begun,
  ) {
    this.webs = urls.map((url) => {
      const own = { ...env, PUBLIC_URL: url, PORT: new URL(url).port };
      return new Place('web/src/main.js', own, '"Listening"');
    });
    this.projectors = urls.map(() => new Place('projector/src/main.js', env, 'Following the log'));
  }

  /** On an empty database, with nobody in it. */
  static start({ within, each = 2 }: Given = {}): Promise<RealPrograms> {
    return Begun.by(async (begun) => {
      const cluster = await Cluster.start({ empty: true, ...(within !== undefined && { within }) });
      begun.endedBy(() => cluster.stop());
      const line = await Proxy.before(cluster.url);
      begun.endedBy(() => line.close());
      const own = { DATABASE_URL: line.url, API_AUDIENCE: AUDIENCE, RATE_LIMITS: 'off' };
      const env = { ...(await realHouse()), ...own };
      await succeeded(new Program('trail/src/main.js', ['migrate', '--real'], env));
      const ports = await Promise.all(Array.from({ length: each }, () => freePort()));
      const urls = ports.map((port) => `http://127.0.0.1:${port}`);
      const house = new RealPrograms(cluster, line, env, urls, begun);
      begun.endedBy(() => Promise.all([...house.webs, ...house.projectors].map((place) => place.end())));
      await house.up();
      return house;
    });
  }

  get databaseUrl(): string {
    return this.cluster.url;
  }

  /** Lets the Partnership Team in, which adds two agencies; their ids. */
  async invite(): Promise<readonly [police: string, doctors: string]> {
    const said = await succeeded(new Program('trail/src/main.js', ['invite-first'], this.env));
    const code = /\/invitation\/([\w-]{43})\n$/.exec(said)?.[1] ?? said;
    const [url = ''] = this.urls;
    await signInAs(url, TEAM, { from: `/sign-in/with/${provider().id}?invitation=${code}` });
    const team = await apiAs(url, TEAM);
    const added = async (name: string): Promise<string> => {
      const answer = await team.post('/api/v1/agencies', { name, kind: 'relevant-agency' }).expect(201);
      return (answer.body as { id: string }).id;
    };
    return [await added('Constabulary'), await added('Primary care')];
  }

  /** What those said who worked and ended though nobody killed them. */
  get fallen(): readonly string[] {
    return [...this.webs, ...this.projectors].flatMap(({ fallen }) => fallen);
  }

  /** One that works; another takes its place. False while none of its sort works. */
  async kill(victim: Victim): Promise<boolean> {
    if (victim === 'postgres') {
      await this.cluster.kill();
      return true;
    }
    const up = (victim === 'web' ? this.webs : this.projectors).filter(({ isUp }) => isUp);
    const one = up[Math.floor(Math.random() * up.length)];
    await one?.kill();
    return one !== undefined;
  }

  /** Until all work. */
  async up(): Promise<void> {
    await Promise.all([...this.webs, ...this.projectors].map((place) => place.up()));
  }

  /** Until each web says that it is ready. */
  async ready(): Promise<void> {
    for (const url of this.urls) while (!(await fetch(`${url}/health/ready`)).ok) await pause(100);
  }

  /** Until the rows have come as far as the log; what is then held. */
  async caughtUp(within = PATIENCE): Promise<Held> {
    for (const end = Date.now() + within; ;) {
      const held = await heldBy(this.databaseUrl);
      const late = behind(held);
      if (late.length === 0) return held;
      if (Date.now() > end) throw new Error(`Behind: ${late.join(', ')}`);
      await pause(200);
    }
  }

  stop(): Promise<void> {
    return this.begun.end();
  }
}
