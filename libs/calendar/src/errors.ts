/** The calendar said no. `rule` is a stable name for tests, logs and the API; the message is for the person. */
export class CalendarError extends Error {
  constructor(
    readonly rule: string,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Text that is no date between 1900 and 2199 in the form 2025-04-16, or no instant with its time zone. */
export class NotADate extends CalendarError {
  constructor(message: string) {
    super('not-a-date', message);
  }
}

/** A date whose bank holidays are not in the table. We never guess them: a proclamation can add one, as in May 2023. */
export class OutsideCalendar extends CalendarError {
  constructor(message: string) {
    super('outside-calendar', message);
  }
}

/** Text that is no date, month, quarter or review rhythm to aim at. */
export class NotATarget extends CalendarError {
  constructor(message: string) {
    super('not-a-target', message);
  }
}

/** A date on which no version of the rule is known to have held. */
export class NoRule extends CalendarError {
  constructor(message: string) {
    super('no-rule', message);
  }
}
