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

/** As the database counts them (`look-facts.sql.ts`), in this order. */
const COUNTED = ['many-records', 'outside-their-work', 'many-downloads', 'many-restricted'] as const;

/** What no version of the rule calls unusual need not be looked at. */
const leastOf = (rule: RuleId): number =>
  Math.min(...unusualRules.filter(({ id }) => id === rule).map(({ most }) => most));

/** Unusual access is computed whenever somebody asks; nothing of it is stored but what was noted. */
@Injectable()
export class UnusualQueries {
  constructor(private readonly db: DataSource) {}

  /** On these days (ISO dates, both included), the newest first. */
  async flags(from: string, until: string): Promise<readonly NotedFlag[]> {
    const days = await this.db.query<{ person: string; day: string }[]>('SELECT * FROM unusual_days($1, $2, $3, $4)', [
      from,
      until,
      EVERYDAY,
      COUNTED.map(leastOf),
    ]);
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
    const looks = await this.db.query<Omit<LookFact, 'person' | 'day' | 'clock'>[]>(
      'SELECT * FROM look_facts($1, $2)',
      [person, day],
    );
    return looks.map((look) => ({ ...look, person, day, clock: Date.parse(look.at) }));
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
