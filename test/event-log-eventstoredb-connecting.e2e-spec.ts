import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { fresh } from '../libs/platform/src/event-log/contract/said';
import { LogUnavailable } from '../libs/platform/src/event-log/event-log';
import { faultBench } from './event-log-eventstoredb.house';
import { certified } from './eventstoredb/certificate';
import { type Double, startDouble } from './eventstoredb/double';

describe('an EventStoreDB that lets in only who says a password, along a line that nobody else reads,', () => {
  const { openLog } = faultBench();
  let folder: string;
  let double: Double;
  const address = (login: string) =>
    `${double.address.replace('//', `//${login}@`)}?tls=true&tlsCAFile=${encodeURIComponent(join(folder, 'ca.pem'))}`;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learning-trail-ca-'));
    const shown = certified();
    await writeFile(join(folder, 'ca.pem'), shown.authority);
    double = await startDouble({ certified: shown, login: 'trail:p@ss' });
  });
  afterAll(async () => {
    await double.stop();
    await rm(folder, { recursive: true });
  });

  it('is written to and read', async () => {
    const log = await openLog(address('trail:p%40ss'));
    await log.append('secret-1', 'none', [fresh()]);
    expect(await log.readStream('secret-1')).toHaveLength(1);
  });

  it('is not asked on and on with a wrong password, and it is said where that stands', async () => {
    await expect(openLog(address('trail:guessed'))).rejects.toThrow(
      /^EventStoreDB refuses this login.*EVENTSTOREDB_URL$/,
    );
  });

  it('may be told a login also along a line that anybody can read', async () => {
    const open = await startDouble();
    const log = await openLog(open.address.replace('//', '//trail:secret@'));
    await log.append('open-1', 'none', [fresh()]);
    expect(open.store.read('open-1')).toHaveLength(1);
    await log.close();
    await open.stop();
  });

  it('is not given away by what is said of an address that cannot be read', async () => {
    const said: unknown[] = [];
    const warning = jest.spyOn(console, 'warn').mockImplementation((...words) => void said.push(...words));
    for (const login of ['trail:secret', 'trail:my/secret', 'trail:my?secret', 'trail:my@secret'])
      for (const wrong of ['localhost:port', 'localhost:1?tls=maybe', 'localhost:1?nobodyKnows=1&tls=maybe'])
        said.push(await openLog(`esdb://${login}@${wrong}`).catch(inspect));
    warning.mockRestore();
    expect(said.join('\n')).not.toContain('secret');
    expect(said).toHaveLength(13);
    expect(said.at(-1)).toContain('percent-encode');
  });

  it('is not believed without the authority that vouches for it', async () => {
    await expect(openLog(double.address)).rejects.toThrow(LogUnavailable);
  });
});
