import { hash } from 'node:crypto';

/** Looks for ids that come twice among millions, in eight bytes each. */
export class SeenIds {
  private heads = new BigUint64Array(1_024);
  private count = 0;

  add(id: string): void {
    if (this.count === this.heads.length) {
      const more = new BigUint64Array(this.count * 2);
      more.set(this.heads);
      this.heads = more;
    }
    this.heads[this.count++] = headOf(id);
  }

  /** Tells whether an id may be one of those that came twice: never no for one that did. Undefined where none can be. */
  suspects(): ((id: string) => boolean) | undefined {
    const sorted = this.heads.slice(0, this.count).sort();
    const twice = new Set(sorted.filter((head, n) => head === sorted[n - 1]));
    return twice.size === 0 ? undefined : (id) => twice.has(headOf(id));
  }
}

/** The first half of a UUID; of anything else, of its hash. */
function headOf(id: string): bigint {
  const digits = id.replaceAll('-', '').slice(0, 16);
  return /^[0-9a-f]{16}$/i.test(digits) ? BigInt(`0x${digits}`) : hash('sha256', id, 'buffer').readBigUInt64BE();
}
