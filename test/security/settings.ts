/** The long form is `npm run test:security`; the short one is part of `npm test`. */
export const isLong = process.env['npm_lifecycle_event'] === 'test:security';

/** How long one long test may take, in milliseconds. */
export const PATIENCE = isLong ? 30 * 60_000 : 300_000;
