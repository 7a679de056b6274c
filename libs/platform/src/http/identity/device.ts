type Told = readonly (readonly [says: RegExp, name: string])[];

/** First match first: most browsers also say that they are Chrome, and all of them that they are Mozilla. */
const BROWSERS: Told = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera|OPiOS)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
];

/** An iPhone says that it is like a Mac, an Android that it is a Linux. */
const SYSTEMS: Told = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bMacintosh\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** A header longer than this is nobody's browser. */
const LONGEST = 1000;

const told = (list: Told, agent: string): string | undefined => list.find(([says]) => says.test(agent))?.[1];

/**
 * What somebody uses, in words: "Chrome on Windows". Made of what the browser says of itself, which may be anything:
 * good enough to know one's own computer again, and for nothing else. What is not on our lists is not guessed.
 */
export function deviceOf(userAgent: string | undefined): string {
  const agent = (userAgent ?? '').slice(0, LONGEST);
  const browser = told(BROWSERS, agent) ?? 'Another browser';
  const system = told(SYSTEMS, agent);
  return system === undefined ? browser : `${browser} on ${system}`;
}
