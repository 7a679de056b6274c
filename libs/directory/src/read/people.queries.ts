import type { DataSource } from 'typeorm';
import { dateInLondon } from '#app/calendar';
import { type Clock, OWN_PARTNERSHIP, People, type Person, type Role } from '#app/platform';
import type { Post } from '../domain/post.decider';
import { misfit, seatsOn } from '../domain/sign-in';
import { GroupRow } from './group.row';
import { PostRow } from './post.row';
import { tableOf } from './table-of';

export { isHeldOn } from '../domain/seats';

/** What a role's row says of the one who signs in. */
interface SignInRow extends Pick<PostRow, 'id' | 'title' | 'agency' | 'partner'> {
  readonly role: Role;
  readonly opensDetails: boolean | null;
  readonly manages: boolean | null;
  readonly seats: PostRow['detail']['seats'];
  /** Groups that have ended: nobody sits in them. */
  readonly over: readonly string[];
}

/** One sentence on home: what there is to do. */
const DOES: Readonly<Record<Role, string>> = {
  'partnership-team':
    'Log referrals and audits, record what the groups decide, ask agencies for assurance, and keep the directory.',
  'group-chair': 'Chair your group: decide with it, and follow what was recommended to completion.',
  'group-member': 'Decide with your group, and follow what was recommended to completion.',
  'agency-representative': 'Report progress and evidence for your agency.',
  'safeguarding-partner': 'Decide for your agency as one of the three safeguarding partners.',
  'executive-member': 'Approve reports and recommendations.',
  scrutineer: 'Read the whole trail, ask questions, and check that nothing was altered.',
};

/**
 * Who signs in, by the directory: whoever is invited, in a role that has not ended, with the seats of this day. Who signs in
 * as a chair or a member and holds no such seat today is nobody today. Of the partnership to which the connection is bound: a
 * house that serves nobody acts as the owner of the tables, whom no policy of rows holds back.
 */
export class DirectoryPeople extends People {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(id: string): Promise<Person | undefined> {
    const [person] = await this.signingIn('AND p."id" = $2', id);
    return person;
  }

  all(): Promise<readonly Person[]> {
    return this.signingIn('');
  }

  async ever(): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT "id" FROM ${tableOf(this.db, PostRow)}
       WHERE "signIn" IS NOT NULL AND ${OWN_PARTNERSHIP} ORDER BY "title", "id"`,
    );
    return rows.map(({ id }) => id);
  }

  private async signingIn(which: string, ...asked: readonly string[]): Promise<Person[]> {
    const today = dateInLondon(this.clock.now().toISOString());
    const rows = await this.db.query<SignInRow[]>(
      `SELECT p."id", p."title", p."agency", p."role", p."partner", p."detail"->'seats' AS "seats",
         (p."detail"->'signIn'->'opensDetails')::boolean AS "opensDetails",
         (p."detail"->'signIn'->'manages')::boolean AS "manages",
         ARRAY(SELECT g."id" FROM ${tableOf(this.db, GroupRow)} g
               WHERE g.${OWN_PARTNERSHIP} AND g."id" = ANY (p."groups") AND (g."status" = 'void' OR g."endedOn" < $1::date)) AS "over"
       FROM ${tableOf(this.db, PostRow)} p
       WHERE p."signIn" IN ('invited', 'accepted') AND p."status" = 'going'
         AND p.${OWN_PARTNERSHIP} ${which}
       ORDER BY p."title", p."id"`,
      [today, ...asked],
    );
    return rows.flatMap((row) => personOn(row, today));
  }
}

/** Why the holder of a role cannot sign in on a day (ISO), in a sentence; undefined where they can. */
export const misfitOn = (post: Post, day: string): string | undefined => post.signIn && misfit(post.signIn, post, day);

/** Nobody, or the one person whom the row tells of. */
function personOn(row: SignInRow, today: string): Person[] {
  const { id, title, agency, role, partner, opensDetails, manages, seats: all, over } = row;
  const as = { role, ...(partner !== null && { partner }) };
  const post = {
    seats: all.filter(({ group }) => !over.includes(group)),
    ...(agency !== null && { agency }),
  };
  if (misfit(as, post, today) !== undefined) return [];
  const seats = seatsOn(post, today);
  const deputises = unique(seats.filter((seat) => seat.as === 'deputy'));
  return [
    {
      id,
      title,
      ...as,
      ...(opensDetails === true && { opensDetails }),
      ...(manages === true && { manages }),
      ...(agency !== null && { agency }),
      groups: unique(seats),
      chairs: unique(seats.filter((seat) => seat.as === 'chair')),
      ...(deputises.length > 0 && { deputises }),
      does: DOES[role],
    },
  ];
}

const unique = (seats: readonly { readonly group: string }[]): readonly string[] => [
  ...new Set(seats.map(({ group }) => group)),
];
