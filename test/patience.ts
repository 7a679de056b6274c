/**
 * How long is waited for what must come, in milliseconds: many times what it takes, for the machine may be at work for
 * others too; less than what a test is given. What never comes is told by then.
 */
export const PATIENCE = 120_000;
