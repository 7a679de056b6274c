import { wordsOf } from '#app/kernel';
import { questionFor } from '../domain/questions';
import type { ReferralEvent } from '../domain/referral.events';
import type { InformationRow } from './referral.row';

type Asked = Extract<ReferralEvent, { type: 'InformationAsked' }>['data'];
type Given = Extract<ReferralEvent, { type: 'InformationGiven' }>['data'];
type Rows = readonly InformationRow[];

/** Whether a question still waits for its answer. */
export const needed = ({ givenOn, endedOn, askedAgainOn }: InformationRow): boolean =>
  givenOn === undefined && endedOn === undefined && askedAgainOn === undefined;

/** An open question to the same agency waits no more: the new one does. An answered one stays as it is. */
export function withQuestion(rows: Rows, { agency, question, askedOn, dueOn }: Asked): Rows {
  const before = rows.map((one) => (one.agency === agency && needed(one) ? { ...one, askedAgainOn: askedOn } : one));
  return [...before, { agency, question: wordsOf(question), askedOn, dueOn, replaced: [] }];
}

/** The answer goes to its question; the one before stays, as replaced. One that came after the decision keeps its day. */
export function given(rows: Rows, { agency, information, givenOn }: Given): Rows {
  const at = questionFor(rows, { agency, givenOn });
  return rows.map((one, index) => {
    if (index !== at) return one;
    const { endedOn, ...row } = one;
    const earlier =
      row.information !== undefined && row.givenOn !== undefined
        ? [{ information: row.information, givenOn: row.givenOn }]
        : [];
    const late = endedOn !== undefined && givenOn > endedOn ? { endedOn } : {};
    return { ...row, ...late, information: wordsOf(information), givenOn, replaced: [...earlier, ...row.replaced] };
  });
}

/** The decision came before the answer. */
export const withoutNeed = (rows: Rows, decidedOn: string): Rows =>
  rows.map((one) => (needed(one) ? { ...one, endedOn: decidedOn } : one));
