import { Misused, argumentsOf } from '../log/arguments';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { type OpenedVault, withVault } from './opened';

/** Destroys a master key that wraps nothing any more. */
export async function destroy(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name] = argumentsOf(args, {}, 1).rest;
  if (name === undefined) throw new Misused('Say which: trail keys lists their names.');
  await withVault(terminal, (opened) => destroyIn(opened, name));
  terminal.out.write(`${name} is destroyed. Whoever keeps a copy of the file it was in still has it.\n`);
  return 0;
}

async function destroyIn({ vault, masters, file }: OpenedVault, name: string): Promise<void> {
  const names = await masters.names();
  if (!names.includes(name)) throw new CannotRead(`There is no master key "${name}". There are: ${names.join(', ')}`);
  if (names[0] === name) throw new CannotRead(`${name} is the current one. Make another first: trail keys rotate`);
  const wraps = (await vault.counts()).wrapped[name] ?? 0;
  if (wraps > 0)
    throw new CannotRead(
      `${name} still wraps ${String(wraps)} keys: without it they open nothing. First: trail keys rotate`,
    );
  if (!file)
    throw new CannotRead(`${name} was given in VAULT_MASTER_KEYS: take it out there, and destroy every copy of it.`);
  await file.destroy(name);
}
