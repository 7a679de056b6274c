import { wordsOf } from '#app/kernel';
import type { Names } from '#app/platform';
import type { OpeningRow, RestrictionRow } from '../read/restriction.row';
import { STATUSES } from './restriction.names';

interface At {
  /** ISO date. */
  readonly today: string;
  readonly names: Names;
}

const statusOf = ({ lifted, until }: RestrictionRow, today: string) => {
  const value = lifted ? 'lifted' : today <= until ? 'standing' : 'over';
  return { value, ...STATUSES[value] };
};

/** What is told of a restriction: who, until when and why. Of the record only its kind, to whomever it is told. */
export function restrictionSeen(row: RestrictionRow, { names, today }: At): object {
  const { id, reference, title, revision, since, until, detail } = row;
  return {
    id,
    reference,
    title,
    revision,
    status: statusOf(row, today),
    named: detail.named.map(({ post }) => personOf(post, names)),
    since,
    until,
    reason: wordsOf(detail.reason),
    by: personOf(detail.by, names),
    openings: detail.openings.map((opening) => openingSeen(opening, names)),
    lifted: detail.lifted
      ? { on: detail.lifted.on, by: personOf(detail.lifted.by, names), reason: wordsOf(detail.lifted.reason) }
      : null,
  };
}

const personOf = (id: string, names: Names) => ({ id, name: names.person(id) });

const openingSeen = ({ number, person, at, until, reason, seen, answer }: OpeningRow, names: Names): object => ({
  number,
  by: personOf(person, names),
  at,
  until,
  reason: wordsOf(reason),
  seenOn: seen?.on ?? null,
  question: seen?.question ? wordsOf(seen.question) : null,
  answer: answer ? wordsOf(answer.words) : null,
});
