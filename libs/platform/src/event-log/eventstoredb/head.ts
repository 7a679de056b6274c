import { START } from '../event-log';
import { isSystem } from './envelope';
import type { Found, KurrentPort } from './kurrent.port';

const FIRST_LOOK = 32;
const LOOK = 1_000;

/**
 * Where the last event of ours is. The server's own events come after it, perhaps very many, so what has been looked
 * through once is not looked through again.
 */
export class Head {
  private own = START;
  private lookedTo: bigint | undefined;

  constructor(private readonly port: KurrentPort) {}

  async read(within: number): Promise<bigint> {
    if (this.lookedTo === undefined) await this.fromTheEnd(within);
    else await this.onFrom(this.lookedTo, within);
    return this.own;
  }

  private async fromTheEnd(within: number): Promise<void> {
    let end: bigint | undefined;
    let from: bigint | 'end' = 'end';
    for (let limit = FIRST_LOOK; ; limit = LOOK) {
      const page: readonly Found[] = await this.port.readAll(from, 'backwards', limit, within);
      end ??= page[0]?.position;
      const own = page.find((event) => !isSystem(event));
      const last: Found | undefined = page.at(-1);
      if (own ?? page.length < limit) {
        this.looked(end, own?.position ?? START);
        return;
      }
      from = last?.position ?? 'end';
    }
  }

  private async onFrom(lookedTo: bigint, within: number): Promise<void> {
    for (let from = lookedTo; ;) {
      const page = await this.port.readAll(from, 'forwards', LOOK, within);
      const own = page.findLast((event) => !isSystem(event));
      from = page.at(-1)?.position ?? from;
      this.looked(from, own?.position ?? START);
      if (page.length < LOOK) return;
    }
  }

  /** Several may look at once; each adds what it has found. */
  private looked(to: bigint | undefined, own: bigint): void {
    if (own > this.own) this.own = own;
    if (to !== undefined && to > (this.lookedTo ?? START)) this.lookedTo = to;
  }
}
