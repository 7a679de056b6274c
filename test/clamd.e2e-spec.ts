import { Clamd } from '#app/platform';
import { ClamdDouble } from './clamd.double';

const PDF = '%PDF-1.7 ';

describe('clamd', () => {
  let clamd: ClamdDouble;
  beforeAll(async () => {
    clamd = await ClamdDouble.open();
  });
  afterAll(() => clamd.close());

  it('that does not answer in time has not answered', async () => {
    const [host = '', port] = clamd.address.split(':');
    clamd.manner = 'silent';
    await expect(new Clamd({ host, port: Number(port) }, 200).scan(Buffer.from(PDF))).rejects.toThrow(
      'did not answer within 0.2 seconds',
    );
  });

  it('that is not there is no reason to call a file clean', async () => {
    await expect(new Clamd({ host: '127.0.0.1', port: 9 }, 60_000).scan(Buffer.from(PDF))).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
