import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE } from './patience';
import { ask } from './visitor';

/** The health page, as far as it is looked at in tests. */
export interface Health {
  readonly status: string;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: string }>>;
  readonly readers: readonly { readonly reader: string; readonly state: string; readonly led: boolean }[];
}

const LATE = /^No answer within/;

/**
 * What the health page of a house says once it answers so, with all its checks in time: each has five seconds, and the rows half
 * of one, which a busy machine may not keep.
 */
export async function healthOf(url: string, status: 200 | 503): Promise<Health> {
  for (const end = Date.now() + PATIENCE; ;) {
    const answer = await ask(`${url}/health/ready`);
    const health = JSON.parse(answer.text) as Health;
    const isLate = Object.values(health.checks).some(({ detail = '' }) => LATE.test(detail));
    if (answer.status === status && !isLate) return health;
    if (Date.now() > end) throw new Error(`Not ${status}, or late: ${answer.text}`);
    await pause(100);
  }
}
