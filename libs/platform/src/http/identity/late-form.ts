import type { Request, RequestHandler } from 'express';
import type { Registry } from '../acts/registry';
import type { KeptForm } from './kept-form';
import type { KeptForms } from './kept-forms';
import { goOn } from './session';
import { isFromBefore } from './session.life';

/** Forms are sent to the address that shows them; one that opens a record is sent to the list it is for. */
const OPENS = /^\/[^/]+$/;

/**
 * The address at which the form is shown that is, or was, sent to this one. The query is written in one way only, so
 * that the form is found again whoever wrote the link.
 */
export function formAddress({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  const [path = '', query = ''] = originalUrl.split(/\?(.*)/s);
  const asked = new URLSearchParams(query).toString();
  return (OPENS.test(path) ? `${path}/new` : path) + (asked === '' ? '' : `?${asked}`);
}

/** Whether something that is sent there is the form of an act: only that can be shown again, filled in. */
export function isForm(registry: Registry, path: string): boolean {
  const [, first = '', id, act, ...further] = path.split('/');
  const kind = registry.at(first);
  if (kind === undefined || further.length > 0) return false;
  return id === undefined ? kind.opening !== undefined : kind.acts.some(({ name }) => name === act);
}

/**
 * Keeps a form that came when its person was no longer signed in, and leads them to sign in and back to it. Nothing is
 * done with it until they have seen it again and sent it. Stands behind the guard against forged forms: what another
 * site sends in somebody's name is refused before, and not put before them later.
 */
export const keepLate =
  (forms: KeptForms, registry: Registry): RequestHandler =>
  async (req, res, next) => {
    if (req.method !== 'POST' || req.late === undefined || !isForm(registry, req.path)) {
      next();
      return;
    }
    const address = formAddress(req);
    const kept = await forms.keep({ person: req.late.person.id, address }, sentIn(req));
    req.session.told = kept ? 'kept' : 'too-long';
    await goOn(req, res, `/sign-in?to=${encodeURIComponent(address)}`);
  };

/**
 * Keeps a form of a page that its person had opened before they signed in anew, and shows it to them again. Stands before the
 * guard against forged forms, which refuses whatever is not such a form: its token is not of this session, but it was of theirs.
 */
export const keepOutdated =
  (forms: KeptForms, registry: Registry): RequestHandler =>
  async (req, res, next) => {
    const { person } = req;
    const theirs = req.method === 'POST' && person !== undefined && isFromBefore(req, person);
    if (!theirs || !isForm(registry, req.path)) {
      next();
      return;
    }
    const address = formAddress(req);
    if (await forms.keep({ person: person.id, address }, sentIn(req))) await goOn(req, res, address);
    else next();
  };

/** As it was sent, without the token. */
function sentIn(req: Request): KeptForm {
  const { _csrf, ...body } = (req.body ?? {}) as Record<string, unknown>;
  const files = Array.isArray(req.files) ? req.files : [];
  return { body, files: files.map(({ fieldname, originalname }) => ({ fieldname, originalname })) };
}
