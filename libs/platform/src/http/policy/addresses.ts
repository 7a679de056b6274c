import type { Ground } from '../../identity/ground';

/** Addresses that belong to no act of a kind, and who may ask them. */
export interface AddressPolicy {
  /** As the page "Who may do what" calls it in programs. */
  readonly name: string;
  /** "Read the audit trail". */
  readonly title: string;
  /** Method and route, as the router has it: `GET /audit-trail`. */
  readonly at: readonly string[];
  /** Of the person who asks; a record's own grounds are asked beside these. */
  readonly may: readonly Ground[];
}

/**
 * The policy of every address that the house has. Who may is said here for pages of their own; for the addresses that serve
 * every kind, the kind and its acts say it; and a few are open to strangers, each with why.
 */
export class Addresses {
  private readonly policies: ReadonlyMap<string, AddressPolicy | 'kind' | 'open'>;

  constructor(
    readonly own: readonly AddressPolicy[],
    readonly ofKinds: readonly string[],
    /** Route → why a stranger may ask it. */
    readonly open: Readonly<Record<string, string>>,
  ) {
    this.policies = new Map<string, AddressPolicy | 'kind' | 'open'>([
      ...own.flatMap((policy) => policy.at.map((address) => [address, policy] as const)),
      ...ofKinds.map((address) => [address, 'kind'] as const),
      ...Object.keys(open).map((address) => [address, 'open'] as const),
    ]);
  }

  /** The policy of a route; undefined where nobody has said one. A HEAD is a GET without its body. */
  of(method: string, route: string): AddressPolicy | 'kind' | 'open' | undefined {
    return this.policies.get(`${method === 'HEAD' ? 'GET' : method} ${route}`);
  }
}
