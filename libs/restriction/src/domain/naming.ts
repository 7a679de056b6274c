/** As every record of the house is referred to: REF-2026-27-001. */
const REFERENCE = /^[A-Z]{2,6}-\d{4}-\d{2}-\d{3,}$/;

/**
 * The references that an event's data give of other records, however deep: what a record came from, duplicates, replaces or is
 * carried into. Every link of the house keeps the reference beside the id, so that a page can print it.
 */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return REFERENCE.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}
