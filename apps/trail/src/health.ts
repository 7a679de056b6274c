import { running } from './where';

/** Prints what /health/ready says; 0 when all is well. */
export async function health(): Promise<number> {
  const found = await running();
  if (!found) {
    process.stderr.write('No local system is running on this data folder. Start one with: npm start\n');
    return 1;
  }
  const answer = await fetch(`${found.url}/health/ready`).catch(() => undefined);
  if (!answer) {
    process.stderr.write(`Nothing answers at ${found.url}. Start the local system again with: npm start\n`);
    return 1;
  }
  process.stdout.write(`${JSON.stringify(await answer.json(), null, 2)}\n`);
  return answer.ok ? 0 : 1;
}
