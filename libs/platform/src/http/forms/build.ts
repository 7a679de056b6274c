import { type FormContext, withContext } from './context';
import { fieldsIn, type FormClass, isAsked } from './field';
import { own } from './raw';

/** Enough to say what is wrong; nobody reads the thousandth. */
const MOST_STRANGERS = 20;

/** An object of the form's class, each answer brought into the shape of JSON. Only known names are read, at every depth. */
export function build<T extends object>(form: FormClass<T>, body: Record<string, unknown>, context: FormContext): T {
  const built = withContext(new form(), context);
  const answers = built as Record<string, unknown>;
  const known = fieldsIn(form);
  for (const { key, kind } of known) {
    const value = kind.take(own(body, key), context, key);
    if (value !== undefined) answers[key] = value;
  }
  // Without JavaScript a page shows, and a browser sends, also what the other answers make needless.
  if (context.from === 'page') {
    for (const { key, options } of known) if (!isAsked(options, built)) Reflect.deleteProperty(answers, key);
  }
  const strangers = Object.keys(body).filter((key) => !known.some((one) => one.key === key));
  for (const key of strangers.slice(0, MOST_STRANGERS)) answers[strange(key)] = null;
  return built;
}

/** class-validator takes "constructor" and "hasOwnProperty" for known names: it is told of them under another one. */
const strange = (key: string): string => (key in Object.prototype ? ` ${key}` : key);
