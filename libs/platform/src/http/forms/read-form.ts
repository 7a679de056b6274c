import { type ValidationError, validateSync } from 'class-validator';
import { build } from './build';
import { type FormContext } from './context';
import { type Answers, type FieldError, fieldsIn, type FormClass } from './field';
import { isRecord } from './raw';
import { inside, type Place, top } from './place';
import { shown } from './words';

export type ReadForm<T> = { readonly form: T } | { readonly errors: readonly FieldError[] };

/** Reads what a page or a client of the API sent. Whatever it is, the answer is the form or sentences, never a throw. */
export function readForm<T extends object>(form: FormClass<T>, body: unknown, context: FormContext): ReadForm<T> {
  if (body !== undefined && !isRecord(body)) {
    return { errors: [{ pointer: '', name: '', id: '', message: 'Send an object of fields' }] };
  }
  const built = build(form, body ?? {}, context);
  const errors = errorsIn(
    validateSync(built, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      stopAtFirstError: true,
    }),
    top,
  );
  return errors.length === 0 ? { form: built } : { errors };
}

/** The tree of class-validator as a list, in the order in which the page asks; unknown names last. */
function errorsIn(problems: readonly ValidationError[], place: Place): FieldError[] {
  return problems
    .map((problem) => ({ problem, order: orderOf(problem) }))
    .sort((a, b) => a.order - b.order)
    .flatMap(({ problem }) => errorsOf(problem, place));
}

const formOf = ({ target }: ValidationError) => fieldsIn((target ?? {}).constructor);

function orderOf(problem: ValidationError): number {
  if (Array.isArray(problem.target)) return Number(problem.property);
  const order = formOf(problem).findIndex(({ key }) => key === problem.property);
  return order < 0 ? Infinity : order;
}

function errorsOf(problem: ValidationError, place: Place): FieldError[] {
  const { property, constraints = {}, children = [] } = problem;
  const value: unknown = problem.value;
  const known = formOf(problem).find(({ key }) => key === property);
  const at = inside(place, known === undefined ? property.trim() : property);
  const message = Object.values(constraints)[0];
  if (message === undefined) return errorsIn(children, at);
  if (known === undefined) return [{ ...at, id: '', message: `There is no field called “${shown(property)}” here` }];
  const parts = known.kind.parts?.(value);
  const id = at.id + (known.kind.focus?.(value, problem.target as Answers) ?? '');
  return [{ ...at, id, message, ...(parts === undefined ? {} : { parts }) }];
}

/** A sentence about one field that something else than the form says (a broken rule): shown and linked like any error. */
export function errorAt(form: FormClass, field: string, message: string): FieldError {
  const at = inside(top, field);
  const kind = fieldsIn(form).find(({ key }) => key === field)?.kind;
  const parts = kind?.parts?.(undefined);
  const id = kind === undefined ? '' : at.id + (kind.focus?.(undefined, {}) ?? '');
  return { ...at, id, message, ...(parts === undefined ? {} : { parts }) };
}
