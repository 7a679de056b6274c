import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { addDays } from '#app/calendar';
import { type ListQuery, type PageOf, type Person, isManager, pageOf, siftByWords } from '#app/platform';
import { RestrictionRow } from './restriction.row';
import { RESTRICTABLE } from './restriction.titles';

/** How it stands on a day (ISO): it ends by itself, and no event says so. */
const STANDS = `(NOT r.lifted AND r.until >= :today)`;

/** Who is told of every restriction. `restriction_overseer_1` holds the same of everybody, for the database. */
const oversees = (person: Person): boolean => person.role === 'scrutineer' || isManager(person);

/** So many days before its end those who are named are reminded of it. */
const DAYS_BEFORE = 14;
const ENDS_SOON = `(:ending = ANY (r.named) AND NOT r.lifted AND r.until BETWEEN :today AND :until)`;

/** A record (its stream), what it names, what that names, and so on. */
const ABOVE = `WITH RECURSIVE above AS (
  SELECT CAST(:record AS text) AS "stream"
  UNION SELECT up."stream" FROM above a JOIN "restriction_naming_1" n ON n."stream" = a."stream"
    JOIN "restriction_naming_1" up ON up."reference" = ANY (n."names")) SELECT "stream" FROM above`;

/** Restrictions: their overseers are told of all, others of those that name them. */
@Injectable()
export class RestrictionQueries {
  constructor(private readonly db: DataSource) {}

  async find(id: string): Promise<RestrictionRow | undefined> {
    return (await this.rows().where('r.id = :id', { id }).getOne()) ?? undefined;
  }

  /** Those that stand on a day (ISO) on a record (its stream) or on what it names; its own first. */
  async over(record: string, today: string): Promise<readonly RestrictionRow[]> {
    const found = this.rows().where(`r.record IN (${ABOVE})`, { record }).andWhere(STANDS, { today });
    const rows = await found.orderBy('r.since').getMany();
    return rows.toSorted((a, b) => Number(b.record === record) - Number(a.record === record));
  }

  async list({ filters, page, pageSize, today, person }: ListQuery): Promise<PageOf<RestrictionRow>> {
    const { words, state, kind, waits, ends } = filters;
    const found = this.rows().where('TRUE');
    if (!oversees(person)) found.andWhere(':person = ANY (r.named)', { person: person.id });
    siftByWords(found, ['r.reference', 'r.title'], words);
    if (state) found.andWhere(state === 'standing' ? STANDS : `NOT ${STANDS}`, { today });
    if (kind) found.andWhere('r.category = :kind', { kind });
    if (waits) found.andWhere(waits === 'seen' ? 'r.unseen > 0' : 'r.unanswered > 0');
    if (ends) found.andWhere(ENDS_SOON, { ending: person.id, today, until: addDays(today, DAYS_BEFORE) });
    found.orderBy('r.since', 'DESC').addOrderBy('r.reference', 'DESC');
    return pageOf(found, { page, pageSize });
  }

  /** How many records of a kind are withheld from the person who asks: all that they are told of them. */
  async withheld(category: string): Promise<number> {
    const [row] = await this.db.query<{ n: number }[]>('SELECT withheld_count($1) AS n', [category]);
    return row?.n ?? 0;
  }

  async withholds(): Promise<boolean> {
    const kinds = Object.keys(RESTRICTABLE).map((category) => this.withheld(category));
    return (await Promise.all(kinds)).some((count) => count > 0);
  }

  private rows(): SelectQueryBuilder<RestrictionRow> {
    return this.db.getRepository(RestrictionRow).createQueryBuilder('r');
  }
}
