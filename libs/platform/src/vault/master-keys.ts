import { NotNow } from '../not-now';
import { CannotOpen, decrypt, encrypt } from './cipher';

/** A data key under a master key. */
export interface Wrapped {
  /** The name of the master key. */
  readonly master: string;
  readonly bytes: Buffer;
}

/**
 * The keys that wrap every person's key. They never touch the database: whoever has only the database, or an old backup of it,
 * opens nothing. A key management service is one more class of this kind.
 */
export abstract class MasterKeys {
  /** The name of the one that wraps from now on. Throws NoMasterKey. */
  abstract current(): Promise<string>;
  /** All that can unwrap, the current one first. */
  abstract names(): Promise<readonly string[]>;
  /** Under the current one. `bound` is authenticated with it. Throws NoMasterKey. */
  abstract wrap(key: Uint8Array, bound: string): Promise<Wrapped>;
  /** Throws NoMasterKey where it is not here, CannotOpen where it does not fit. */
  abstract unwrap(wrapped: Wrapped, bound: string): Promise<Buffer>;
}

/** Nothing can be sealed or opened until somebody gives the key. Its message is for who runs the system. */
export class NoMasterKey extends NotNow {
  constructor(name?: string) {
    super(
      name === undefined
        ? 'The vault has no master key. Give one in VAULT_MASTER_KEYS, or a file with it in VAULT_MASTER_KEYS_FILE.'
        : `The master key “${name}” is not among those given in VAULT_MASTER_KEYS or VAULT_MASTER_KEYS_FILE.`,
    );
    this.name = 'NoMasterKey';
  }
}

export interface MasterKey {
  readonly name: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

/**
 * Master keys as they are written down: `name:key`, the key being 32 bytes in base64, the current one first, with spaces or
 * line ends between them. Throws a sentence that names what is wrong and never holds a key.
 */
export function readMasterKeys(text: string, from: string): readonly MasterKey[] {
  const keys = text
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part, at): MasterKey => {
      const [name = '', key = ''] = part.split(':', 2);
      const bytes = Buffer.from(key, 'base64');
      if (!NAME.test(name) || bytes.length !== 32 || bytes.toString('base64') !== key)
        throw new Error(
          `${from}: entry ${at + 1} is not a name, a colon and 32 bytes in base64. Make one with: echo "key-1:$(openssl rand -base64 32)"`,
        );
      return { name, bytes };
    });
  const twice = keys.find(({ name }, at) => keys.findIndex((key) => key.name === name) !== at);
  if (twice) throw new Error(`${from}: the name “${twice.name}” stands there twice.`);
  return keys;
}

/** Master keys that this process holds itself. */
export abstract class HeldMasterKeys extends MasterKeys {
  /** The current one first. */
  protected abstract held(): Promise<readonly MasterKey[]>;

  async current(): Promise<string> {
    return (await this.first()).name;
  }

  async names(): Promise<readonly string[]> {
    return (await this.held()).map(({ name }) => name);
  }

  async wrap(key: Uint8Array, bound: string): Promise<Wrapped> {
    const { name, bytes } = await this.first();
    const { nonce, cipher } = encrypt(key, bytes, boundTo(bound, name));
    return { master: name, bytes: Buffer.concat([nonce, cipher]) };
  }

  async unwrap({ master, bytes }: Wrapped, bound: string): Promise<Buffer> {
    const key = (await this.held()).find(({ name }) => name === master);
    if (!key) throw new NoMasterKey(master);
    const opened = decrypt(bytes.subarray(0, 12), bytes.subarray(12), key.bytes, boundTo(bound, master));
    if (opened.length !== 32) throw new CannotOpen();
    return opened;
  }

  private async first(): Promise<MasterKey> {
    const [first] = await this.held();
    if (!first) throw new NoMasterKey();
    return first;
  }
}

const boundTo = (bound: string, master: string): string =>
  JSON.stringify(['learning-trail/data-key/v1', bound, master]);

/** Those of a setting, which hold until the process ends; none where it is empty. */
export class GivenMasterKeys extends HeldMasterKeys {
  private readonly keys: readonly MasterKey[];

  /** Throws a sentence that names what is wrong. */
  constructor(text: string) {
    super();
    this.keys = readMasterKeys(text, 'VAULT_MASTER_KEYS');
  }

  protected held(): Promise<readonly MasterKey[]> {
    return Promise.resolve(this.keys);
  }
}
