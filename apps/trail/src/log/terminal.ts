/** Where a command is called: what it is told by its surroundings, and where it writes. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

export const ownTerminal: Terminal = { env: process.env, out: process.stdout, err: process.stderr };
