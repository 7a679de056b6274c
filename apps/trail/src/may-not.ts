const NO_RIGHT = '42501';

/** What to say of PostgreSQL’s refusal of a login that lacks a right; undefined where an error is something else. */
export function mayNot(error: unknown): string | undefined {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== NO_RIGHT) return undefined;
  return `This login may not do that: ${error.message}. Use the one that runs trail migrate, which owns the tables.`;
}
