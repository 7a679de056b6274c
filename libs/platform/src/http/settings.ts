import type { Times } from './edge/in-time';
import type { Limits } from './edge/rate-limits';
import type { SecurityContact } from './edge/security-txt';

/** What a web needs to be told. */
export interface WebSettings {
  /** For sessions and tokens; at least 32 characters. */
  readonly secret: string;
  /** Cookies over HTTPS only: false on loopback alone. */
  readonly secure: boolean;
  /** The origin that people type, of a real house; a demonstration has none and answers on loopback. */
  readonly publicUrl?: string;
  /** How much may be asked for; null for no limits, as a measurement needs it. LIMITS when left out. */
  readonly limits?: Limits | null;
  /** TIMES when left out. */
  readonly times?: Times;
  readonly securityContact?: SecurityContact;
  /** Who may say from where somebody asks, as `trustedProxiesOf` reads them; nobody when left out. */
  readonly trustedProxies?: readonly string[];
}

/** Where a real house is in the world: its origin, or undefined for a demonstration on this machine. */
export const PUBLIC_URL = Symbol('Public address');

export const PARTNERSHIP = Symbol('Partnership');

export interface Partnership {
  readonly id: string;
  readonly name: string;
}
