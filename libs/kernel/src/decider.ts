/** A fact or a request: a name in the past tense (event) or the imperative (command), and plain JSON. */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** The rules of one kind of stream. Pure: time, ids and look-ups arrive in the command or in the facts. */
export interface Decider<C extends Message, E extends Message, S> {
  /** One word without a hyphen, for its streams are called `category-id`. */
  readonly category: string;
  /** The first letters of its references, as in REF-2024-25-001. */
  readonly prefix: string;
  readonly initialState: S;
  /** The events a command leads to; none when it has already been done. Throws RuleBroken when it may not be done. */
  decide(command: C, state: S, facts: Facts): readonly E[];
  /**
   * Never throws and never refuses: the event has happened. `happenedOn` is the day (ISO) on which it did, for rules about
   * the order of days; left out where only the event is folded, as in a row.
   */
  evolve(state: S, event: E, happenedOn?: string): S;
  /**
   * The part of the record that a message is about (one agency's line), or undefined for the record as a whole.
   * Acts on different parts never conflict with each other.
   */
  partOf?(message: C | E): string | undefined;
}

/** What a decision may know beside its command: nobody looks at a clock or a table while deciding. */
export interface Facts {
  /** Today's date in the partnership's time zone, ISO. */
  readonly today: string;
  /** The instant at which it is decided: ISO, with its zone. */
  readonly now: string;
  /** A fresh reference (REF-2024-25-001), drawn for a command that opens a record; empty for every other. */
  readonly reference: string;
  readonly by: By;
  /** The day (ISO) on which what is decided happened, as the act tells it; where it tells none, today. */
  readonly happenedOn: string;
  /** True for history brought over from older papers: what was promised then may be past today. */
  readonly imported?: boolean;
}

/** Who acts: the signed-in person, and for whom. */
export interface By {
  /** The id of the signed-in person, or `system` for a reaction. */
  readonly actor: string;
  readonly onBehalfOf: OnBehalfOf;
}

/** The role in which somebody acts, with the agency, group and meeting it is done for. Ids, never names of people. */
export interface OnBehalfOf {
  readonly role: string;
  readonly agency?: string;
  readonly group?: string;
  readonly meeting?: Meeting;
  /** Why it was done between meetings, when it was. */
  readonly betweenMeetings?: string;
  /** Of a decision: what those who took part declared. Empty: nothing was declared; left out: it was not asked. */
  readonly conflicts?: readonly Conflict[];
}

/** A conflict of interest that one who took part in a decision declared. Ids and roles, never names of people. */
export interface Conflict {
  /** The post that declared it, or the agency: one of the two. */
  readonly post?: string;
  readonly agency?: string;
  /** In a few words. */
  readonly nature: string;
  /** What was done about it. */
  readonly did: 'left' | 'took-no-part' | 'stayed';
  /** Why they stayed, where they did. */
  readonly reason?: string;
}

/** A meeting is, for now, its group, its date (ISO) and its label. */
export interface Meeting {
  readonly group: string;
  readonly date: string;
  readonly label: string;
}
