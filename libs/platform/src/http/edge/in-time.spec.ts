import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TIMES, keepTime } from './in-time';

describe('a server that closes while it answers', () => {
  it('gives the answer, and is closed then, however long a connection may stay idle', async () => {
    let answer = (): void => undefined;
    const server = createServer((_req, res) => {
      answer = () => res.end('what was asked for');
    });
    keepTime(server, TIMES);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const asked = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(server, 'request');
    const closed = new Promise((done) => server.close(done));
    answer();
    expect(await (await asked).text()).toBe('what was asked for');
    await closed;
  });
});
