import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { House } from './house';
import { PATIENCE } from './patience';
import { type Answer, type Json, type Visitor, ask, jsonOf, visit } from './visitor';

/** Walks records through the house as many people; what was done can be read at once. */
export class Walk {
  private readonly visitors = new Map<string, Promise<Visitor>>();

  constructor(readonly house: House) {}

  /** The person, signed in on the day it is: sessions and tokens end with the day. */
  as(person: string): Promise<Visitor> {
    const key = `${person} ${this.house.clock.now().toISOString().slice(0, 10)}`;
    const visitor = this.visitors.get(key) ?? visit(this.house, person);
    this.visitors.set(key, visitor);
    return visitor;
  }

  /** Opens a record; its id. */
  async open(person: string, path: string, body: object): Promise<string> {
    return (await this.act(person, path, body, 201))['id'] as string;
  }

  /** Posts to the API, expecting this status; then everything is read models' business until they have caught up. */
  async act(
    person: string,
    path: string,
    body: object,
    status = 200,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Json> {
    const visitor = await this.as(person);
    // What is sent again is recorded once.
    const keyed = { 'idempotency-key': randomUUID(), ...headers };
    const answer = await patiently(status, () => visitor.post(`/api/v1/${path}`, body, keyed));
    insist(answer, status, `${person} posts to ${path}`);
    await this.house.engine.catchUp();
    return jsonOf(answer);
  }

  /** The status of the answer to somebody who does not say which revision they saw. */
  async blindly(person: string, path: string, body: object): Promise<number> {
    const { token } = await this.house.api(person);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await ask(`${this.house.url}/api/v1/${path}`, sent)).status;
  }

  /** The answer of the API as text: for what must not be in it. */
  async text(person: string, path: string, status = 200): Promise<string> {
    const visitor = await this.as(person);
    const answer = await patiently(status, () => visitor.get(`/api/v1/${path}`));
    insist(answer, status, `${person} gets ${path}`);
    return answer.text;
  }

  async see(person: string, path: string, status = 200): Promise<Json> {
    return JSON.parse(await this.text(person, path, status)) as Json;
  }

  /** The HTML of a page. */
  async page(person: string, path: string, status = 200): Promise<string> {
    const visitor = await this.as(person);
    const answer = await patiently(status, () => visitor.page(path));
    insist(answer, status, `${person} opens ${path}`);
    return answer.text;
  }

  /** Every way in which a person can read a record: JSON, page, both histories, lists and the spreadsheet. */
  async everything(person: string, kind: string, category: string, id: string): Promise<string> {
    const told = await Promise.all([
      this.text(person, `${kind}/${id}`),
      this.text(person, kind),
      this.text(person, `history?stream=${category}-${id}&pageSize=200`),
      this.page(person, `/${kind}/${id}`),
      this.page(person, `/${kind}`),
      this.page(person, `/${kind}/${id}/history?pageSize=200`),
    ]);
    return told.join('\n');
  }

  /** The references or ids of a list's items that are this record: one or none. */
  async finds(person: string, list: string, id: string): Promise<boolean> {
    const { items } = (await this.see(person, list)) as { items: readonly { id: string }[] };
    return items.some((item) => item.id === id);
  }

  /** Moves the clock to this morning. */
  on(day: string): void {
    this.house.clock.set(`${day}T10:00:00.000Z`);
  }
}

/** What the house says, in JSON and on a page, where it could do it a moment later: disks may stand still for a while. */
const NOT_JUST_NOW = /The record could not be reached|This cannot be shown just now|are still catching up/;

/** Asks again where the house cannot answer just now, unless that is what is expected. */
async function patiently(expected: number, asking: () => Promise<Answer>): Promise<Answer> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const answer = await asking();
    const passes = answer.status === 503 && expected !== 503 && NOT_JUST_NOW.test(answer.text);
    if (!passes || performance.now() > end) return answer;
    await pause(100);
  }
}

function insist({ status, text }: Answer, expected: number, what: string): void {
  if (status !== expected) throw new Error(`${what}: ${status}, not ${expected}. ${text.slice(0, 1500)}`);
}
