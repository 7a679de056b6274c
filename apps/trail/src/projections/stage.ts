/** How far a part of a rebuild is. */
export interface Stage {
  readonly name: string;
  /** What is being done, in words. */
  readonly doing: string;
  /** Parts of what there is; left out where nobody knows how much that is. */
  readonly done?: number;
  readonly of?: number;
  /** What has been counted here, where the parts that make the share are something else: positions, say. */
  readonly counted?: number;
  /** What the parts, or what has been counted, are called. */
  readonly parts?: string;
  /** Parts a second. */
  readonly rate?: number;
  /** Since this part of it began here, in seconds, and how much had been done by then. */
  readonly seconds: number;
  readonly first?: number;
}

const [WIDEST, NARROWEST] = [40, 8];

/** One line for a terminal of so many columns: the name, a bar where it is known how far it is and there is room, and words. */
export function barOf(stage: Stage, columns: number): string {
  const share = shareOf(stage);
  const words = wordsOf(stage);
  // The last column stays free: there a terminal may begin a new line.
  const room = Math.min(columns - 1 - stage.name.length - words.length - 2, WIDEST);
  const filled = share === undefined ? 0 : Math.floor(share * room);
  const bar = share === undefined || room < NARROWEST ? '' : `${'█'.repeat(filled)}${'░'.repeat(room - filled)} `;
  return `${stage.name} ${bar}${words}`.slice(0, Math.max(columns - 1, 0));
}

/** The same without a terminal. */
export const lineOf = (stage: Stage): string => `${stage.name}: ${wordsOf(stage)}`;

function wordsOf(stage: Stage): string {
  const { doing, done, of, counted, parts = '', rate, seconds } = stage;
  const share = shareOf(stage);
  if (share === undefined || done === undefined || of === undefined) return `${doing}, ${lasting(seconds)} so far`;
  const left = secondsLeft(stage);
  return [
    doing,
    `${String(Math.floor(share * 100))} %`,
    `${counted === undefined ? `${number(done)} of ${number(of)}` : number(counted)} ${parts}`.trim(),
    ...(rate === undefined ? [] : [`${number(rate)} a second`]),
    ...(left === undefined ? [] : [`${lasting(left)} left`]),
  ].join(', ');
}

/** From 0 to 1, which it is only where all is done. */
function shareOf({ done, of }: Stage): number | undefined {
  if (done === undefined || of === undefined) return undefined;
  if (done >= of) return 1;
  return Math.max(done, 0) / of;
}

/** As fast as it went so far; undefined where it has not got on yet. */
function secondsLeft({ done = 0, of = 0, first = 0, seconds }: Stage): number | undefined {
  if (done >= of) return 0;
  const left = (seconds * (of - done)) / (done - first);
  return done > first && seconds > 0 && Number.isFinite(left) ? left : undefined;
}

function lasting(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3_600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3_600))} h ${String(Math.floor((whole % 3_600) / 60))} min`;
}

const number = (value: number): string => Math.floor(value).toLocaleString('en-GB');
