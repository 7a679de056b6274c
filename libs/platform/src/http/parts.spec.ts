import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import express, { type NextFunction, type Request, type Response } from 'express';
import { FilesInMemory, formsInParts, SentTooMuch } from './parts';

/** A reader of forms for small numbers: a file of 10 bytes, 25 of all together. */
function reader(): Server {
  const app = express();
  app.post('/', formsInParts(new FilesInMemory(10, 25)), (req: Request, res: Response) => {
    const files = (req.files as { originalname: string; buffer: Buffer; tooLarge?: number }[]).map(
      ({ originalname, buffer, tooLarge }) => [originalname, buffer.toString(), tooLarge ?? null],
    );
    res.json({ body: req.body as unknown, files });
  });
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    res.status(413).json({ tooMuch: error instanceof SentTooMuch && error.field });
  });
  return createServer(app).listen(0, '127.0.0.1');
}

describe('a form in parts', () => {
  const server = reader();
  beforeAll(() => once(server, 'listening'));
  afterAll(() => server.close());

  async function send(files: readonly (readonly [name: string, content: string])[]): Promise<unknown> {
    const form = new FormData();
    form.set('before', 'one');
    for (const [name, content] of files) form.append('evidence', new Blob([content]), name);
    form.set('after[0][why]', 'two');
    const { port } = server.address() as AddressInfo;
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form })).json();
  }
  const body = { before: 'one', after: [{ why: 'two' }] };

  it('gives the files and every field', async () => {
    expect(await send([['a.txt', '0123456789']])).toEqual({ body, files: [['a.txt', '0123456789', null]] });
  });

  it('keeps nothing of a file that is too large, says how large it is, and reads on to the fields behind it', async () => {
    const files = [
      ['large.txt', '', 11],
      ['small.txt', 'x', null],
    ];
    expect(
      await send([
        ['large.txt', '01234567890'],
        ['small.txt', 'x'],
      ]),
    ).toEqual({ body, files });
  });

  it('is not read to its end where its files are too much together', async () => {
    expect(
      await send([
        ['a.txt', '0123456789'],
        ['b.txt', '0123456789'],
        ['c.txt', '012345'],
      ]),
    ).toEqual({
      tooMuch: 'evidence',
    });
    expect(await send([['a.txt', 'x'.repeat(500_000)]])).toEqual({ tooMuch: 'evidence' });
  });

  it('counts each sending by itself', async () => {
    for (let times = 0; times < 3; times++) expect(await send([['a.txt', '0123456789']])).toMatchObject({ body });
  });
});
