import { Misused } from './arguments';
import { checkLog } from './check';
import { exportTo } from './export';
import { CannotRead } from './opened';
import { restore } from './restore';
import { stats } from './stats';
import { tail } from './tail';
import { type Terminal, ownTerminal } from './terminal';

interface LogTask {
  readonly usage: string;
  readonly does: string;
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const tasks: Readonly<Record<string, LogTask>> = {
  stats: { usage: 'log stats [--json]', does: 'counts the events by kind of record and type', run: stats },
  tail: { usage: 'log tail [--lines 20] [--once]', does: 'prints the last events, and then what comes', run: tail },
  export: {
    usage: 'log export [FILE] [--from N] [--to N]',
    does: 'writes events as they are kept, one a line, with a manifest',
    run: exportTo,
  },
  check: {
    usage: 'log check [FILE]',
    does: 'names by position what is wrong with the log, or an export',
    run: checkLog,
  },
  restore: {
    usage: 'log restore FILE',
    does: 'writes the events of an export into an empty log, as they are',
    run: restore,
  },
};

/** The tools of the event log. 2 when they are called wrongly, 1 when they cannot do it or find something wrong. */
export async function logTask([name, ...args]: readonly string[], terminal: Terminal = ownTerminal): Promise<number> {
  const task = name !== undefined && Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task)
    return misused(terminal, name === undefined ? 'Say what to do with the log.' : `There is no "log ${name}".`);
  try {
    return await task.run(args, terminal);
  } catch (error) {
    if (error instanceof Misused) return misused(terminal, error.message, [task]);
    if (!(error instanceof CannotRead)) throw error;
    terminal.err.write(`${error.message}\n`);
    return 1;
  }
}

function misused({ err }: Terminal, what: string, known: readonly LogTask[] = Object.values(tasks)): number {
  const widest = Math.max(...known.map(({ usage }) => usage.length));
  const lines = known.map(({ usage, does }) => `  trail ${usage.padEnd(widest)}  ${does}`);
  err.write(`${what}\n\n${lines.join('\n')}\n`);
  return 2;
}
