/** What we use of oidc-provider, which brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
    /** Seconds since 1970. */
    readonly exp: number;
    session?: { readonly uid?: string } | undefined;
    save(seconds: number): Promise<unknown>;
  }

  export interface Context {
    readonly oidc: {
      readonly session: Session & { readonly state: Readonly<Record<string, string | undefined>> };
      readonly entities: { readonly IdTokenHint?: object };
      readonly params: Readonly<Record<string, unknown>>;
      /** What of `prompt` is still to be done. */
      readonly prompts: ReadonlySet<string>;
      readonly result?: { readonly login?: object };
      readonly account?: { readonly accountId: string };
      readonly client?: { readonly clientId: string };
      readonly provider: Provider;
    };
    readonly cookies: { set(name: string, value: string | null): unknown };
    readonly request: { readonly body?: unknown };
    status: number;
    type: string;
    body: unknown;
    redirect(url: string): void;
  }

  export interface Session {
    readonly accountId?: string;
    destroy(): Promise<void>;
    /** What the client's ID tokens call this session by. */
    sidFor(clientId: string): string | undefined;
  }

  export interface Client {
    readonly backchannelLogoutUri?: string;
    backchannelLogout(accountId: string, sid: string): Promise<void>;
  }

  export class Grant {
    constructor(of: { readonly clientId: string; readonly accountId: string });
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    readonly Grant: typeof Grant;
    readonly Session: { get(context: object): Promise<Session> };
    readonly Client: { find(id: string): Promise<Client | undefined> };
    createContext(req: IncomingMessage, res: ServerResponse): object;
    cookieName(type: 'session'): string;
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    interactionFinished(req: IncomingMessage, res: ServerResponse, result: object): Promise<void>;
    on(event: string, listener: (context: Context, error: Error) => void): this;
  }

  export const errors: { readonly InvalidTarget: new () => Error };

  interface Prompts extends Array<object> {
    remove(name: string): void;
    get(name: string): { readonly checks: { add(check: object): void } };
  }

  export const interactionPolicy: {
    base: () => Prompts;
    Check: new (
      reason: string,
      description: string,
      check: (context: Context) => boolean,
      details?: () => object,
    ) => object;
  };
}

/** Its own adapter for what need not outlive the process; only so asked for, it says no warning. */
declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  export function createMemoryAdapter(): (model: string) => object;
}
