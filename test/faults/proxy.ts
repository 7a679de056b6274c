import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** A network between the log and PostgreSQL that can be cut, slow, or silent. */
export class Proxy {
  /** Milliseconds that each piece takes on its way, in both directions. */
  delay = 0;
  /** Every connection ends when one of them sends this. */
  fatal: string | undefined;
  /** So often one has sent it. */
  fallen = 0;
  private isSilent = false;
  private readonly open = new Set<Socket>();
  private readonly deaf = new WeakSet<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async before(databaseUrl: string): Promise<Proxy> {
    const to = new URL(databaseUrl);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(databaseUrl);
    url.port = String((server.address() as AddressInfo).port);
    const proxy = new Proxy(server, url.href);
    server.on('connection', (near) => {
      const far = connect(Number(to.port), to.hostname);
      proxy.join(near, far);
      proxy.join(far, near);
    });
    return proxy;
  }

  /** Every connection ends at once, in the middle of anything. */
  cut(): void {
    for (const socket of this.open) socket.destroy();
  }

  /** Nothing arrives any more, and nobody is told. */
  silence(): void {
    this.isSilent = true;
  }

  /** As when a database has moved elsewhere: nothing arrives on the connections that there are, and nobody is told; new ones work. */
  move(): void {
    for (const socket of this.open) this.deaf.add(socket);
  }

  /** The old connections stay dead; new ones work. */
  speak(): void {
    this.isSilent = false;
    this.cut();
  }

  async close(): Promise<void> {
    this.cut();
    if (!this.server.listening) return;
    this.server.close();
    await once(this.server, 'close');
  }

  private join(from: Socket, to: Socket): void {
    this.open.add(from);
    from.on('data', (piece: Buffer) => {
      if (this.isSilent || this.deaf.has(from)) return;
      if (this.fatal !== undefined && piece.includes(this.fatal)) {
        this.fallen++;
        this.cut();
        return;
      }
      if (this.delay === 0) to.write(piece);
      else setTimeout(() => to.write(piece), this.delay);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      this.open.delete(from);
      to.destroy();
    });
  }
}
