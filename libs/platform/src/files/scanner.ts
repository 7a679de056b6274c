/** What a scanner says of a file. `found`: its name for what does harm. */
export type Verdict = { readonly clean: true } | { readonly clean: false; readonly found: string };

/** Looks for what does harm. Throws where it cannot tell: then the file waits, and is scanned again. */
export interface Scanner {
  scan(bytes: Buffer): Promise<Verdict>;
}

/**
 * What becomes of files that people send: scanned before anybody gets them; handed out unscanned, as only a demonstration may;
 * or not taken at all.
 */
export type Uploads = { readonly scanner: Scanner; readonly pace?: Pace } | 'unscanned' | 'off';

export interface Pace {
  /** Milliseconds that an act waits for the scanner: past that it is recorded, and its files wait. */
  readonly acts: number;
  /** Milliseconds between two looks for files that wait. */
  readonly every: number;
  /** Milliseconds before a file is tried again after the scanner failed for the first time. */
  readonly again: number;
}

export const PACE: Pace = { acts: 2000, every: 5000, again: 10_000 };

/**
 * How a file stands. `waiting`: not scanned yet, and handed out to nobody; `refused`: the scanner found something, and nobody
 * gets it; `unscanned`: handed out as it is, because nothing here scans; `shredded`: its bytes were destroyed for good.
 */
export type Standing = 'waiting' | 'clean' | 'refused' | 'unscanned' | 'shredded';
