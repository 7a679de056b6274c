import { randomUUID } from 'node:crypto';
import { Sender, expectNamed, problemIn } from './bad-input.sender';
import { forAll } from './for-all';
import type { House } from './house';
import { type Visitor, ask } from './visitor';

const sender = forAll(() => Sender.open());
let house: House;
let team: Visitor;
beforeAll(() => {
  ({ house, team } = sender);
});

describe('files', () => {
  const PDF = '%PDF-1.7 something';
  const HTML = '<!doctype html><script>alert(1)</script>';
  const address = () => sender.sendingOf('recommendations', 'progress').page;
  const withFile = (name: string, content: string | Uint8Array<ArrayBuffer>, count = 1) => {
    const form = new FormData();
    form.set('_csrf', team.csrf);
    for (let sent = 0; sent < count; sent++) form.append('files', new Blob([content]), name);
    return form;
  };

  it.each([
    ['a program', 'report.exe', 'MZ'],
    ['a page', 'report.html', HTML],
    ['a page that says it is a PDF', 'report.pdf', HTML],
    ['a PDF that says it is a picture', 'report.png', PDF],
    ['an empty file', 'report.docx', ''],
    ['a file without an ending', 'report', PDF],
    ['a picture that may hold a script', 'report.svg', '<svg onload="alert(1)"/>'],
  ])('of a wrong kind are refused by name: %s', async (_what, name, content) => {
    const page = await team.form(address(), withFile(name, content));
    expect(page.status).toBe(400);
    expect(page.text).toContain('govuk-error-summary');
    expect(page.text).toContain(`“${name}”`);
    const files = [{ name, content: Buffer.from(content).toString('base64') }];
    const problem = problemIn(await team.post(`/api/v1${address()}`, { files }), 400);
    expect(problem.errors?.find(({ pointer }) => pointer === '/files')?.detail).toContain(`“${name}”`);
  });

  const TOO_LARGE = '“report.pdf” is 20.1 MB. A file may have 20 MB at most';

  it('above 20 MB bring the form back with what was typed, and say which file, how large and what is allowed', async () => {
    const large = new Uint8Array(20 * 1024 * 1024 + 1).fill(37);
    const form = withFile('report.pdf', large);
    form.append('text', 'Typed behind the file.');
    const page = await team.form(address(), form);
    expect([page.status, page.type]).toEqual([413, 'text/html; charset=utf-8']);
    expect(page.text).toMatch(new RegExp(`There is a problem[^]*href="#files">Files: ${TOO_LARGE}`));
    expect(page.text).toContain('Typed behind the file.</textarea>');
    const { token } = await house.api('partnership-team');
    const headers = { authorization: `Bearer ${token}`, 'if-match': '*' };
    const body = withFile('report.pdf', large);
    const problem = problemIn(await ask(`${house.url}/api/v1${address()}`, { method: 'POST', headers, body }), 413);
    expect(problem.errors?.find(({ pointer }) => pointer === '/files')?.detail).toContain(TOO_LARGE);
  });

  it('that are more than ten bring the form back too', async () => {
    const page = await team.form(address(), withFile('report.pdf', PDF, 11));
    expect([page.status, page.text.includes('href="#files">Files may be 10 at most')]).toEqual([400, true]);
  });

  it('of more than 100 MB together are not read to their end: a page says so in plain words, with a way back', async () => {
    const form = withFile('report.pdf', new Uint8Array(34 * 1024 * 1024).fill(37), 3);
    const headers = { cookie: team.cookie, referer: `${house.url}${address()}` };
    const { status, text: html } = await ask(house.url + address(), { method: 'POST', headers, body: form });
    expect(status).toBe(413);
    expect(html).toContain('The files of one sending may have 100 MB together.');
    expect(html).toContain(`href="${address()}">Open the form again`);
    expect(html).toContain('Sign out');
    expect(html).not.toMatch(/\.\.(?!\.)/);
  });

  it('of a form that is refused for another reason must be chosen again, and the form says so at the field', async () => {
    const { status, text: html } = await team.form(address(), withFile('report.pdf', PDF));
    expect(status).toBe(400);
    expect(html).toMatch(/There is a problem[^]*href="#files">Choose the file again: “report\.pdf”/);
    expect(html).toMatch(/id="files-error"[^]*Choose the file again/);
  });

  it('of a form with words that may identify somebody must be chosen again before it is saved', async () => {
    const line = /name="lineId"[^>]*value="([^"]+)"/.exec((await team.page(address())).text)?.[1] ?? '';
    const form = withFile('report.pdf', PDF);
    for (const [name, value] of Object.entries({
      lineId: line,
      'on[day]': '20',
      'on[month]': '11',
      'on[year]': '2026',
    }))
      form.set(name, value);
    form.set('text', 'Mr Adrian Smith rang, born 1 May 2012.');
    const { status, text: html } = await team.form(address(), form);
    expect([status, html.includes('This may identify somebody')]).toEqual([422, true]);
    expect(html).toMatch(/href="#files">Choose the file again: “report\.pdf”/);
  });

  it('are part of what a key stands for: the same again is answered again, another file is refused', async () => {
    const line = /name="lineId"[^>]*value="([^"]+)"/.exec((await team.page(address())).text)?.[1] ?? '';
    const { token } = await house.api('partnership-team');
    const headers = { authorization: `Bearer ${token}`, 'if-match': '*', 'idempotency-key': randomUUID() };
    const send = (content: string) => {
      const body = withFile('report.pdf', content);
      body.delete('_csrf');
      for (const [name, value] of Object.entries({ lineId: line, on: '2026-11-20', text: 'The list is kept.' }))
        body.set(name, value);
      return ask(`${house.url}/api/v1${address()}`, { method: 'POST', headers, body });
    };
    const first = await send(PDF);
    expect([first.status, (await send(PDF)).text]).toEqual([200, first.text]);
    problemIn(await send(`${PDF} else`), 422);
  });

  it('that are no files are refused with their pointer', async () => {
    for (const files of ['x', [1], [{}], [{ name: 'a.pdf', content: '***' }], [{ name: 'a.pdf', content: '', x: 1 }]])
      expectNamed(problemIn(await team.post(`/api/v1${address()}`, { files }), 400), ['/files']);
  });

  it('with a name that climbs keep only its end', async () => {
    const page = await team.form(address(), withFile('../../etc/passwd.exe', 'MZ'));
    expect(page.text).toContain('“passwd.exe”');
    expect(page.text).not.toContain('etc/passwd');
  });
});
