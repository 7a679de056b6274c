import { type House, TODAY } from './house';
import { type Json, type Visitor, jsonOf } from './visitor';

/** An evidence file that somebody of the Partnership Team has just sent: `recommendations/<id>/files/<file>`. */
export async function aFile(house: House, team: Visitor, ids: readonly string[]): Promise<string> {
  const files = [{ name: 'report.txt', content: Buffer.from('Dip sample of 20').toString('base64') }];
  for (const id of ids)
    for (const line of (jsonOf(await team.get(`/api/v1/recommendations/${id}`))['lines'] ?? []) as readonly Json[]) {
      const progress = { lineId: line['id'], text: 'Begun.', on: TODAY, files };
      if ((await team.post(`/api/v1/recommendations/${id}/progress`, progress)).status !== 200) continue;
      await house.engine.catchUp();
      const href = /[\w-]+\/files\/[\w-]+/.exec((await team.page(`/recommendations/${id}`)).text)?.[0];
      if (href !== undefined) return `recommendations/${href}`;
    }
  throw new Error('Nobody takes a file');
}
