import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';

/** In two parts, so that no scanner takes this file for what it tests. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** How the scanner behaves: as it should, silent, breaking off, or answering nonsense. */
export type Manner = 'sound' | 'silent' | 'breaks-off' | 'nonsense' | 'too-large';

/**
 * clamd's INSTREAM on a real socket: `zINSTREAM\0`, then chunks with their length in four bytes, then a length of nothing;
 * it answers `stream: OK` or `stream: <name> FOUND`, each with a null byte behind, and closes.
 */
export class ClamdDouble {
  manner: Manner = 'sound';
  /** How many files it was given, whole or not. */
  asked = 0;
  /** Milliseconds before it answers. */
  delay = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.serve(socket);
    });
  }

  static async open(): Promise<ClamdDouble> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ClamdDouble(server);
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Breaks off whatever it has begun. */
  drop(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.drop();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: Socket): void {
    this.asked += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (this.manner === 'breaks-off') socket.resetAndDestroy();
      // Only what ends in a length of nothing can be whole.
      if (this.manner === 'silent' || !chunk.subarray(-4).equals(NOTHING)) return;
      const file = fileIn(Buffer.concat(chunks));
      if (file) setTimeout(() => socket.end(`${this.verdict(file)}\0`), this.delay).unref();
    });
  }

  private verdict(file: Buffer): string {
    if (this.manner === 'nonsense') return 'stream: perhaps';
    if (this.manner === 'too-large') return 'INSTREAM size limit exceeded. ERROR';
    return file.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
  }
}

const BEGINS = Buffer.from('zINSTREAM\0');
const NOTHING = Buffer.alloc(4);

/** The whole file, once its last chunk has come. */
function fileIn(sent: Buffer): Buffer | undefined {
  if (!sent.subarray(0, BEGINS.length).equals(BEGINS)) return undefined;
  const chunks: Buffer[] = [];
  for (let at = BEGINS.length; at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > sent.length) return undefined;
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
