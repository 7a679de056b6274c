import { Writable } from 'node:stream';
import { projectionsTask } from '../apps/trail/src/projections/projections';
import { rebuildTask } from '../apps/trail/src/projections/rebuild';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a rebuild that takes its time says of how it gets on, where nobody looks at a terminal. */
const PROGRESS = /^\S+: (?:filling|indexing|comparing), .*\n/gm;

type Command = (...args: readonly string[]) => Promise<Said>;

/** `trail projections` and `trail rebuild` in this process, about the rows of a house; how a rebuild gets on is left out. */
export function commandsFor(house: { readonly databaseUrl: string }): { projections: Command; rebuild: Command } {
  const run = async (task: typeof projectionsTask, args: readonly string[]): Promise<Said> => {
    const said = { out: '', err: '' };
    const into = (which: 'out' | 'err') =>
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          said[which] += chunk.toString();
          done();
        },
      });
    const code = await task(args, { env: { DATABASE_URL: house.databaseUrl }, out: into('out'), err: into('err') });
    return { code, out: said.out, err: said.err.replace(PROGRESS, '') };
  };
  return {
    projections: (...args) => run(projectionsTask, args),
    rebuild: (...args) => run(rebuildTask, args),
  };
}
