import { configure, type Environment } from 'nunjucks';
import { filters } from './filters';
import { viewPaths } from './paths';

export interface Views {
  /** Folders to look in, first match first; by default every slice's, the platform's, the shell's and GOV.UK Frontend's. */
  readonly paths?: readonly string[];
}

/**
 * Pages are nunjucks, escaped by default, without inline style or handler, so that they pass a strict content security
 * policy; the one inline script (GOV.UK's "is there JavaScript") takes the request's `cspNonce` from `res.locals`.
 * Pass the Express application to serve `@Render('referral/list')`; leave it out to render strings.
 */
export function configureViews(express?: object, { paths = viewPaths() }: Views = {}): Environment {
  const views = configure([...paths], {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
    ...(express === undefined ? {} : { express }),
  });
  for (const [name, filter] of Object.entries(filters))
    views.addFilter(name, filter as (...values: unknown[]) => unknown);
  if (isExpress(express)) express.set('view engine', 'njk');
  return views;
}

const isExpress = (app: object | undefined): app is { set(name: string, value: string): void } =>
  app !== undefined && 'set' in app && typeof app.set === 'function';
