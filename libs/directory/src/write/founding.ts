import type { GroupCommand } from '../domain/group.commands';
import type { PostCommand } from '../domain/post.commands';

/** A command to the record `id` of `category`. */
export interface Founding {
  readonly category: 'group' | 'post';
  readonly id: string;
  readonly command: GroupCommand | PostCommand;
}

const group = (id: string, name: string, purpose: string, parent?: string): Founding => ({
  category: 'group',
  id,
  command: { type: 'AddGroup', data: { name, purpose, ...(parent !== undefined && { parent }) } },
});

/**
 * What a real house begins with: the groups to which the partnership's arrangements give decisions, under the ids by which
 * their members are let decide, and the first of the Partnership Team, invited by whoever holds the database. From then on the
 * directory is kept on its pages. Each command may be given again: what is there stays. So the same lets somebody in where
 * nobody of the Partnership Team can sign in any more; `id` is another where that role has ended.
 */
export const founding = (title: string, id = 'first-of-the-partnership-team'): readonly Founding[] => [
  group('executive-group', 'Executive Group', 'Sets priorities, and approves reports and recommendations.'),
  group(
    'learning-inquiry-group',
    'Learning Inquiry Group',
    'Decides on referrals for a learning review, and follows the recommendations of reviews and learning events.',
    'executive-group',
  ),
  group(
    'performance-and-quality-assurance-group',
    'Performance and Quality Assurance Group',
    'Runs the programme of audits, and follows what they recommend until it is assured.',
    'executive-group',
  ),
  { category: 'post', id, command: { type: 'AddPost', data: { title } } },
  { category: 'post', id, command: { type: 'InviteToSignIn', data: { role: 'partnership-team' } } },
];
