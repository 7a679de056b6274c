/** What a web needs to be told. */
export interface WebSettings {
  /** For sessions and tokens; at least 32 characters. */
  readonly secret: string;
  /** Cookies over HTTPS only: false on loopback alone. */
  readonly secure: boolean;
}

export const PARTNERSHIP = Symbol('Partnership');

export interface Partnership {
  readonly id: string;
  readonly name: string;
}
