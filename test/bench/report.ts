import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from './figures';

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3);
const times = (value: number | undefined): string => (value === undefined ? '' : `${value.toPrecision(3)} ×`);
const ms = (value: number | undefined): string => (value === undefined ? '' : `${number(value)} ms`);

const spread = ({ lowest, highest }: Row): string =>
  lowest === undefined ? '' : ` (${times(lowest)} to ${times(highest)})`;

/** For a program that compares one run with another: one object per row, nothing else. */
export const asJson = (rows: readonly Row[]): string =>
  JSON.stringify(
    rows.map(({ name, clients, ours, peer, peerName, ratio, p50, p99 }) => ({
      name,
      clients,
      ours,
      peer: peer ?? null,
      peerName: peerName ?? null,
      ratio: ratio ?? null,
      p50: p50 ?? null,
      p99: p99 ?? null,
    })),
    undefined,
    2,
  );

export function asMarkdown(
  title: string,
  circumstances: readonly string[],
  rows: readonly Row[],
  chart: string,
): string {
  const lines = rows.map((row) =>
    [
      row.note === undefined ? row.name : `${row.name} (${row.note})`,
      String(row.clients),
      `${number(row.ours)} ${row.unit}`,
      ms(row.p50),
      ms(row.p99),
      row.peerName
        ? `${row.peerName}: ${number(row.peer ?? NaN)} ${row.unit}${row.peerP50 === undefined ? '' : `, p50 ${ms(row.peerP50)}`}`
        : '',
      row.ratio === undefined ? '' : `**${times(row.ratio)}**${spread(row)}`,
      String(row.rounds),
      row.goal,
      row.met ? 'yes' : '**no**',
    ].join(' | '),
  );
  return [
    `# ${title}`,
    '',
    ...circumstances.map((line) => `- ${line}`),
    '',
    'Medians of rounds in which the contestants take turns; a ratio is that of neighbouring slices, with its lowest and highest round.',
    'Rates of different rows are not to be compared: the machine changes between them.',
    '',
    '| What | Clients | Ours | p50 | p99 | Beside | Ratio | Rounds | Goal | Met |',
    '|---|--:|--:|--:|--:|--:|--:|--:|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
    `![${title}](${chart})`,
    '',
  ].join('\n');
}

/** What is written by hand about a report, in a file beside it, for a new report takes the place of the old one. */
export const notesOn = (folder: string, report: string): Promise<string> =>
  readFile(join(folder, `${report}.notes.md`), 'utf8').then(
    (notes) => `\n${notes}`,
    () => '',
  );
