import { type FormContext } from './context';

/** An object of answers: not an array, not a file, not a date. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The own value under a name; never something that every object inherits. */
export const own = (record: unknown, key: string): unknown =>
  typeof record === 'object' && record !== null && Object.hasOwn(record, key)
    ? (record as Record<string, unknown>)[key]
    : undefined;

/** A page may send one answer as an array of one. */
export const one = (raw: unknown, { from }: Pick<FormContext, 'from'>): unknown =>
  from === 'page' && Array.isArray(raw) && raw.length === 1 ? raw[0] : raw;

/** Several answers: a page sends a lone one bare, and a long list as an object with numbers for names. */
export function many(raw: unknown, { from }: Pick<FormContext, 'from'>): unknown {
  if (from === 'api') return raw;
  if (raw === '') return undefined;
  if (isRecord(raw)) {
    const keys = Object.keys(raw);
    return keys.every((key) => /^\d{1,4}$/.test(key)) ? keys.map((key) => raw[key]) : raw;
  }
  return typeof raw === 'string' ? [raw] : raw;
}

/** What a person typed, exactly; nothing where it was not words. */
export function typed(raw: unknown): string {
  const value: unknown = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
