import type { DataSource } from 'typeorm';
import type { Clock } from '../../clock';
import { type SignIn, overBy } from './session.life';

/** Where people are signed in. */
export class Sessions {
  constructor(
    private readonly db: Pick<DataSource, 'query'>,
    private readonly clock: Clock,
  ) {}

  /** Those of one person that are not past their time, the one used last first. */
  async of(person: string): Promise<readonly SignIn[]> {
    const rows = await this.db.query<{ signIn: SignIn }[]>(
      `SELECT "sess" -> 'signIn' AS "signIn" FROM "session" WHERE "person" = $1`,
      [person],
    );
    const now = this.clock.now();
    return rows
      .map(({ signIn }) => signIn)
      .filter((signIn) => overBy(signIn, now) === undefined)
      .toSorted((one, other) => other.usedAt.localeCompare(one.usedAt));
  }

  /** Ends one of a person's sessions, by the id that its sign-in has. False where they have no such session. */
  async end(person: string, id: string): Promise<boolean> {
    return (await this.delete(`"person" = $1 AND "sess" -> 'signIn' ->> 'id' = $2`, [person, id])) > 0;
  }

  /** Ends all of a person's sessions but one; how many that were still good. */
  async endOthers(person: string, but: string): Promise<number> {
    const others = (await this.of(person)).filter(({ id }) => id !== but);
    await this.delete(`"person" = $1 AND "sess" -> 'signIn' ->> 'id' <> $2`, [person, but]);
    return others.length;
  }

  /** Drops the rows that not even a late form needs any more. */
  async prune(): Promise<void> {
    await this.delete('"expire" < to_timestamp($1)', [this.clock.now().getTime() / 1000]);
  }

  private async delete(which: string, parameters: readonly unknown[]): Promise<number> {
    const [, deleted] = await this.db.query<[unknown, number]>(`DELETE FROM "session" WHERE ${which}`, [...parameters]);
    return deleted;
  }
}
