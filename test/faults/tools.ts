import { execFileSync } from 'node:child_process';
import { isLong, skipLoudly } from './settings';

/**
 * A program that is not on npm, of this version or a later one. The long run installs it from Debian's packages where it may;
 * where there is none, what needs it is to be skipped, and is said to be. Asked before any test begins, so that those that are
 * skipped are counted as skipped.
 */
export function tool(program: string, debianPackage: string, what: string, version = 0): string | undefined {
  const there = found(program, version);
  if (there !== undefined) return there;
  if (isLong && process.getuid?.() === 0 && found('apt-get') !== undefined)
    try {
      const quietly = { stdio: 'pipe', timeout: 120_000 } as const;
      execFileSync('apt-get', ['update'], quietly);
      execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', debianPackage], quietly);
    } catch {
      // Said below.
    }
  const installed = found(program, version);
  if (installed === undefined) skipLoudly(what, `${program} is not installed (Debian's package ${debianPackage}).`);
  return installed;
}

function found(program: string, version = 0): string | undefined {
  try {
    const path = said('sh', ['-c', 'command -v "$0" || ls "/usr/sbin/$0"', program]);
    return version === 0 || Number(/\d+/.exec(said(path, ['--version']))?.[0] ?? 0) >= version ? path : undefined;
  } catch {
    return undefined;
  }
}

const said = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
