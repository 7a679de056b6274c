import { dateInLondon } from '#app/calendar';
import { type KeyCounts, NoMasterKey, systemClock } from '#app/platform';
import { argumentsOf } from '../log/arguments';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { type OpenedVault, withVault } from './opened';

/**
 * A new master key in the file, or the first of those given, and every person's key wrapped anew under it. A rotation that was
 * broken off is ended first: while keys are still wrapped by an older one, no further one is made.
 */
export async function rotate(args: readonly string[], terminal: Terminal): Promise<number> {
  argumentsOf(args, {});
  return withVault(terminal, async (opened) => {
    try {
      return await rotateIn(opened, terminal);
    } catch (error) {
      if (error instanceof NoMasterKey) throw new CannotRead(error.message);
      throw error;
    }
  });
}

async function rotateIn({ vault, masters, file }: OpenedVault, { out }: Terminal): Promise<number> {
  const before = others(await vault.counts(), (await masters.names())[0]);
  if (file && before.length === 0) await file.add(dateInLondon(systemClock.now().toISOString()));
  const current = await masters.current();
  out.write(`${before.length > 0 ? 'Going on' : 'Wrapping'} under the master key ${current}\n`);
  const done = await vault.rewrap((so) => {
    out.write(`${String(so)} wrapped anew\n`);
  });
  const left = others(await vault.counts(), current);
  if (left.length > 0) {
    out.write(`Still wrapped by another: ${left.join(', ')}. Call it again.\n`);
    return 1;
  }
  const old = (await masters.names()).filter((name) => name !== current);
  out.write(`Done: ${String(done)} keys are under ${current}, and none under another.\n`);
  if (old.length > 0) out.write(`${whatNext(old, file !== undefined)}\n`);
  return 0;
}

const others = ({ wrapped }: KeyCounts, current: string | undefined): readonly string[] =>
  Object.keys(wrapped).filter((name) => name !== current);

const whatNext = (old: readonly string[], inFile: boolean): string =>
  inFile
    ? `Backups made until now open with: ${old.join(', ')}. Destroy it when they are no longer needed: trail keys destroy ${old[0] ?? ''}`
    : `Backups made until now open with: ${old.join(', ')}. When they are no longer needed, take it out of VAULT_MASTER_KEYS and destroy every copy of it.`;
