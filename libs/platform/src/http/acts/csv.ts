import { stringify } from 'csv-stringify/sync';
import type { PageOf } from './record-kind';

/** Every page of a list, one after the other. */
export async function everything<Item>(pageOf: (page: number) => Promise<PageOf<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page++) {
    const { items: more, pageSize } = await pageOf(page);
    items.push(...more);
    if (more.length < pageSize) return items;
  }
}

/** CSV with a heading row. A cell that a spreadsheet would take for a formula is given an apostrophe. */
export function spreadsheet(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return stringify([...rows], { header: true, columns, bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
