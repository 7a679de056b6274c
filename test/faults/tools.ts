import { execFileSync } from 'node:child_process';
import { isLong, skipLoudly } from './settings';

/**
 * A program that is not on npm. The long run installs it from Debian's packages where it may; where there is none, what
 * needs it is skipped, and said to be.
 */
export function tool(program: string, debianPackage: string, what: string): string | undefined {
  const there = found(program);
  if (there !== undefined) return there;
  if (isLong && process.getuid?.() === 0 && found('apt-get') !== undefined)
    try {
      const quietly = { stdio: 'pipe', timeout: 120_000 } as const;
      execFileSync('apt-get', ['update'], quietly);
      execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', debianPackage], quietly);
    } catch {
      // Said below.
    }
  const installed = found(program);
  if (installed === undefined) skipLoudly(what, `${program} is not installed (Debian's package ${debianPackage}).`);
  return installed;
}

function found(program: string): string | undefined {
  try {
    return execFileSync('sh', ['-c', 'command -v "$0" || ls "/usr/sbin/$0"', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
