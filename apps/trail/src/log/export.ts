import { randomBytes } from 'node:crypto';
import { access, link, open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Range, exportLog } from '#app/platform';
import { Misused, argumentsOf, wholeNumber } from './arguments';
import { CannotRead, type OpenedLog, withLog } from './opened';
import { counted } from './progress';
import type { Terminal } from './terminal';

/** Writes events as they are kept, one a line, and a manifest behind them: to a file, or to standard output. */
export async function exportTo(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, rest } = argumentsOf(args, { from: { type: 'string' }, to: { type: 'string' } }, 1);
  const [from, to] = [wholeNumber('--from', values.from), wholeNumber('--to', values.to)];
  if (from !== undefined && to !== undefined && to < from)
    throw new Misused(`--to ${to.toString()} lies before --from ${from.toString()}.`);
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const [file] = rest;
  if (file === undefined) {
    await withLog(terminal, (opened) => write(opened, range, terminal, terminal.out, false));
    return 0;
  }
  await refuseToOverwrite(file);
  const written = await withLog(terminal, (opened) => writeFile(opened, range, terminal, file));
  terminal.err.write(`${written} events are in ${file}.\n`);
  return 0;
}

/** Written beside and put in place when it is whole; never over something that is there. */
async function writeFile(opened: OpenedLog, range: Range, terminal: Terminal, file: string): Promise<number> {
  const beside = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    const to = (await open(beside, 'wx', 0o600)).createWriteStream({ flush: true });
    const written = await write(opened, range, terminal, to);
    await link(beside, file);
    return written;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw overwriting(file);
    if (code === 'ENOSPC') throw new CannotRead(`There is no room left for ${file}.`);
    if (code !== undefined && /^E[A-Z]+$/.test(code)) throw new CannotRead(`${file} cannot be written: ${code}.`);
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function write(
  { log, dense }: OpenedLog,
  range: Range,
  terminal: Terminal,
  to: NodeJS.WritableStream,
  end = true,
): Promise<number> {
  const last = range.to ?? (await log.head());
  const total = dense ? Math.max(0, Number(last - (range.from ?? 0n)) + 1) : 0;
  let lines = 0;
  const counting = async function* () {
    for await (const line of counted(exportLog(log, range, dense), terminal, 'Exporting', total)) {
      lines++;
      yield line;
    }
  };
  await pipeline(Readable.from(counting()), to, { end });
  return lines - 1;
}

async function refuseToOverwrite(file: string): Promise<void> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) throw overwriting(file);
}

const overwriting = (file: string): Misused => new Misused(`${file} is there already. Choose another name.`);
