import { type Narrative, RuleBroken } from '#app/kernel';
import { isIsoDate } from '#app/calendar';
import { type DatedName, type Life, beganOn, insistNotFuture, mayEnd } from './life';

/** What may be corrected of everything in the directory. `name` is the present one, `since` the first day. */
export type LifeField = 'name' | 'since' | 'endedOn';

export interface Correction<Field extends string> {
  readonly field: Field;
  /** The field in words. */
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly reason: Narrative;
}

export type CorrectData<Field extends string> = Omit<Correction<Field>, 'from'>;

/** The event's data: the value that stood there, and the right one. */
export function correction<Field extends string>(data: CorrectData<Field>, from: string): Correction<Field> {
  if (data.to === '') throw new RuleBroken('nothing-right-given', 'Give the right value.', 'to');
  if (from === data.to) throw new RuleBroken('nothing-to-correct', 'This is the value that is recorded already.', 'to');
  const { field, label, to, reason } = data;
  return { field, label, from, to, reason };
}

const isLifeField = (field: string): field is LifeField => ['name', 'since', 'endedOn'].includes(field);

/** What stands there now, once the new value is found to be possible; undefined where the field is not one of a life. */
export function lifeValue(life: Life, { field, to }: { field: string; to: string }, today: string): string | undefined {
  if (!isLifeField(field)) return undefined;
  if (field === 'name') return life.names.at(-1)?.name ?? '';
  if (!isIsoDate(to)) throw new RuleBroken('not-a-date', 'The right value must be a date like 2025-03-31.', 'to');
  if (field === 'since') {
    insistBeganBefore(life, to, today);
    return beganOn(life) ?? '';
  }
  if (life.endedOn === undefined)
    throw new RuleBroken('not-ended', 'It has not ended: there is no date to correct.', 'field');
  mayEnd(life, to, today, 'to');
  return life.endedOn;
}

/** A first name holds for a day at least, and nothing begins after its end. */
function insistBeganBefore({ names, endedOn }: Life, since: string, today: string): void {
  insistNotFuture(since, today, 'to');
  const next = names[1]?.from ?? undefined;
  if ((next !== undefined && since >= next) || (endedOn !== undefined && since > endedOn))
    throw new RuleBroken('began-too-late', 'It cannot have begun after its next name or after its end.', 'to');
}

/** A life with one value put right; any other field leaves it as it is. */
export function correctedLife<L extends Life>(life: L, { field, to }: { field: string; to: string }): L {
  const { names } = life;
  const put = (index: number, change: Partial<DatedName>): L => ({
    ...life,
    names: names.map((one, at) => (at === index ? { ...one, ...change } : one)),
  });
  switch (field) {
    case 'name':
      return put(names.length - 1, { name: to });
    case 'since':
      return put(0, { from: to });
    case 'endedOn':
      return { ...life, endedOn: to };
    default:
      return life;
  }
}
