import { createHmac } from 'node:crypto';

/** One secret, a key for each use. */
export const keyFor = (use: string, secret: string): string => createHmac('sha256', secret).update(use).digest('hex');
