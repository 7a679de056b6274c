import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');

/**
 * What is wrong with a lock file, in sentences. A package comes from one registry, over HTTPS, under the fingerprint that
 * was reviewed with the change that brought it; and it runs nothing while it is installed, but for those on a reviewed list.
 * @param lock package-lock.json
 * @param manifest package.json
 * @param reviewed { allowed, notRun, withoutIntegrity }: names. Those whose install scripts run; those that have some which
 *   are not run; and those for other machines than any of ours, of which npm noted no fingerprint
 * @param scriptsOf names of the install scripts of an installed package, by its path; undefined where it is not installed
 */
export function faultsOf(lock, manifest, reviewed, scriptsOf = () => undefined) {
  const packages = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');
  const wanted = Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
  const allowed = Object.keys(manifest.allowScripts ?? {}).filter((name) => manifest.allowScripts[name]);
  return [
    ...(lock.lockfileVersion === 3 ? [] : [`package-lock.json is of version ${lock.lockfileVersion}, not 3`]),
    ...wanted
      .filter((name) => !(`node_modules/${name}` in lock.packages))
      .map((name) => `${name} is not in the lock file`),
    ...Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} is asked for as ${version}: name one version`),
    ...packages.flatMap(([path, one]) => sourceFaults(path, one, reviewed)),
    ...hostFaults(packages),
    ...difference(
      allowed,
      reviewed.allowed,
      (name) => `${name} may run its install scripts, and nobody has reviewed it`,
    ),
    ...difference(
      reviewed.allowed,
      allowed,
      (name) => `${name} is reviewed for its install scripts, and is not allowed them`,
    ),
    ...packages.flatMap(([path, one]) => scriptFaults(path, one, reviewed, scriptsOf)),
  ];
}

const nameOf = (path, { name }) => name ?? path.split('node_modules/').at(-1);

function sourceFaults(path, one, { withoutIntegrity }) {
  const name = nameOf(path, one);
  const { resolved, integrity, optional } = one;
  if (one.link) return [`${name} is a link to ${resolved}`];
  const faults = [];
  if (resolved !== undefined && !/^https:\/\/[^/@]+\/.+\.tgz$/.test(resolved))
    faults.push(`${name} comes from ${resolved}`);
  if (/^(?:git|github|file|https?):|\//.test(one.version ?? ''))
    faults.push(`${name} has ${one.version} for a version`);
  if (integrity === undefined && !(optional && withoutIntegrity.includes(name)))
    faults.push(`${name} has no fingerprint`);
  if (integrity !== undefined && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity))
    faults.push(`${name} has a weak fingerprint: ${integrity.split('-')[0]}`);
  return faults;
}

/** Where addresses are kept at all, all are of one registry. */
function hostFaults(packages) {
  const hosts = new Set(
    packages.flatMap(([, { resolved }]) => (URL.canParse(resolved ?? '') ? [new URL(resolved).host] : [])),
  );
  return hosts.size > 1 ? [`Packages come from several registries: ${[...hosts].join(', ')}`] : [];
}

function scriptFaults(path, one, { allowed, notRun }, scriptsOf) {
  const name = nameOf(path, one);
  if (allowed.includes(name) || notRun.includes(name)) return [];
  const installed = scriptsOf(path) ?? [];
  const scripts = installed.length > 0 ? installed.join(', ') : one.hasInstallScript ? 'an install script' : '';
  return scripts === ''
    ? []
    : [`${name} brings ${scripts}: allow it or note that it is not run, in test/lock-file/reviewed.json`];
}

const difference = (some, others, say) => some.filter((name) => !others.includes(name)).map(say);

/** The lock file does not say it of every package; what is installed does. */
async function installedScripts(paths) {
  const found = new Map();
  for (const path of paths) {
    const text = await readFile(resolve(root, path, 'package.json'), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { scripts = {} } = JSON.parse(text);
    const named = ['preinstall', 'install', 'postinstall'].filter((name) => name in scripts);
    if (named.length === 0 && existsSync(resolve(root, path, 'binding.gyp'))) named.push('install (binding.gyp)');
    found.set(path, named);
  }
  return (path) => found.get(path);
}

async function main() {
  const [lock, manifest, reviewed] = await Promise.all(
    ['package-lock.json', 'package.json', 'test/lock-file/reviewed.json'].map(async (file) =>
      JSON.parse(await readFile(resolve(root, file), 'utf8')),
    ),
  );
  const faults = faultsOf(lock, manifest, reviewed, await installedScripts(Object.keys(lock.packages).slice(1)));
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
