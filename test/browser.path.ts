/**
 * Path of the browser for tests: the one that `CHROMIUM` names, else the one that npm brought (Linux on x64), unpacked
 * once on this machine. Asked for before the workers start: two that unpack at once would spoil it for each other.
 */
export async function browserPath(): Promise<string> {
  const own = process.env['CHROMIUM'];
  if (own !== undefined) return own;
  // It looks at this while it is loaded: only then does it bring the libraries that a bare system lacks.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
