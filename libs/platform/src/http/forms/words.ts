/** How a field is spoken of in messages. */
export interface Naming {
  readonly label: string;
  /** The words that fit after "Enter" or "Select", where the label does not: "when this happened". */
  readonly called?: string;
}

/** The first letter small, unless the word is an abbreviation or begins a proper name ("Youth Justice Service"). */
function inSentence(label: string): string {
  const proper = /^\p{Lu}\p{L}*\s+\p{Lu}/u.test(label) || /^\p{Lu}\p{Lu}/u.test(label);
  return proper ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function called({ label, called: own }: Naming): string {
  const words = own ?? inSentence(label);
  return /^date\b/.test(words) ? `the ${words}` : words;
}

const isQuestion = ({ label, called }: Naming): boolean => called === undefined && label.trim().endsWith('?');

/** "Enter what has been done", "Select an answer to “Is the child safe?”". */
export function missing(verb: string, noun: string, naming: Naming): string {
  if (isQuestion(naming)) return `${verb} ${noun} “${naming.label}”`;
  return `${verb} ${called(naming)}`;
}

/** The beginning of a sentence about the field: "The date received", "Next step", "The answer to “Why?”". */
export function subject(naming: Naming, noun = 'The answer to'): string {
  if (isQuestion(naming)) return `${noun} “${naming.label}”`;
  return upperFirst(called(naming));
}

/** 4000 → "4,000". */
export const counted = (n: number): string => n.toLocaleString('en-GB');

/** What somebody sent, cut short and made printable, for a message about it. class-validator reads "$" as a token. */
export function shown(value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : 'what was sent';
  const clean = value
    .slice(0, 200)
    .replace(/[$\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .trim();
  const letters = Array.from(clean);
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : clean;
}

/** "a, b and c" */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
