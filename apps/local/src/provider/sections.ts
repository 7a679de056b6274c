/** Somebody on the page where one chooses who to be. */
export interface Choice {
  readonly id: string;
  /** A role title. */
  readonly name: string;
  readonly agency?: string;
  readonly does: string;
  /** Named where it is not the house's first. Who belongs to several is there once for each. */
  readonly partnership?: string;
}

/** What the page shows: those of the partnership from which one comes, and then whoever belongs to another alone. */
export interface Sections {
  readonly partnership: string;
  readonly people: readonly (Choice & { readonly also?: string })[];
  /** That of all that is not the house's first: it is made up. */
  readonly invented: string | undefined;
  readonly elsewhere: { readonly partnership: string; readonly people: readonly Choice[] } | undefined;
}

/** `fromAnother`: one comes from another partnership than the first, which is called `first`. */
export function sectionsOf(choices: readonly Choice[], first: string, fromAnother: boolean): Sections {
  const called = ({ partnership = first }: Choice): string => partnership;
  const next = choices.map(called).find((name) => name !== first);
  const [here, there] = fromAnother && next !== undefined ? [next, first] : [first, next];
  const people = choices.filter((one) => called(one) === here);
  const belongs = new Set(people.map(({ id }) => id));
  const others = choices.filter((one) => called(one) !== here);
  const both = new Set(others.map(({ id }) => id).filter((id) => belongs.has(id)));
  return {
    partnership: here,
    people: people.map((one) => (there !== undefined && both.has(one.id) ? { ...one, also: there } : one)),
    invented: next,
    elsewhere:
      there === undefined ? undefined : { partnership: there, people: others.filter(({ id }) => !both.has(id)) },
  };
}

/** By the port alone: this machine has several names. */
export const isAnother = (back: URL | null, first: string | undefined): boolean =>
  back !== null && first !== undefined && back.port !== new URL(first).port;
