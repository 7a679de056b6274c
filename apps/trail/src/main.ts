import { health } from './health';
import { mayNot } from './may-not';
import { where } from './where';

interface Task {
  readonly usage: string;
  readonly does: string;
  run(args: readonly string[]): Promise<number>;
}

/** What the command line can do: name → task. */
const tasks: Readonly<Record<string, Task>> = {
  help: { usage: 'help', does: 'lists what the command line can do', run: () => Promise.resolve(help()) },
  where: { usage: 'where [--json]', does: 'says where the running local system is, and where its data is', run: where },
  health: { usage: 'health', does: 'asks the running local system whether all is well', run: health },
  migrate: {
    usage: 'migrate [--real | --demonstration]',
    does: 'brings the database of DATABASE_URL up to date, and marks an empty one, for good',
    // Loaded when it is asked for: it brings the whole house with it, and the others are to answer at once.
    run: async (args) => (await import('./migrate.js')).migrateTo(args),
  },
  'invite-first': {
    usage: 'invite-first [PARTNERSHIP]',
    does: 'invites the first person of the Partnership Team to an empty house for real use',
    run: async (args) => (await import('./invite-first.js')).inviteFirst(args),
  },
  log: {
    usage: 'log stats | tail | export | check | restore',
    does: 'counts, follows, exports, checks or restores the events of the log',
    run: async (args) => (await import('./log/log.js')).logTask(args),
  },
  projections: {
    usage: 'projections [pause | resume | unpark | retire NAME]',
    does: 'says how the read models and reactions get on, and steers them',
    run: async (args) => (await import('./projections/projections.js')).projectionsTask(args),
  },
  rebuild: {
    usage: 'rebuild NAME [--pause | --resume | --give-up | --accept] | --new',
    does: 'fills the table of a read model, or all of a new version, beside the old one, compares and switches them',
    run: async (args) => (await import('./projections/rebuild.js')).rebuildTask(args),
  },
  keys: {
    usage: 'keys [rotate | destroy NAME]',
    does: 'lists the master keys of the vault, and changes them',
    run: async (args) => (await import('./keys/keys.js')).keysTask(args),
  },
};

function help(): number {
  const widest = Math.max(...Object.values(tasks).map(({ usage }) => usage.length));
  const lines = Object.values(tasks).map(({ usage, does }) => `  ${usage.padEnd(widest)}  ${does}`);
  process.stdout.write(`trail: the command line of Learning Trail\n\n${lines.join('\n')}\n`);
  return 0;
}

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const task = tasks[name];
  if (task) return task.run(args);
  process.stderr.write(`There is no "${name}". Try: trail help\n`);
  return 2;
}

// A reader like `head` takes what it wants and closes: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${mayNot(error) ?? (error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  },
);
