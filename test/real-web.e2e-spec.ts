import { readWebEnvironment } from '../apps/web/src/web.environment';
import { Program } from './crash.system';

describe('a real web', () => {
  const given = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SESSION_SECRET: 'x'.repeat(32) };
  const here = { ...given, PUBLIC_URL: 'http://127.0.0.1:3000', OIDC_PROVIDERS: 'providers.json' };

  it.each<[string, Record<string, string>, string]>([
    ['without its own address', given, 'PUBLIC_URL is missing'],
    ['at an address without encryption', { ...here, PUBLIC_URL: 'http://trail.example.org' }, 'must begin with https'],
    ['at an address with a path', { ...here, PUBLIC_URL: 'https://example.org/trail' }, 'without a path'],
    ['without anybody who signs people in', { ...given, PUBLIC_URL: here.PUBLIC_URL }, 'OIDC_PROVIDERS is missing'],
    ['with nobody named who keeps the encryption', { ...here, PUBLIC_URL: 'https://a.example' }, 'TRUSTED_PROXIES is'],
    ['behind a pooler of another kind', { ...here, DATABASE_POOLER: 'session' }, 'DATABASE_POOLER is "session"'],
    ['without a secret', { ...here, SESSION_SECRET: 'short' }, 'SESSION_SECRET must have'],
  ])('does not start %s', (_what, env, sentence) => {
    expect(() => readWebEnvironment(env)).toThrow(sentence);
  });

  it('says so in one line, wherever it listens', async () => {
    const { code, said } = await new Program('web/src/main.js', [], { HOST: '0.0.0.0', ...given }).ended();
    expect([code, said]).toEqual([1, expect.stringMatching(/^PUBLIC_URL is missing: [^\n]*\n$/)]);
  });
});
