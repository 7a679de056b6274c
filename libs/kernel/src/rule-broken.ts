/** A business rule said no. `rule` is a stable name for tests, logs and the API; the message is for the person. */
export class RuleBroken extends Error {
  constructor(
    readonly rule: string,
    message: string,
    /** The field that the rule is about, where there is one. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'RuleBroken';
  }
}
