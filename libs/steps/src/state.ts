import type { Settled } from './trail';

interface Walked {
  readonly settled: object;
}

type StepOf<State extends Walked> = keyof State['settled'] & string;

const settledOf = <State extends Walked>({ settled }: State, step: StepOf<State>): Settled | undefined =>
  (settled as { readonly [step in string]?: Settled })[step];

/** The record after a step was taken on this date (ISO). */
export const taken = <State extends Walked>(state: State, step: StepOf<State>, on: string): State => ({
  ...state,
  settled: { ...state.settled, [step]: { on, taken: true } },
});

/** What may be done again counts from its first date. */
export function firstTaken<State extends Walked>(state: State, step: StepOf<State>, on: string): State {
  const first = settledOf(state, step)?.on ?? on;
  return taken(state, step, first < on ? first : on);
}

/** The source is silent about the step, so the record is one of older papers. */
export const untold = <State extends Walked>(state: State, step: StepOf<State>): State => ({
  ...state,
  olderPapers: true,
  settled: { ...state.settled, [step]: { taken: false } },
});
