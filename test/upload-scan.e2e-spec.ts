import { DataSource } from 'typeorm';
import { Clamd, type Uploads } from '#app/platform';
import { ClamdDouble, EICAR, type Manner } from './clamd.double';
import { type House, openHouse } from './house';
import { type Answer, type Json, type Visitor, jsonOf, visit } from './visitor';
import { PATIENCE } from './patience';

const PDF = '%PDF-1.7 ';
/** Milliseconds that the scanner is given: more than an act waits. */
const PATIENT = 90_000;
/** An act waits for as long as a busy machine may need, but where a test is about not waiting. */
const pace = { acts: 60_000, every: 50, again: 100 };

interface SeenFile {
  readonly fileId: string;
  readonly name: string;
  readonly standing: string;
  readonly href: string;
}

let clamd: ClamdDouble;
let scanning: House;
beforeAll(async () => {
  clamd = await ClamdDouble.open();
  const [host = '', port] = clamd.address.split(':');
  const scanner = new Clamd({ host, port: Number(port) }, PATIENT);
  scanning = await openHouse(undefined, { uploads: { scanner, pace } });
});
afterAll(async () => {
  await scanning.close();
  await clamd.close();
});
beforeEach(() => {
  clamd.manner = 'sound';
  clamd.delay = 0;
  Object.assign(pace, { acts: 60_000, every: 50, again: 100 });
});

/** A person of the Partnership Team who reports progress on a line of a recommendation, with a file. */
class Reporter {
  private constructor(
    readonly house: House,
    readonly team: Visitor,
    readonly record: string,
    private readonly lineId: string,
  ) {}

  static async at(house: House): Promise<Reporter> {
    const team = await visit(house, 'partnership-team');
    const { items } = jsonOf(await team.get('/api/v1/recommendations?pageSize=200')) as { items: readonly Json[] };
    for (const { id } of items) {
      const page = await team.page(`/recommendations/${String(id)}/progress`);
      const line = /name="lineId"[^>]*value="([^"]+)"/.exec(page.text)?.[1];
      if (line !== undefined) return new Reporter(house, team, String(id), line);
    }
    throw new Error('There is no line to report on');
  }

  report(name: string, content: string): Promise<Answer> {
    const files = [{ name, content: Buffer.from(content).toString('base64') }];
    const body = { lineId: this.lineId, text: 'The list is kept.', on: '2026-11-20', files };
    return this.team.post(`/api/v1/recommendations/${this.record}/progress`, body);
  }

  /** The file as the API shows it; undefined where the record does not name it. */
  async file(name: string): Promise<SeenFile | undefined> {
    await this.house.engine.catchUp();
    const seen = await this.team.get(`/api/v1/recommendations/${this.record}`);
    return filesIn(jsonOf(seen)).find((file) => file.name === name);
  }

  async becomes(name: string, standing: string): Promise<SeenFile> {
    for (const end = Date.now() + PATIENCE; ;) {
      const file = await this.file(name);
      if (file?.standing === standing) return file;
      if (Date.now() > end) throw new Error(`${name} is ${file?.standing ?? 'not there'}, not ${standing}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

function filesIn(value: unknown): readonly SeenFile[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('fileId' in value && 'sha256' in value) return [value as unknown as SeenFile];
  return Object.values(value).flatMap(filesIn);
}

describe('a file that is sent with an act', () => {
  let reporter: Reporter;
  beforeAll(async () => {
    reporter = await Reporter.at(scanning);
  });

  it('is handed out when the scanner has found nothing', async () => {
    expect((await reporter.report('clean.pdf', `${PDF}clean`)).status).toBe(200);
    const file = await reporter.file('clean.pdf');
    expect(file).toMatchObject({ standing: 'clean' });
    const answer = await reporter.team.page(file?.href ?? '');
    expect([answer.status, answer.text]).toEqual([200, `${PDF}clean`]);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('of the largest size that is allowed is scanned whole', async () => {
    const form = new FormData();
    const page = await reporter.team.page(`/recommendations/${reporter.record}/progress`);
    const large = Buffer.concat([
      Buffer.from(PDF),
      Buffer.alloc(20 * 1024 * 1024 - PDF.length - EICAR.length, 'x'),
      Buffer.from(EICAR),
    ]);
    for (const [name, value] of Object.entries({
      lineId: /name="lineId"[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? '',
      'on[day]': '20',
      'on[month]': '11',
      'on[year]': '2026',
      text: 'The list is kept.',
    }))
      form.set(name, value);
    form.set('files', new Blob([large]), 'large.pdf');
    const answer = await reporter.team.form(`/recommendations/${reporter.record}/progress`, form);
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('refused “large.pdf”')]);
  });

  it('is refused, and nothing is recorded, when the scanner finds something while the act waits', async () => {
    const before = await scanning.log.head();
    const answer = await reporter.report('harmful.pdf', PDF + EICAR);
    expect(answer.status).toBe(409);
    expect(jsonOf(answer)).toMatchObject({
      type: 'urn:rule:file-does-harm',
      errors: [{ pointer: '/files', detail: expect.stringContaining('“harmful.pdf”') as string }],
    });
    expect(await scanning.log.head()).toBe(before);
    expect(await reporter.file('harmful.pdf')).toBeUndefined();
  });

  it('is refused at once by the act that brings it, however often others look for files that wait', async () => {
    pace.every = 0;
    for (let n = 0; n < 20; n++) expect((await reporter.report(`harmful-${n}.pdf`, PDF + EICAR)).status).toBe(409);
  });

  it('does not keep the act waiting for longer than it may; nobody gets it until it is found clean', async () => {
    clamd.delay = 1_000_000;
    pace.acts = 500;
    // If it waited for the scanner, it would wait longer than this test may take.
    expect((await reporter.report('slow.pdf', `${PDF}slow`)).status).toBe(200);
    const file = await reporter.file('slow.pdf');
    expect(file?.standing).toBe('waiting');
    const page = await reporter.team.page(`/recommendations/${reporter.record}`);
    expect(page.text).toContain('Being checked for viruses');
    expect(page.text).not.toContain(file?.href);
    for (const answer of [
      await reporter.team.page(file?.href ?? ''),
      await reporter.team.get(`/api/v1${file?.href ?? ''}`),
    ]) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([409, '10']);
      expect(answer.text).not.toContain(`${PDF}slow`);
      expect(answer.text).toContain('still being checked');
    }
    clamd.delay = 0;
    clamd.drop();
    await reporter.becomes('slow.pdf', 'clean');
  });

  it('whose bytes were changed in the database is not handed out', async () => {
    expect((await reporter.report('changed.pdf', `${PDF}as it was sent`)).status).toBe(200);
    const file = await reporter.becomes('changed.pdf', 'clean');
    const db = scanning.web.app.get(DataSource);
    await db.query('UPDATE evidence_file SET bytes = $1 WHERE id = $2', [
      Buffer.from(`${PDF}as it was changed`),
      file.fileId,
    ]);
    const { status, text } = await reporter.team.page(file.href);
    expect([status, text.includes('as it was')]).toEqual([500, false]);
  });

  it('that is found harmful only after it was recorded is never handed out, and its page says so', async () => {
    clamd.manner = 'breaks-off';
    expect((await reporter.report('late.pdf', `${PDF}late ${EICAR}`)).status).toBe(200);
    clamd.manner = 'sound';
    const file = await reporter.becomes('late.pdf', 'refused');
    const answer = await reporter.team.page(file.href);
    expect([answer.status, answer.text.includes('This file is not handed out')]).toEqual([409, true]);
    const page = await reporter.team.page(`/recommendations/${reporter.record}`);
    expect(page.text).toContain('Refused by the virus scanner');
    expect(page.text).not.toContain(file.href);
  });

  it.each<[string, Manner]>([
    ['does not answer', 'silent'],
    ['breaks off', 'breaks-off'],
    ['says what nobody understands', 'nonsense'],
    ['finds it too large', 'too-large'],
  ])('is scanned again by itself when the scanner %s', async (_what, manner) => {
    clamd.manner = manner;
    pace.acts = 500;
    const name = `${manner}.pdf`;
    expect((await reporter.report(name, PDF + manner)).status).toBe(200);
    expect((await reporter.file(name))?.standing).toBe('waiting');
    clamd.manner = 'sound';
    clamd.drop();
    await reporter.becomes(name, 'clean');
  });

  it('is scanned by another process when the one that had taken it up has died', async () => {
    clamd.manner = 'breaks-off';
    pace.again = 3_600_000; // Else the next attempt may be under way when its time is put off.
    await reporter.report('left.pdf', `${PDF}left`);
    const db = scanning.web.app.get(DataSource);
    const name = ['left.pdf'];
    await db.query(`UPDATE evidence_file SET "dueAt" = now() + interval '1 hour' WHERE name = $1`, name);
    clamd.manner = 'sound';
    await new Promise((done) => setTimeout(done, 300));
    expect((await reporter.file('left.pdf'))?.standing).toBe('waiting');
    await db.query(`UPDATE evidence_file SET "dueAt" = now() WHERE name = $1`, name);
    await reporter.becomes('left.pdf', 'clean');
  });
});

describe('a house without a scanner', () => {
  const opened: House[] = [];
  const houseWith = async (uploads: Uploads): Promise<Reporter> => {
    const house = await openHouse(undefined, { uploads });
    opened.push(house);
    return Reporter.at(house);
  };
  afterAll(() => Promise.all(opened.map((house) => house.close())));

  it('that is a demonstration hands files out, and says on form and record that nothing has scanned them', async () => {
    const reporter = await houseWith('unscanned');
    const form = await reporter.team.page(`/recommendations/${reporter.record}/progress`);
    expect(form.text).toContain('Files are not checked for viruses here');
    expect((await reporter.report('plain.pdf', `${PDF}plain`)).status).toBe(200);
    const file = await reporter.file('plain.pdf');
    expect(file?.standing).toBe('unscanned');
    expect((await reporter.team.page(file?.href ?? '')).text).toBe(`${PDF}plain`);
    const page = await reporter.team.page(`/recommendations/${reporter.record}`);
    expect(page.text).toContain('Not checked for viruses');
  });

  it('that takes no files does not ask for them, and refuses those that come', async () => {
    const reporter = await houseWith('off');
    const form = await reporter.team.page(`/recommendations/${reporter.record}/progress`);
    expect(form.text).toContain('No files are taken here');
    expect(form.text).not.toContain('type="file"');
    const answer = await reporter.report('any.pdf', `${PDF}any`);
    expect(answer.status).toBe(409);
    expect(jsonOf(answer)).toMatchObject({ type: 'urn:rule:no-files', errors: [{ pointer: '/files' }] });
  });
});
