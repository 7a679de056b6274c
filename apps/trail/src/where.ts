import { type Where, readLocalSettings, readWhere } from '../../local/src/local.settings';

/** The running local system of the data folder that DATA_DIR names. */
export const running = (env: NodeJS.ProcessEnv = process.env): Promise<Where | undefined> =>
  readWhere(readLocalSettings(env, process.cwd()).dataDir);

/** Prints { url, dataDir, databaseUrl, superuserUrl, partnerships } as JSON, or as lines; 1 when nothing runs. */
export async function where(args: readonly string[]): Promise<number> {
  const found = await running();
  if (!found) {
    process.stderr.write('No local system is running on this data folder. Start one with: npm start\n');
    return 1;
  }
  const { url, dataDir, databaseUrl, superuserUrl, partnerships } = found;
  if (args.includes('--json'))
    process.stdout.write(`${JSON.stringify({ url, dataDir, databaseUrl, superuserUrl, partnerships })}\n`);
  else {
    const addresses = partnerships.map((one) => `Open      ${one.url}  ${one.name}\n`).join('');
    process.stdout.write(`${addresses}Data      ${dataDir}\nDatabase  ${hidden(databaseUrl)}\n`);
  }
  return 0;
}

/** A database address without its password. */
function hidden(address: string): string {
  const url = new URL(address);
  if (url.password) url.password = '…';
  return decodeURI(url.href);
}
