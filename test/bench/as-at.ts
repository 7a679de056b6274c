import type { DataSource } from 'typeorm';
import { type Moment, asAt, newestFirst, pageAsAt } from '#app/platform';
import { RecommendationRow } from '../../libs/recommendation/src/read/recommendation.row';
import type { Running } from './running';

/** What is asked is never the first page only: so many moments, around the middle of the log, in no order. */
const MOMENTS = 200;

/** How the list of open recommendations stood, as a page will ask: its first fifty rows, and how many there were. */
export async function open(db: DataSource, moment: Moment, theme?: string) {
  const found = asAt(db, RecommendationRow, moment, 'r').andWhere('r.open = :open', { open: true });
  if (theme !== undefined) found.andWhere('r.themes @> ARRAY[:theme]', { theme });
  found.orderBy(newestFirst('r.madeOn')).addOrderBy('r.reference', 'DESC');
  return pageAsAt(found, { page: 1, pageSize: 50 });
}

/** Another moment each time: a tenth of the log earlier or later than its middle at most. */
export async function momentsOf({ log }: Running): Promise<{ readonly positions: Moment[]; readonly times: Moment[] }> {
  const head = Number(await log.head());
  const positions: { position: bigint }[] = [];
  const times: { time: string }[] = [];
  for (let n = 0; n < MOMENTS; n++) {
    const share = 0.4 + (((n * 79) % MOMENTS) / MOMENTS) * 0.2;
    const position = BigInt(Math.floor(head * share));
    const [event] = await log.readAll(position - 1n, 1);
    positions.push({ position });
    times.push({ time: event?.at ?? '' });
  }
  return { positions, times };
}
