/** As much of the package as clamd.ts uses; it brings no types of its own. */
declare module 'clamscan' {
  import type { Readable } from 'node:stream';

  interface Options {
    readonly preference: 'clamdscan';
    readonly clamscan: { readonly path: null; readonly active: false };
    readonly clamdscan: {
      readonly path: null;
      readonly socket: string | false;
      readonly host: string | false;
      readonly port: number | false;
      readonly timeout: number;
      readonly localFallback: false;
      readonly bypassTest: true;
    };
  }

  export default class NodeClam {
    init(options: Options): Promise<this>;
    /** `isInfected` is null when the answer was none that it knows. */
    scanStream(stream: Readable): Promise<{ readonly isInfected: boolean | null; readonly viruses: readonly string[] }>;
  }
}
