import express from 'express';
import request from 'supertest';
import { ownHostOnly } from './own-host';

const app = express();
app.use(ownHostOnly('https://trail.example.org'));
app.use((req, res) => void res.send(req.path));

describe('a real house', () => {
  it.each(['trail.example.org', 'TRAIL.example.org'])(
    'answers under its own name only: %s is its own',
    async (host) => {
      await request(app).get('/sign-in').set('host', host).expect(200);
    },
  );

  it.each([
    'attacker.example',
    'trail.example.org.attacker.example',
    'trail.example.org:8443',
    'trail.example.org@attacker.example',
    '127.0.0.1',
    'localhost',
    '',
  ])('does not answer as “%s”', async (host) => {
    const { status, text } = await request(app).get('/sign-in').set('host', host);
    expect([status, text.includes('/sign-in')]).toEqual([421, false]);
  });

  it('does not believe another name that a proxy might pass on', async () => {
    await request(app)
      .get('/sign-in')
      .set({ host: 'attacker.example', 'x-forwarded-host': 'trail.example.org' })
      .expect(421);
  });

  it('tells whoever watches the machine from the machine how it is, and nothing else', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      await request(app).get(path).set('host', '127.0.0.1:3000').expect(200);
    await request(app).get('/healthy').set('host', '127.0.0.1:3000').expect(421);
    await request(app).get('/health/live').set('host', 'attacker.example').expect(421);
  });
});
