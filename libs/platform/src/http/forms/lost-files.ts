import { type SentFiles } from './context';
import { type FieldError, fieldsIn, type FormClass } from './field';
import { chooseAgain, sentIn } from './files';
import { errorAt } from './read-form';

/**
 * The errors of a form that comes back although files had been chosen: each field says "Choose the file again", unless it
 * says already what is wrong with them. In the order in which the page asks.
 */
export function lostFiles(form: FormClass, files: SentFiles, errors: readonly FieldError[]): readonly FieldError[] {
  const known = fieldsIn(form);
  const lost = known.flatMap(({ key }) => {
    const words = chooseAgain(sentIn({ files }, key));
    return words === undefined || errors.some(({ name }) => name === key) ? [] : [errorAt(form, key, words)];
  });
  if (lost.length === 0) return errors;
  const order = ({ name }: FieldError): number => {
    const at = known.findIndex(({ key }) => key === name.split('[')[0]);
    return at < 0 ? Infinity : at;
  };
  return [...errors, ...lost].sort((a, b) => order(a) - order(b));
}
