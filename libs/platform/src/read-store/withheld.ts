import { WEB_ROLE } from '../partnership/bound';
import type { RowPolicy } from '../partnership/rights';
import type { ReadModel } from './read-model';
import { quoted } from './table';

/**
 * Need to know: rows about a record that is withheld from the person who asks are not given to them, whatever they ask and
 * wherever. What is withheld the database works out by `withheld()`, once for a query; nobody who serves people can leave it out.
 */
export function needToKnow({ about }: Pick<ReadModel, 'about'>): readonly RowPolicy[] {
  if (!about || about.length === 0) return [];
  const known = about.map((column) => `coalesce(${quoted(column)}, '') <> ALL (ARRAY(SELECT withheld()))`);
  const clause = `AS RESTRICTIVE FOR SELECT TO ${WEB_ROLE} USING (${known.join(' AND ')})`;
  return [{ name: 'need_to_know', role: WEB_ROLE, clause }];
}
