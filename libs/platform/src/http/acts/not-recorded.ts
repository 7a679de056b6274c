/** A page as it is to be shown. */
export interface Page {
  readonly template: string;
  readonly view: object;
}

/**
 * What a form sent could not be recorded just now. It is shown again with everything that was typed, under the key that it had:
 * if it was recorded after all, the same counts once.
 */
export class NotRecorded extends Error {
  /** Told to whoever sent it, and to nobody else: no logger that looks through an error comes upon it. */
  readonly #form: Page;

  constructor(cause: unknown, form: Page) {
    super('What was sent could not be recorded', { cause });
    this.name = 'NotRecorded';
    this.#form = form;
  }

  get form(): Page {
    return this.#form;
  }
}
