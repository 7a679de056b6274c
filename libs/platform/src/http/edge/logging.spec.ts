import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { logging } from './logging';

const SECRET = 'planted-4711';

function logged(write: (logger: Pick<Logger, 'info' | 'error'>) => void): string {
  let text = '';
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  write(pino(logging('trace'), destination));
  return text;
}

describe('a line of the log', () => {
  it.each<[string, object]>([
    ['a cookie', { cookie: SECRET }],
    ['headers', { headers: { cookie: SECRET } }],
    ['a cookie in headers', { answer: { 'set-cookie': [SECRET] } }],
    ['a request', { req: { headers: { authorization: SECRET }, url: `/x?code=${SECRET}`, method: 'GET' } }],
    ['the query of an address', { url: `/sign-in/return?code=${SECRET}` }],
    ['the code of an invitation', { req: { url: `/invitation/${SECRET}`, method: 'GET' } }],
    ['an answer', { res: { statusCode: 200, headers: { 'set-cookie': SECRET } } }],
    ['a token', { grant: { access_token: SECRET, id_token: SECRET, refresh_token: SECRET } }],
    ['a body', { body: { words: SECRET } }],
    ['the values of a query', { failed: { query: 'SELECT $1', parameters: [SECRET] } }],
    ['a session', { session: { id: SECRET } }],
  ])('hides %s', (_what, held) => {
    const line = logged((logger) => {
      logger.info(held, 'said');
    });
    expect(line).toContain('said');
    expect(line).not.toContain(SECRET);
  });

  it.each<[string, () => Error]>([
    [
      'what hangs on it',
      () => Object.assign(new Error('no'), { parameters: [SECRET], body: SECRET, request: { SECRET } }),
    ],
    ['a bearer token in its words', () => new Error(`refused Bearer ${SECRET}`)],
    ['a password in an address', () => new Error(`cannot reach postgres://owner:${SECRET}@127.0.0.1:5432/x`)],
    ['a value that PostgreSQL quotes', () => Object.assign(new Error(`invalid input: "${SECRET}"`), { code: '22P02' })],
    ['its cause', () => new Error('outer', { cause: Object.assign(new Error('inner'), { detail: SECRET }) })],
  ])('tells of an error without %s', (_what, fail) => {
    const line = logged((logger) => {
      logger.error({ err: fail() }, 'failed');
    });
    expect(JSON.parse(line)).toMatchObject({ msg: 'failed', err: { type: 'Error' } });
    expect(line).not.toContain(SECRET);
  });

  it('keeps what helps to find a fault: type, words, place, code and cause', () => {
    const cause = Object.assign(new TypeError('the inner reason'), { code: 'ECONNREFUSED' });
    const line = logged((logger) => {
      logger.error({ err: new Error('the outer words', { cause }) }, 'failed');
    });
    expect(JSON.parse(line)).toMatchObject({
      err: {
        message: 'the outer words',
        stack: expect.stringMatching(/^\s+at /) as string,
        cause: { type: 'TypeError', message: 'the inner reason', code: 'ECONNREFUSED' },
      },
    });
  });
});
