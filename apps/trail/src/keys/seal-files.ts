import { NoMasterKey, filesInTheOpen, sealFiles } from '#app/platform';
import { argumentsOf } from '../log/arguments';
import { CannotRead } from '../log/opened';
import type { Terminal } from '../log/terminal';
import { type OpenedVault, withVault } from './opened';

/** Seals the evidence files from before files were sealed. Again it finds nothing to do. */
export async function sealOpenFiles(args: readonly string[], terminal: Terminal): Promise<number> {
  argumentsOf(args, {});
  return withVault(terminal, async (opened) => {
    try {
      return await sealIn(opened, terminal);
    } catch (error) {
      if (error instanceof NoMasterKey) throw new CannotRead(error.message);
      throw error;
    }
  });
}

async function sealIn({ db, masters }: OpenedVault, { out }: Terminal): Promise<number> {
  const open = await filesInTheOpen(db);
  if (open === 0) {
    out.write('Every file is sealed.\n');
    return 0;
  }
  const done = await sealFiles(db, masters, (so) => {
    out.write(`${String(so)} of ${String(open)} sealed\n`);
  });
  const left = await filesInTheOpen(db);
  if (left > 0) {
    out.write(
      `${String(left)} are still in the open: somebody else is sealing them, or they came meanwhile. Call it again.\n`,
    );
    return 1;
  }
  out.write(
    `Done: ${String(done)} ${done === 1 ? 'file is' : 'files are'} sealed, each under a key of its own.\n${WHAT_NEXT}\n`,
  );
  return 0;
}

const WHAT_NEXT =
  'PostgreSQL still has the bytes as they were, in its own files. Write the table anew when nobody needs it for a moment: ' +
  'VACUUM FULL "evidence_file". Its write-ahead log has them until that is recycled, and backups made until now for as long as they are kept.';
