import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { dateInLondon } from '#app/calendar';
import type { Recorded } from '#app/kernel';
import { askForToken, issuerOf } from './provider';
import { PATIENCE } from './patience';

/** One command as it was sent, and sent again until it was answered. */
export interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  /** How often it was sent until it was answered. */
  tries: number;
  answer?: Answer;
}

interface Answer {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly position: string;
}

const today = dateInLondon(new Date().toISOString());
const between = { between: 'The next meeting is weeks away' };

/** Of the demonstration. A real house has those that it was told of, under ids of its own. */
const AGENCIES: readonly [police: string, doctors: string] = ['constabulary', 'primary-care'];

const referral = (n: number, agencies: typeof AGENCIES) => ({
  headline: `Missed appointments, number ${n}`,
  from: agencies[0],
  role: 'Detective sergeant',
  receivedOn: today,
  awareOn: today,
  numberOfChildren: 1,
  harm: 'suspected',
  whatHappened: 'An infant was seen with a bruise after three missed appointments.',
  why: 'Agencies may not have told each other what they knew.',
  agencies,
});
const consideration = { meeting: between, consideredOn: today, note: 'Read by all.' };
const reason = 'Because of what the agencies said about it.';
const criteriaMet = {
  criteria: ['abuse-or-neglect', 'died-or-seriously-harmed', 'in-the-area'].map((criterion) => ({
    criterion,
    finding: 'met',
    reason,
  })),
  views: ['council', 'health', 'police'].map((partner) => ({ partner, view: 'agrees' })),
  outcome: 'criteria-appear-met',
  rationale: 'Serious harm is suspected, and the three criteria appear to be met.',
  meeting: between,
  decidedOn: today,
};

/** Several people who write at once. Each goes on until told to stop, and gives no command up before it is answered. */
export class Writers {
  readonly sent: Sent[] = [];
  /** Every status that came, with how often. */
  readonly statuses = new Map<number | 'cut off', number>();
  private readonly stopping = new AbortController();
  private working: Promise<unknown> | undefined;
  private token = '';
  private asked = 0;

  /** Of several addresses of one house they ask one after another. */
  constructor(
    private readonly urls: readonly string[],
    private readonly agencies = AGENCIES,
  ) {}

  get answered(): readonly Sent[] {
    return this.sent.filter(({ answer }) => answer !== undefined);
  }

  begin(howMany: number): void {
    this.working ??= Promise.all(Array.from({ length: howMany }, () => this.write()));
    // What was not answered is told when they are stopped.
    this.working.catch(() => undefined);
  }

  /** When every command that was sent has its answer. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** The same command again, under the same key. */
  async again(sent: Sent): Promise<Answer> {
    const answer = await this.post(sent);
    if (!answer) throw new Error(`${sent.path} was not answered again`);
    return answer;
  }

  /** A referral, considered twice, and every third decided so that a notification decision opens by itself. */
  private async write(): Promise<void> {
    for (let n = 0; !this.stopping.signal.aborted; n++) {
      const { id } = await this.send('/api/v1/referrals', referral(n, this.agencies));
      await this.send(`/api/v1/referrals/${id}/consideration`, consideration);
      await this.send(`/api/v1/referrals/${id}/consideration`, consideration);
      if (n % 3 === 0) await this.send(`/api/v1/referrals/${id}/decision`, criteriaMet);
    }
  }

  private async send(path: string, body: object): Promise<Answer> {
    const sent: Sent = { key: randomUUID(), path, body, tries: 0 };
    this.sent.push(sent);
    for (const end = Date.now() + PATIENCE; !sent.answer;) {
      if (Date.now() > end) throw new Error(`${path} was not answered: ${JSON.stringify([...this.statuses])}`);
      sent.tries++;
      const answer = await this.post(sent).catch(() => {
        this.count('cut off');
        return undefined;
      });
      if (answer) sent.answer = answer;
      else await pause(50);
    }
    return sent.answer;
  }

  private async post({ key, path, body }: Sent): Promise<Answer | undefined> {
    const url = this.urls[this.asked++ % this.urls.length] ?? '';
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${(this.token ||= await this.signIn(url))}`,
        'idempotency-key': key,
        'if-match': '*',
      },
      body: JSON.stringify(body),
    });
    this.count(answer.status);
    const said: unknown = await answer.json();
    return answer.ok ? (said as Answer) : undefined;
  }

  private async signIn(url: string): Promise<string> {
    return askForToken('partnership-team', { issuer: await issuerOf(url) });
  }

  private count(status: number | 'cut off'): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
  }
}

/** Every answered command is in the log once: its event stands where the answer said. */
export function expectStoredOnce(sent: readonly Sent[], events: readonly Recorded[]): void {
  const caused = new Map<string, Recorded[]>();
  for (const recorded of events) {
    const { causationId } = recorded.metadata;
    caused.set(causationId, [...(caused.get(causationId) ?? []), recorded]);
  }
  for (const { key, path, answer } of sent) {
    const mine = caused.get(key) ?? [];
    const last = mine.at(-1);
    expect([path, mine.length, answer?.position, answer?.revision]).toEqual([
      path,
      1,
      String(last?.position),
      last?.revision,
    ]);
    expect(last?.stream).toBe(`referral-${answer?.id ?? ''}`);
  }
}

/**
 * Among what was recorded since the writers began: nothing that they did not ask for, and of every decision the one record
 * that opens by itself.
 */
export function expectNothingElse(sent: readonly Sent[], events: readonly Recorded[]): void {
  const keys = new Set(sent.map(({ key }) => key));
  const byPeople = events.filter(({ metadata: { imported, actor } }) => !imported && actor !== 'system');
  expect(byPeople.filter(({ metadata }) => !keys.has(metadata.causationId))).toEqual([]);
  const decided = byPeople.filter(({ event }) => event.type === 'ReferralDecided').map(({ id }) => `rapidReview-${id}`);
  const opened = events.filter(({ metadata }) => !metadata.imported && metadata.actor === 'system');
  expect(opened.map(({ stream }) => stream).toSorted()).toEqual(decided.toSorted());
}
