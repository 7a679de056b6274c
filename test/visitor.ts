import { randomUUID } from 'node:crypto';
import type { House } from './house';
import { signInAs } from './provider';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly location: string;
  readonly headers: Headers;
  readonly text: string;
}

/** Somebody who uses the house in both ways: pages by a session, the JSON API by a token. */
export interface Visitor {
  readonly person: string;
  /** Of the session: what every form of a page carries. */
  readonly csrf: string;
  readonly cookie: string;
  page(path: string): Promise<Answer>;
  /** Sends a form as a browser does; the token of the session is added unless another is given. */
  form(path: string, fields: Readonly<Record<string, string>> | FormData): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** JSON is sent as it is where it is text; a key and "any revision" are added. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** One request; redirects are answers too. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const { status, headers } = answer;
  const [type, location] = [headers.get('content-type') ?? '', headers.get('location') ?? ''];
  return { status, type, location, headers, text: await answer.text() };
}

export const jsonOf = (answer: Answer): Json => JSON.parse(answer.text) as Json;

/** What a browser sends with every request beside the cookie that it is given: its name, or a cookie from before. */
export type Browsing = Readonly<Partial<Record<'user-agent' | 'cookie', string>>>;

/** Signs a person in: in a browser at the provider, and with a token of theirs. */
export async function visit(
  house: Pick<House, 'url' | 'api'>,
  person: string,
  browsing: Browsing = {},
): Promise<Visitor> {
  const { url } = house;
  const { token } = await house.api(person);
  const bearer = { authorization: `Bearer ${token}` };
  const { sent: cookie } = (await signInAs(url, person, { headers: browsing })).jar;
  const csrf = csrfIn(await ask(`${url}/sign-in`, { headers: { cookie } }));
  return {
    person,
    csrf,
    cookie,
    page: (path) => ask(url + path, { headers: { cookie } }),
    form: (path, fields) => ask(url + path, { method: 'POST', headers: { cookie }, body: formOf(fields, csrf) }),
    get: (path) => ask(url + path, { headers: bearer }),
    post: (path, body, headers = {}) =>
      ask(url + path, {
        method: 'POST',
        headers: {
          ...bearer,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          'if-match': '*',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

function formOf(fields: Readonly<Record<string, string>> | FormData, csrf: string): FormData | URLSearchParams {
  if (!(fields instanceof FormData)) return new URLSearchParams({ _csrf: csrf, ...fields });
  if (!fields.has('_csrf')) fields.set('_csrf', csrf);
  return fields;
}

const csrfIn = ({ text }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
