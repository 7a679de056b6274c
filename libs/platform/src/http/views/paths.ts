import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder whose package.json is ours, from wherever this file runs: the sources under Jest, or `dist`. */
export function rootOf(from: string = __dirname): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest) && nameIn(manifest) === 'learning-trail') return from;
  const above = dirname(from);
  if (above === from) throw new Error('The folder of Learning Trail is not above the running code.');
  return rootOf(above);
}

function nameIn(manifest: string): unknown {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown }).name;
}

/** Where pages are looked for, first match first: the slices, the platform's own parts, the page shell, GOV.UK Frontend. */
export function viewPaths(root: string = rootOf()): string[] {
  const libraries = readdirSync(join(root, 'libs')).sort();
  return [
    ...libraries.map((name) => join(root, 'libs', name, 'src/web/views')),
    join(root, 'libs/platform/src/http/views/templates'),
    join(root, 'libs/platform/src/http/forms/views'),
    join(root, 'apps/web/views'),
    join(root, 'node_modules/govuk-frontend/dist'),
  ].filter((path) => existsSync(path));
}
