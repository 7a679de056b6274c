import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { RuleBroken, narrative } from '#app/kernel';
import { type Detail, EVERY_DETAIL } from '#app/concerned';
import { spoken } from '#app/calendar';
import { allowed } from '../../identity/ground';
import { ConcernedQueries } from '../../vault/concerned.queries';
import type { PersonConcernedRow } from '../../vault/concerned.row';
import { CannotOpen } from '../../vault/cipher';
import { Vault } from '../../vault/vault';
import { Asked, NotForYou, noSuchThing } from '../acts/asked';
import type { RecordKind, RecordRow } from '../acts/record-kind';
import { personOf } from '../identity/signed-in';
import { Looks, type WhyRefused, lookedAt } from '../looks';
import { DETAIL_NAMES, ETHNICITIES } from './concerned.names';

export interface OpeningAddress {
  readonly kind: string;
  readonly id: string;
  readonly subject: string;
}

/** Whose details somebody wants to open, and may. */
export interface Found {
  readonly kind: RecordKind;
  readonly record: RecordRow;
  readonly concerned: PersonConcernedRow;
}

/** The same where the person may not, or there is nobody. */
type Tried = Omit<Found, 'concerned'> & { readonly concerned: PersonConcernedRow | undefined };

/** One detail, opened for one view; nothing where its key was destroyed. */
export interface OpenedDetail {
  readonly detail: Detail;
  readonly name: string;
  readonly text: string | undefined;
}

/** Opens what is sealed: asks for the right, records the opening with its reason, and only then looks. */
@Injectable()
export class Opening {
  constructor(
    private readonly asked: Asked,
    private readonly concerned: ConcernedQueries,
    private readonly looks: Looks,
    private readonly vault: Vault,
  ) {}

  /** 403 where the person may not open it, whether it is there or not; 404 where it is not. */
  async find({ kind: path, id, subject }: OpeningAddress, req: Request): Promise<Found> {
    const kind = this.asked.kind(path, req);
    const record = await this.asked.record(kind, id, req);
    const { opens } = kind;
    if (!opens) return noSuchThing();
    const concerned = (await this.concerned.of(kind.category, record.id)).find((one) => one.id === subject);
    if (!allowed(opens, personOf(req), record)) {
      await this.refuse({ kind, record, concerned }, 'no-right', req);
      throw new NotForYou(opens.map(({ label }) => label));
    }
    if (!concerned) return noSuchThing();
    const found = { kind, record, concerned };
    const withheld = withholding(concerned);
    if (withheld === undefined) return found;
    await this.refuse(found, 'withheld', req);
    throw withheld;
  }

  /** An opening that came to nothing is on record like one that did. Throws LookNotRecorded. */
  refuse({ kind, record, concerned }: Tried, why: WhyRefused, req: Request): Promise<void> {
    const subject = concerned && { subject: concerned.id };
    return this.looks.record(req, { of: 'refused', record: lookedAt(kind, record), ...subject, why });
  }

  /** Somebody is asked for the reason: a look at the record, by which nothing is opened. */
  lookAtForm({ kind, record }: Found, req: Request): Promise<void> {
    return this.looks.record(req, { of: 'record', record: lookedAt(kind, record), part: 'form', act: 'concerned' });
  }

  /** Throws LookNotRecorded, NoMasterKey: then nothing is shown. */
  async open(found: Found, reason: string, req: Request): Promise<readonly OpenedDetail[]> {
    const { kind, record, concerned } = found;
    const { id: subject, details } = concerned;
    const fields = EVERY_DETAIL.filter((detail) => details[detail]);
    await this.looks.record(req, {
      of: 'sealed',
      record: lookedAt(kind, record),
      subject,
      fields,
      reason: narrative(reason),
    });
    const opened: OpenedDetail[] = [];
    for (const detail of fields) {
      const kept = details[detail];
      if (!kept) continue;
      const { event, field, value } = kept;
      const words = await this.vault.open(value, { subject, event, field }).catch(async (error: unknown) => {
        if (error instanceof CannotOpen) await this.refuse(found, 'does-not-open', req);
        throw error;
      });
      opened.push({ detail, name: DETAIL_NAMES[detail], text: words.kept ? said(detail, words.text) : undefined });
    }
    return opened;
  }
}

/** Erased; or kept, and opened for nobody, for as long as a restriction of processing stands (UK GDPR, Articles 17 and 18). */
function withholding({ pseudonym, erased, restricted }: PersonConcernedRow): RuleBroken | undefined {
  if (erased)
    return new RuleBroken(
      'person-erased',
      `Not kept any more: the details of ${pseudonym} were erased on ${spoken(erased.on)} (${erased.reference}).`,
    );
  if (!restricted) return undefined;
  return new RuleBroken(
    'processing-restricted',
    `The details of ${pseudonym} are kept and not opened: their use has been restricted since ${spoken(restricted.on)} (${restricted.reference}). The restriction has to be lifted first.`,
  );
}

/** As a person reads it. */
function said(detail: Detail, text: string): string {
  if (detail === 'nhsNumber') return text.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  return detail === 'ethnicity' ? ((ETHNICITIES as Readonly<Record<string, string>>)[text] ?? text) : text;
}
