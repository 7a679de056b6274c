import { setTimeout as pause } from 'node:timers/promises';
import { In } from 'typeorm';
import { RecommendationRow } from '../../libs/recommendation/src/read/recommendation.row';
import type { ReadSide } from './house';

/** Looks for the rows that are waited for, one look after another, with the rights of the web. */
export function watching({ web }: ReadSide, times: number[]) {
  const waiting = new Map<string, number>();
  const rows = web.getRepository(RecommendationRow);
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted || waiting.size > 0) {
      const found = await rows.find({ select: { id: true }, where: { id: In([...waiting.keys()]) } });
      const now = performance.now();
      for (const { id } of found) {
        times.push(now - (waiting.get(id) ?? NaN));
        waiting.delete(id);
      }
      await pause(2);
    }
  })();
  return {
    add: (id: string, start: number): unknown => waiting.set(id, start),
    over: (): Promise<void> => {
      over.abort();
      return looking;
    },
    giveUp: (): Promise<void> => {
      waiting.clear();
      over.abort();
      return looking;
    },
  };
}
