import 'reflect-metadata';
import { type Terminal, ownTerminal } from '../log/terminal';
import { type Usage, guarded, misused } from '../projections/guarded';
import { destroy } from './destroy';
import { list } from './list';
import { rotate } from './rotate';
import { sealOpenFiles } from './seal-files';

interface KeyTask extends Usage {
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const tasks: Readonly<Record<string, KeyTask>> = {
  list: {
    usage: 'keys [list] [--json]',
    does: 'says which master keys there are, and how many people’s keys each wraps',
    run: list,
  },
  rotate: {
    usage: 'keys rotate',
    does: 'makes a new master key and wraps every person’s key anew; broken off, it goes on when called again',
    run: rotate,
  },
  destroy: {
    usage: 'keys destroy NAME',
    does: 'destroys a master key that wraps nothing any more: older backups then open nothing that was erased',
    run: destroy,
  },
  'seal-files': {
    usage: 'keys seal-files',
    does: 'seals the evidence files from before files were sealed; broken off, it goes on when called again',
    run: sealOpenFiles,
  },
};

/** The keys of the vault. No key is ever printed. 2 when called wrongly, 1 when it cannot be done. */
export async function keysTask(args: readonly string[], terminal: Terminal = ownTerminal): Promise<number> {
  const [name = 'list', ...rest] = args[0]?.startsWith('--') ? ['list', ...args] : args;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task) return misused(terminal, `There is no "keys ${name}".`, Object.values(tasks));
  return guarded(terminal, () => task.run(rest, terminal), [task]);
}
