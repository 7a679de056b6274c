import { type Recorded } from '#app/kernel';
import { type EventLog, LOOKS } from '#app/platform';
import type { AccessEvent } from '#app/access';
import type { House } from './house';
import type { Answer } from './visitor';

export type LookOf = Recorded<AccessEvent>;

/** Every look in the log, in its order. */
export async function looksIn(
  { log }: { readonly log: Pick<EventLog, 'readAll'> },
  after = -1n,
): Promise<readonly LookOf[]> {
  const looks: LookOf[] = [];
  for (let from = after; ;) {
    const more = (await log.readAll(from, 1_000, { categories: [LOOKS] })) as readonly LookOf[];
    looks.push(...more);
    const last = more.at(-1);
    if (last === undefined) return looks;
    from = last.position;
  }
}

/** The answer, and what looks it left in the log. */
export async function leaving(
  house: House,
  asking: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly looks: readonly LookOf[] }> {
  const head = await house.log.head();
  const answer = await asking();
  return { answer, looks: await looksIn(house, head) };
}
