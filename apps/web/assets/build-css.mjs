// What the browser gets: dist/assets, and nothing of GOV.UK's fonts or images.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile, NodePackageImporter } from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');

/** Compiles the style of the site with the style of every slice after it. Answers the text; throws if a font slipped in. */
export function buildCss(outFile = join(root, 'dist/assets/site.css')) {
  const { css } = compile(join(here, 'site.scss'), {
    style: 'compressed',
    importers: [new NodePackageImporter(root)],
    quietDeps: true,
  });
  const whole = [css, ...styleOfSlices()].join('\n');
  refuse(whole, /GDS Transport/i, 'GDS Transport may only be used on GOV.UK');
  refuse(whole, /@font-face/i, 'we load no font');
  refuse(whole, /url\((?!["']?(data:|\/assets\/contours\.svg))/i, 'an image that we do not ship');
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, whole);
  return whole;
}

/** The style, our two drawings, and GOV.UK Frontend's script with the few lines that start it. */
export function buildAssets(outDir = join(root, 'dist/assets')) {
  buildCss(join(outDir, 'site.css'));
  for (const drawing of ['icon.svg', 'contours.svg']) copyFileSync(join(here, drawing), join(outDir, drawing));
  copyFileSync(join(here, 'site.mjs'), join(outDir, 'site.js'));
  copyFileSync(
    join(root, 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js'),
    join(outDir, 'govuk-frontend.min.js'),
  );
}

/** One file a drawing or a page part of a slice needs: libs/(slice)/src/web/(name).css, in the order of their names. */
function styleOfSlices() {
  return readdirSync(join(root, 'libs'))
    .sort()
    .map((slice) => join(root, 'libs', slice, 'src/web'))
    .filter((web) => existsSync(web))
    .flatMap((web) =>
      readdirSync(web)
        .filter((name) => name.endsWith('.css'))
        .sort()
        .map((name) => readFileSync(join(web, name), 'utf8')),
    );
}

function refuse(css, pattern, why) {
  const found = pattern.exec(css);
  if (found) throw new Error(`The style holds "${css.slice(found.index, found.index + 60)}": ${why}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildAssets();
