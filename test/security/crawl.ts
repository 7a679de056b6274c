import type { Answer, Visitor } from '../visitor';

/** One page as one person got it. */
export interface Found {
  readonly person: string;
  readonly path: string;
  readonly answer: Answer;
}

const LINK = /<a\s[^>]*?href="(\/[^"]*)"/g;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** What is no page: a download; or what changes who is signed in. */
const NO_PAGE = /\.csv(?:$|\?)|\/files\/|^\/(?:sign-out|sign-in\/|api\/|assets\/|\.well-known\/)/;

/** An address with everything left out by which pages of one kind differ: ids, and what a filter is set to. */
export function shapeOf(path: string): string {
  const [address = '', query = ''] = path.split('?');
  const asked = [...new Set(query.split('&').map((part) => part.split('=')[0]))].sort().join('&');
  return `${address.replace(ID, ':id')}?${asked}`;
}

/**
 * Every page to which links lead from the first one, breadth first; of each shape as many as `most`. A shape that `seen`
 * counts already, because another person has been there, counts for this one too.
 */
export async function* crawl(
  visitor: Visitor,
  most: number,
  countedAs: (shape: string) => string,
  seen: Map<string, number>,
): AsyncGenerator<Found> {
  const known = new Set(['/']);
  for (const path of known) {
    const shape = countedAs(shapeOf(path));
    const times = seen.get(shape) ?? 0;
    if (times >= most) continue;
    seen.set(shape, times + 1);
    const answer = await visitor.page(path);
    yield { person: visitor.person, path, answer };
    for (const [, href = ''] of answer.text.matchAll(LINK)) {
      const next = href.replaceAll('&amp;', '&').split('#')[0] ?? '';
      if (!NO_PAGE.test(next)) known.add(next);
    }
  }
}

const TAG = /<([a-z][\w-]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /\s([^\s=>"]+)(?:="([^"]*)")?/g;

/** What a strict content security policy would stop, or would have to allow: each in a few words. */
export function inlineIn(html: string, nonce: string): readonly string[] {
  return [...html.matchAll(TAG)].flatMap(([, name = '', rest = '']) => {
    const attributes = new Map(
      [...rest.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key.toLowerCase(), value]),
    );
    const tag = name.toLowerCase();
    return [
      ...(tag === 'style' ? ['<style>'] : []),
      ...(tag === 'script' && attributes.get('nonce') !== nonce ? ['<script> without the nonce'] : []),
      ...(tag === 'base' || tag === 'iframe' || tag === 'object' || tag === 'embed' ? [`<${tag}>`] : []),
      ...[...attributes]
        .filter(([key, value]) => key === 'style' || key.startsWith('on') || /^\s*javascript:/i.test(value))
        .map(([key]) => `${key} of <${tag}>`),
    ];
  });
}

/** The nonce that the policy of an answer names. */
export const nonceOf = ({ headers }: Answer): string =>
  /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';

/** Every form of a page that posts: where to, and whether it carries a token. */
export function formsIn(html: string): readonly { readonly action: string; readonly token: boolean }[] {
  return [...html.matchAll(/<form\s[^>]*?method="post"[^>]*>([^]*?)<\/form>/gi)].map(([form, inside = '']) => ({
    action: /action="([^"]*)"/.exec(form.slice(0, form.indexOf('>')))?.[1]?.replaceAll('&amp;', '&') ?? '',
    token: /name="_csrf" value="[^"]{20,}"/.test(inside),
  }));
}
