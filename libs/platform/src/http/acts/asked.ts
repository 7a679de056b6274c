import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Request } from 'express';
import { EVENT_LOG, type EventLog } from '../../event-log/event-log';
import { type Ground, allowed } from '../../identity/ground';
import type { Person } from '../../identity/person';
import { PATIENCE, Reached } from '../../read-store/reached';
import { personOf } from '../identity/signed-in';
import { type Look, Looks } from '../looks';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';
import { Registry } from './registry';

export interface Address {
  readonly kind: string;
  readonly id: string;
  readonly act: string;
}

/** Somebody asked for what they may not see or do. The page and the API say who may. */
export class NotForYou extends Error {
  readonly status = 403;
  constructor(readonly grounds: readonly string[]) {
    super('You may not do this.');
    this.name = 'NotForYou';
  }
}

/** What was asked for is in no row, and the rows have not come as far as the log: it may be there yet. */
export class CatchingUp extends Error {
  constructor() {
    super('The pages are still catching up with what was recorded last. Try again in a moment.');
    this.name = 'CatchingUp';
  }
}

export const noSuchThing = (): never => {
  throw new NotFoundException();
};

/** Finds what an address asks for, and refuses what the person may not see or do: 404 and 403 in one place. */
@Injectable()
export class Asked {
  constructor(
    private readonly registry: Registry,
    private readonly looks: Looks,
    private readonly reached: Reached,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** Has it recorded that the person is about to see this: wait for it before anything is sent. Throws LookNotRecorded. */
  looked(req: Request, look: Look): Promise<void> {
    return this.looks.record(req, look);
  }

  kind(path: string, req: Request): RecordKind {
    const kind = this.registry.at(path) ?? noSuchThing();
    insist(kind.readable, req, undefined);
    return kind;
  }

  async record(kind: RecordKind, id: string, req: Request): Promise<RecordRow> {
    const record = ID.test(id) ? ((await kind.find(id)) ?? (await this.findLate(kind, id, req))) : undefined;
    if (!record) return noSuchThing();
    insist(kind.readable, req, record);
    return record;
  }

  /**
   * Once the rows are as far as the log is now. Everybody waits alike, whether there is such a record, withheld from
   * them or not.
   */
  private async findLate(kind: RecordKind, id: string, req: Request): Promise<RecordRow | undefined> {
    if (await this.reached.until(await this.log.head())) return kind.find(id);
    req.res?.set('Retry-After', String(PATIENCE / 1000));
    throw new CatchingUp();
  }

  opening(kind: RecordKind, at: At<RecordRow>, sent?: unknown): ActDefinition<RecordRow> {
    return permitted(kind.opening, at, sent);
  }

  /** Whether this person may open a record of that kind, so that a page offers only what will not be refused. */
  mayOpen(path: string, person: Person): boolean {
    const opening = this.registry.at(path)?.opening;
    return opening !== undefined && allowed(opening.may, person, undefined);
  }

  act(kind: RecordKind, name: string, at: At<RecordRow>, sent?: unknown): ActDefinition<RecordRow> {
    return permitted(
      kind.acts.find((act) => act.name === name),
      at,
      sent,
    );
  }
}

const ID = /^[A-Za-z0-9-]{1,80}$/;

function permitted(
  definition: ActDefinition<RecordRow> | undefined,
  at: At<RecordRow>,
  sent: unknown,
): ActDefinition<RecordRow> {
  const found = definition ?? noSuchThing();
  if (!allowed(found.may, at.person, at.record, sent)) throw new NotForYou(found.may.map(({ label }) => label));
  return found;
}

function insist(grounds: readonly Ground<RecordRow>[], req: Request, record: RecordRow | undefined): void {
  if (!allowed(grounds, personOf(req), record)) throw new NotForYou(grounds.map(({ label }) => label));
}
