import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Narrative } from '#app/kernel';
import { type Flag, type LookFact, flagOf, unusualIn } from '../domain/unusual';
import { EVERYDAY, type RuleId, unusualRules } from '../domain/unusual.rules';
import { AccessRow } from './access.row';

/** What somebody found about a flag. */
export interface FlagNote {
  readonly actor: string;
  /** ISO instant. */
  readonly at: string;
  readonly note: Narrative;
}

/** A flag with what was noted about it, the first first. */
export interface NotedFlag extends Flag {
  readonly notes: readonly FlagNote[];
}

/** Days of a person that may hold something out of the ordinary: counted by the database, judged by the rules. */
const CANDIDATES = `SELECT "person", "day"::text FROM "access_1" WHERE "day" BETWEEN $1 AND $2
  GROUP BY "day", "person"
  HAVING count(DISTINCT "record") FILTER (WHERE split_part("record", '-', 1) <> ALL ($3)) > $4
    OR count(DISTINCT "record") FILTER (WHERE NOT "namesTheirAgency" AND split_part("record", '-', 1) <> ALL ($3)) > $5
    OR count(*) FILTER (WHERE "takenOut") > $6`;

/** What no version of the rule calls unusual need not be looked at. */
const leastOf = (rule: RuleId): number =>
  Math.min(...unusualRules.filter(({ id }) => id === rule).map(({ most }) => most));

/** Unusual access is computed whenever somebody asks; nothing of it is stored but what was noted. */
@Injectable()
export class UnusualQueries {
  constructor(private readonly db: DataSource) {}

  /** On these days (ISO dates, both included), the newest first. */
  async flags(from: string, until: string): Promise<readonly NotedFlag[]> {
    const limits = (['many-records', 'outside-their-work', 'many-downloads'] as const).map(leastOf);
    const days = await this.db.query<{ person: string; day: string }[]>(CANDIDATES, [from, until, EVERYDAY, ...limits]);
    const looks = await Promise.all(days.map(({ person, day }) => this.looksOn(person, day)));
    return this.noted(unusualIn(looks.flat()));
  }

  /** The flag of this id, however long ago; undefined where there is nothing unusual of that kind. */
  async find(id: string): Promise<NotedFlag | undefined> {
    const asked = flagOf(id);
    if (!asked) return undefined;
    const flags = await this.noted(unusualIn(await this.looksOn(asked.person, asked.day)));
    return flags.find((flag) => flag.id === id);
  }

  private async looksOn(person: string, day: string): Promise<readonly LookFact[]> {
    const rows = await this.db.getRepository(AccessRow).findBy({ person, day });
    return rows.map(({ at, record, takenOut, namesTheirAgency }) => ({
      person,
      day,
      at,
      clock: Date.parse(at),
      record,
      takenOut,
      namesTheirAgency,
    }));
  }

  private async noted(flags: readonly Flag[]): Promise<readonly NotedFlag[]> {
    const rows = await this.db
      .getRepository(AccessRow)
      .find({ where: { flag: In(flags.map(({ id }) => id)) }, order: { position: 'ASC' } });
    return flags.map((flag) => ({ ...flag, notes: rows.filter((row) => row.flag === flag.id).flatMap(noteIn) }));
  }
}

const noteIn = ({ person: actor, at, event }: AccessRow): readonly FlagNote[] =>
  event.type === 'UnusualAccessLookedInto' ? [{ actor, at, note: event.data.note }] : [];
