import type { Json } from './visitor';
import {
  type Expected,
  INQUIRY,
  QUALITY,
  EXECUTIVES,
  SCRUTINEER,
  GROUP,
  all,
  teamAnd,
  team,
  everybody,
  linesOf,
  monitorOf,
  follower,
  broughtBefore,
  owner,
  judge,
  secondTo,
} from './permissions.who';

/** Owners report and provide; the group that follows it decides and judges. */
export const recommendations: Expected = {
  list: everybody,
  one: everybody,
  acts: {
    new: teamAnd(INQUIRY, QUALITY, EXECUTIVES),
    progress: teamAnd(owner),
    assurance: teamAnd(owner),
    product: teamAnd(owner),
    waiting: teamAnd(owner),
    resumption: teamAnd(owner),
    result: teamAnd(owner, follower),
    'assurance-request': teamAnd(follower),
    acceptance: teamAnd(judge(({ open }) => open)),
    'line-completion': teamAnd(judge(({ open }) => open)),
    completion: teamAnd(completer),
    reopening: teamAnd(follower),
    lines: teamAnd(follower),
    owner: teamAnd(follower),
    target: teamAnd(judge(({ open }) => open)),
    carried: teamAnd(follower),
    'not-applicable': teamAnd(judge(({ open }) => open)),
    'line-correction': team,
    'line-withdrawal': teamAnd(judge(({ open }) => open)),
    'hand-over': teamAnd(judge(({ open }) => open)),
    agreement: teamAnd(follower),
    approval: teamAnd(EXECUTIVES),
    review: teamAnd(follower),
    'scope-note': teamAnd(follower),
    embedding: teamAnd(follower),
    escalation: teamAnd(follower),
    'escalation-answer': teamAnd(broughtBefore),
    withdrawal: teamAnd(completer),
    superseding: teamAnd(completer),
    // Asks and gives an opinion; cannot decide, edit or close.
    comment: all(SCRUTINEER),
    correction: team,
    error: team,
  },
};

function completer(record: Json): readonly string[] {
  const open = linesOf(record).filter((line) => line.open);
  const counted = open.length > 0 ? open : linesOf(record);
  const own = counted.some(({ owner: { id } }) => id === monitorOf(record));
  return own ? (GROUP[secondTo(monitorOf(record))] ?? []) : follower(record);
}
