import 'reflect-metadata';
import { type Terminal, ownTerminal } from '../log/terminal';
import { type Usage, guarded, misused } from './guarded';
import { list } from './list';
import { pauseReader, resumeReader, retireReader, unparkReader } from './steer';

interface ReaderTask extends Usage {
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

const tasks: Readonly<Record<string, ReaderTask>> = {
  list: {
    usage: 'projections [list] [--json]',
    does: 'says how every read model and reaction gets on',
    run: list,
  },
  pause: { usage: 'projections pause NAME', does: 'stops one between two steps', run: pauseReader },
  resume: {
    usage: 'projections resume NAME [--from start | --from N | --from end]',
    does: 'lets one try again that was paused, or has stopped at an event; --from: a reaction that has lost its checkpoint, after that position of the log; with start it answers every event ever recorded, also what it was never meant to',
    run: resumeReader,
  },
  unpark: { usage: 'projections unpark NAME', does: 'takes what one has put aside', run: unparkReader },
  retire: {
    usage: 'projections retire NAME',
    does: 'drops the tables that a new version or a rebuild has replaced',
    run: retireReader,
  },
};

/** How the readers of the log get on, and what can be done about them. 2 when called wrongly, 1 when not all is well. */
export async function projectionsTask(args: readonly string[], terminal: Terminal = ownTerminal): Promise<number> {
  const [name = 'list', ...rest] = args[0]?.startsWith('--') ? ['list', ...args] : args;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (!task) return misused(terminal, `There is no "projections ${name}".`, Object.values(tasks));
  return guarded(terminal, () => task.run(rest, terminal), [task]);
}
