import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { configureViews } from './nunjucks';
import { rootOf, viewPaths } from './paths';

const views = configureViews();
const shown = (text: string, context: object = {}): string => views.renderString(text, context).trim();

describe('what every page can say', () => {
  it.each([
    ["{{ '2025-04-16' | date }}", '16 April 2025'],
    ["{{ '2025-04-16' | shortDate }}", '16 Apr 2025'],
    ["{{ '2025-04-16' | plainly }}, {{ 'a word' | plainly }}, [{{ nobody | plainly }}]", '16 Apr 2025, a word, []'],
    ['{{ nothing | date }}{{ nothing | instant }}{{ nothing | words }}', ''],
    ["{{ '2025-04-16T08:03:12.500Z' | instant }}", '16 April 2025 at 09:03:12 (UK time)'],
    ["{{ '2025-01-16T00:00:00Z' | instant }}", '16 January 2025 at 00:00:00 (UK time)'],
    ["{{ 1 | plural('reply', 'replies') }}, {{ 2 | plural('reply', 'replies') }}", '1 reply, 2 replies'],
    ["{{ 1200 | plural('event') }}", '1,200 events'],
    ['{{ 1240000 | size }}, {{ 10 | size }}', '1.2 MB, 1 KB'],
    ["{{ 'text/plain' | fileKind }}, {{ 'application/odd' | fileKind }}", 'Text, File'],
    [
      "{{ 'By email.' | sentence }} {{ 'By post' | sentence }} {{ 'Why?' | sentence }}[{{ nothing | sentence }}]",
      'By email. By post. Why?[]',
    ],
  ])('%s prints "%s"', (template, expected) => {
    expect(shown(template)).toBe(expected);
  });

  it.each([
    ['short enough', 150, 'short enough'],
    ['cut between words', 11, 'cut…'],
    ['cut between words', 12, 'cut between…'],
    ['ends in a comma, or so', 17, 'ends in a comma…'],
    ['oneverylongwordwithoutend', 10, 'oneverylo…'],
  ])('shortens "%s" to %d letters as "%s"', (text, most, expected) => {
    expect(shown(`{{ text | shortened(${most}) }}`, { text })).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(most);
  });

  it('prints what people typed as text, never as markup', () => {
    expect(shown('{{ field | words }}', { field: { sealed: false, text: '<b>no</b>' } })).toBe('&lt;b&gt;no&lt;/b&gt;');
  });

  it('says that a sealed narrative is sealed', () => {
    expect(shown('{{ field | words }}', { field: { sealed: true, key: 'k', nonce: 'n', cipher: 'c' } })).toBe('Sealed');
  });

  it('keeps the query and leaves out what is taken away', () => {
    const current = { owner: ['a b', 'c'], state: 'open', page: '3' };
    expect(shown('{{ current | query({ page: null, sort: "due" }) | safe }}', { current })).toBe(
      '?owner=a+b&owner=c&state=open&sort=due',
    );
  });
});

describe('the folders of views', () => {
  it('are found from any depth below the root', () => {
    expect(rootOf(join(rootOf(), 'dist'))).toBe(rootOf());
  });

  it('end in an error outside Learning Trail', () => {
    expect(() => rootOf('/')).toThrow('not above the running code');
  });

  it('hold templates that all compile', () => {
    const own = viewPaths().filter((path) => !path.includes('node_modules'));
    const templates = own.flatMap((path) =>
      readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.njk')),
    );
    expect(templates).toContain('layout.njk');
    for (const name of templates) expect(() => views.getTemplate(name, true)).not.toThrow();
  });
});

describe('the shell', () => {
  const page = (context: object): string =>
    views.renderString('{% extends "layout.njk" %}{% block content %}<h1>Referrals</h1>{% endblock %}', context);
  const signedIn = {
    title: 'Referrals',
    cspNonce: 'n0nce',
    csrfToken: 't0ken',
    person: { name: 'Partnership Team', role: 'Partnership Team' },
    nav: [{ text: 'Referrals about children', href: '/referrals', current: true }],
  };

  it('says on every page that it is a demonstration', () => {
    for (const context of [signedIn, {}])
      expect(page(context)).toMatch(/Demonstration only:<\/strong> enter no real child’s details/);
  });

  it('has a title of its own, which begins with "Error: " where the page has errors', () => {
    expect(page(signedIn)).toContain('<title>Referrals – Learning Trail</title>');
    expect(page({ ...signedIn, errors: [{ text: 'Enter a date' }] })).toContain(
      '<title>Error: Referrals – Learning Trail</title>',
    );
    expect(page({ ...signedIn, errors: [] })).toContain('<title>Referrals');
    expect(page({})).toContain('<title>Learning Trail</title>');
  });

  it('carries the nonce on every script and nothing of the brand of GOV.UK', () => {
    const html = page(signedIn);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/nonce="n0nce"/g)).toHaveLength(2);
    expect(html).not.toMatch(/crown|GOV\.UK|style=|onclick/i);
  });

  it('never shows a success banner beside errors', () => {
    const banner = { text: 'Progress recorded.' };
    expect(page({ ...signedIn, banner })).toContain('Progress recorded.');
    expect(page({ ...signedIn, banner, errors: [{ text: 'Enter a date' }] })).not.toContain('Progress recorded.');
  });

  it('says so when the page is still catching up', () => {
    expect(page({ ...signedIn, catchingUp: true })).toMatch(
      /Your change is recorded\.<\/strong> This page is still catching up/,
    );
  });

  it('is valid markup', async () => {
    const { valid, results } = await new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-trailing-whitespace': 'off', 'void-style': 'off', 'long-title': 'off' },
    }).validateString(page({ ...signedIn, catchingUp: true, banner: { text: 'Recorded.' } }));
    expect({ valid, results }).toEqual({ valid: true, results: [] });
  });
});

describe('what an error page tells', () => {
  const error = (context: object): string => views.render('error.njk', context);

  it('names who may do what this person may not', () => {
    expect(error({ status: 403, act: 'decide', who: ['A safeguarding partner'] })).toMatch(
      /Who may decide[^]*A safeguarding partner/,
    );
  });

  it('tells a refused request what it was, without blaming us', () => {
    const html = error({ status: 415, title: 'This kind of content is not taken' });
    expect(html).toMatch(/This kind of content is not taken[^]*Nothing was recorded/);
    expect(html).not.toContain('not your fault');
  });

  it('shows what changed meanwhile and what was typed', () => {
    const changes = [
      {
        title: 'Target changed',
        at: '2025-04-16T08:03:12Z',
        changes: [{ label: 'Target', before: 'Q3', after: 'Q4' }],
      },
    ];
    const html = error({ status: 409, changes, typed: [{ key: 'Reason', value: 'Mine' }] });
    expect(html).toMatch(/<del[^]*Q3<\/del>[^]*<ins[^]*Q4<\/ins>/);
    expect(html).toContain('Mine');
  });

  it('says nothing internal when the fault is ours', () => {
    const html = error({ status: 500, message: 'relation "rows" does not exist', stack: 'at pg', reference: '01J9' });
    expect(html).not.toMatch(/relation|at pg/);
    expect(html).toContain('01J9');
  });
});

describe('what may be done with a record', () => {
  const acts = (items: readonly object[]): string =>
    shown('{% from "ui/acts.njk" import acts %}{{ acts({ items: items }) }}', { items });
  const order = (html: string) => Array.from(html.matchAll(/<(?:h3|a)[^>]*>([^<]*)</g), ([, words]) => words);

  it('stands under headings as they are first met, what has none before them', () => {
    const under = (heading?: string) => (text: string) => ({ text, href: '/', under: heading });
    const [assurance, target, plain] = [under('Assurance'), under('Targets'), under()];
    const items = [assurance('Ask'), target('Change'), plain('Correct'), assurance('Accept')];
    expect(order(acts(items))).toEqual(['Correct', 'Assurance', 'Ask', 'Accept', 'Targets', 'Change']);
    expect(order(acts([plain('Correct')]))).toEqual(['Correct']);
  });
});

describe('what only somebody who checks the system asks for', () => {
  const history = (entry: object): string =>
    shown('{% from "ui/history.njk" import historyOf %}{{ historyOf({ entries: [entry] }) }}', { entry });
  const event = { type: 'TargetChanged', revision: 3, position: '41' };

  it('is out of the way until it is opened', () => {
    expect(history({ title: 'Target changed', at: '2025-04-16T08:03:12Z', event })).toMatch(
      /<details class="lt-how"><summary[^>]*>How this was recorded<\/summary>[^]*TargetChanged[^]*41[^]*<\/details>/,
    );
  });

  it('ends a sentence once', () => {
    const by = { actor: 'Partnership Team', betweenMeetings: 'Agreed by email.' };
    expect(history({ title: 'Decided', at: '2025-04-16T08:03:12Z', by })).toContain('Agreed by email. Recorded');
    expect(history({ title: 'Decided', at: '2025-04-16T08:03:12Z', by: { actor: 'A' } })).toContain('By A. Recorded');
  });
});

describe('the form of an act', () => {
  const act = (context: object): string =>
    views.render('act.njk', {
      title: 'Report progress',
      kind: { noun: 'Recommendation' },
      act: { title: 'Report progress' },
      fields: [],
      ...context,
    });

  it('carries the key of the command and the revision that the person saw', () => {
    expect(act({ key: 'k1', seen: 0 })).toMatch(/name="_key" value="k1"[^]*name="_seen" value="0"/);
    expect(act({ key: 'k1' })).not.toContain('_seen');
  });

  it('is sent in parts only where a file may be added, however deep the field lies', () => {
    const file = { is: 'files', id: 'f', name: 'f', label: 'File', accept: '.pdf', multiple: true };
    const nested = { is: 'group', id: 'g', name: 'g', label: 'Evidence', fields: [file] };
    expect(act({ fields: [nested] })).toContain('multipart/form-data');
    expect(act({})).not.toContain('multipart/form-data');
  });

  it('puts the sentence of the rule that said no at the top, and marks the title', () => {
    const html = act({ refused: 'A completed recommendation takes no progress.' });
    expect(html).toContain('<title>Error: Report progress');
    expect(html).toMatch(/There is a problem[^]*A completed recommendation takes no progress\./);
  });

  it('has a button that says what it does', () => {
    expect(act({})).toMatch(/<button type="submit"[^>]*>\s*Report progress\s*</);
    expect(act({ act: { button: 'Send it' } })).toMatch(/<button type="submit"[^>]*>\s*Send it\s*</);
  });

  it('has one summary, of the rule that said no and of the fields', () => {
    const html = act({ refused: 'Not now.', errors: [{ message: 'Choose the file again', id: 'files' }] });
    expect(html.match(/There is a problem/g)).toHaveLength(1);
    expect(html).toMatch(/Not now\.[^]*href="#files">Choose the file again/);
  });

  it('lets words that seem to identify somebody be saved only by saying so', () => {
    const identifying = [
      {
        label: 'What happened',
        text: 'Born 1 May 2012',
        found: [{ kind: 'date of birth', from: 5, to: 15, words: '1 May 2012' }],
      },
    ];
    expect(act({ identifying })).toMatch(/<mark>1 May 2012<\/mark>[^]*name="_checked"/);
    expect(act({})).not.toContain('_checked');
  });
});
