import { Injectable } from '@nestjs/common';
import { DataSource, In, Not, IsNull } from 'typeorm';
import type { SpokenOf } from '#app/concerned';
import { PersonConcernedRow, categoryOf, idOf } from '#app/platform';
import { KeptRecordRow } from './kept-record.row';

/** A record whose time is over, and that nobody has reviewed yet. */
export interface DueRecord {
  /** Its stream. */
  readonly stream: string;
  readonly category: string;
  readonly reference: string;
  /** The day (ISO) on which its time was over. */
  readonly dueOn: string;
  readonly years: number;
  readonly authority: string;
  /** How many people's details are still kept there. */
  readonly people: number;
}

/** The first of those that are due. */
export interface Due {
  readonly first: readonly DueRecord[];
  readonly more?: true;
}

/** PostgreSQL counts the years on the days that the row holds. A record nobody is kept on is not due: nothing is left to destroy. Who was taken off it is kept there still. */
const DUE = `
  SELECT k."id" AS "stream", k."category", k."reference", p."years", p."detail" ->> 'authority' AS "authority",
    to_char(greatest(k."keptUntil", due.day), 'YYYY-MM-DD') AS "dueOn", held.people::int AS "people"
  FROM "kept_record_1" k
  JOIN "retention_1" p ON p."of" = k."category" AND p."follows" = 'review'
  CROSS JOIN LATERAL (
    SELECT ((CASE p."trigger" WHEN 'opened' THEN k."openedOn" ELSE k."lastOn" END) + make_interval(years => p."years"))::date AS day
  ) due
  JOIN LATERAL (
    SELECT count(*) AS people FROM "person_concerned_3" c WHERE c."stream" = k."id" AND c."erased" IS NULL
  ) held ON held.people > 0
  WHERE k."review" IS NULL AND greatest(k."keptUntil", due.day) <= $1::date AND ($2::text IS NULL OR k."id" = $2)
  ORDER BY "dueOn", k."reference"
  LIMIT $3`;

/** So many of them are listed. */
export const MOST_DUE = 500;

/** The records that tell, sealed, who somebody is: whose time is over, and how they hang together. */
@Injectable()
export class KeptRecordQueries {
  constructor(private readonly db: DataSource) {}

  /** All of them, the longest due first. */
  due(today: string): Promise<readonly DueRecord[]> {
    return this.db.query<DueRecord[]>(DUE, [today, null, null]);
  }

  /** The longest due, MOST_DUE of them, and whether there are more. */
  async longestDue(today: string): Promise<Due> {
    const found = await this.db.query<DueRecord[]>(DUE, [today, null, MOST_DUE + 1]);
    return { first: found.slice(0, MOST_DUE), ...(found.length > MOST_DUE && { more: true }) };
  }

  /** This one, if it is due. */
  async dueOf(stream: string, today: string): Promise<DueRecord | undefined> {
    const [due] = await this.db.query<DueRecord[]>(DUE, [today, stream, 1]);
    return due;
  }

  /** Everybody whose details are kept, by record, who was taken off it too: what a request may be about. */
  async everybody(): Promise<readonly SpokenOf[]> {
    const people = await this.db
      .getRepository(PersonConcernedRow)
      .find({ where: { erased: IsNull() }, order: { stream: 'ASC', place: 'ASC' } });
    return this.spokenOf(people);
  }

  /** Everybody who is or was named on these records, those left out whose details are gone. */
  async on(streams: readonly string[]): Promise<readonly SpokenOf[]> {
    const people = await this.db
      .getRepository(PersonConcernedRow)
      .find({ where: { stream: In([...streams]), erased: IsNull() }, order: { stream: 'ASC', place: 'ASC' } });
    return this.spokenOf(people);
  }

  /** This record, what it came from, and what came of it, however far. */
  async linked(stream: string): Promise<readonly string[]> {
    const linked = new Set([stream]);
    for (let before = 0; before < linked.size;) {
      before = linked.size;
      const found = await this.db
        .getRepository(KeptRecordRow)
        .createQueryBuilder('k')
        .where('k.id IN (:...streams) OR k.sources && ARRAY[:...streams]::text[]', { streams: [...linked] })
        .getMany();
      for (const { id, sources } of found) for (const one of [id, ...sources]) linked.add(one);
    }
    return [...linked];
  }

  /** Every record that can be held, newest first. */
  records(): Promise<KeptRecordRow[]> {
    return this.db.getRepository(KeptRecordRow).find({ where: { reference: Not('') }, order: { reference: 'DESC' } });
  }

  private async spokenOf(people: readonly PersonConcernedRow[]): Promise<readonly SpokenOf[]> {
    const streams = [...new Set(people.map(({ stream }) => stream))];
    const records = await this.db.getRepository(KeptRecordRow).findBy({ id: In(streams) });
    const referenceOf = new Map(records.map(({ id, reference }) => [id, reference]));
    return people.map(({ id: subject, pseudonym, stream, takenOff }) => ({
      subject,
      pseudonym,
      record: { category: categoryOf(stream), id: idOf(stream), reference: referenceOf.get(stream) ?? '' },
      ...(takenOff !== null && { takenOff: true }),
    }));
  }
}
