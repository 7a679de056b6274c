import { argumentsOf } from '../log/arguments';
import type { Terminal } from '../log/terminal';
import { withVault } from './opened';

interface KeyLine {
  readonly name: string;
  readonly state: 'current' | 'opens only' | 'missing';
  readonly wraps: number;
}

/** Prints every master key by its name, and what it wraps; 1 when one is missing that still wraps something. */
export async function list(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = argumentsOf(args, { json: { type: 'boolean' } });
  const { keys, erased } = await withVault(terminal, async ({ vault, masters }) => {
    const [names, counts] = await Promise.all([masters.names(), vault.counts()]);
    const missing = Object.keys(counts.wrapped).filter((name) => !names.includes(name));
    const lines = [...names, ...missing].map((name, at): KeyLine => {
      const state = missing.includes(name) ? 'missing' : at === 0 ? 'current' : 'opens only';
      return { name, state, wraps: counts.wrapped[name] ?? 0 };
    });
    return { keys: lines, erased: counts.erased };
  });
  terminal.out.write(values.json ? `${JSON.stringify({ keys, erased })}\n` : `${inWords(keys, erased).join('\n')}\n`);
  return keys.some(({ state }) => state === 'missing') ? 1 : 0;
}

function inWords(keys: readonly KeyLine[], erased: number): readonly string[] {
  const widest = Math.max(10, ...keys.map(({ name }) => name.length));
  const lines = keys.map(
    ({ name, state, wraps }) => `${name.padEnd(widest)}  ${state.padEnd(10)}  ${String(wraps).padStart(8)}`,
  );
  return [
    `${'master key'.padEnd(widest)}  ${'state'.padEnd(10)}  ${'wraps'.padStart(8)}`,
    ...(keys.length > 0 ? lines : ['There is none yet.']),
    '',
    `People whose key was destroyed: ${String(erased)}`,
  ];
}
