import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Post } from '../domain/post.decider';
import type { SignIn } from '../domain/sign-in';
import type { LifeStatus } from './agency.row';
import type { Aside } from './aside';

export type PostDetail = Post & Aside;

/**
 * One person in a role. `title` is the role's title now; `groups` are those in which the role sits or sat. `signIn` says how it
 * stands with the holder's sign-in, and `role` and `partner` as what they sign in.
 */
@Entity('post_2')
export class PostRow {
  @PrimaryColumn('text') id: string;
  @Column('text') reference: string;
  @Column('text') title: string;
  @Column('int') revision: number;
  @Column('text') status: LifeStatus;
  @Column('text', { nullable: true }) agency: string | null;
  @Column('text', { array: true }) groups: string[];
  @Column('text', { nullable: true }) signIn: SignIn['state'] | null;
  @Column('text', { nullable: true }) role: SignIn['role'] | null;
  @Column('text', { nullable: true }) partner: NonNullable<SignIn['partner']> | null;
  @Column('date', { nullable: true }) since: string | null;
  @Column('date', { nullable: true }) endedOn: string | null;
  @Column('jsonb') detail: PostDetail;
}
