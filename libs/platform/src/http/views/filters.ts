import { isIsoDate, shortSpoken, spoken } from '#app/calendar';
import { type Narrative, wordsOf } from '#app/kernel';

const exact = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';
const KINDS_OF_FILE: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  [`${OFFICE}.wordprocessingml.document`]: 'Word document',
  [`${OFFICE}.spreadsheetml.sheet`]: 'Excel spreadsheet',
  [`${OFFICE}.presentationml.presentation`]: 'PowerPoint presentation',
  [`${OPEN}.text`]: 'OpenDocument text',
  [`${OPEN}.spreadsheet`]: 'OpenDocument spreadsheet',
  'image/png': 'Picture',
  'image/jpeg': 'Picture',
  'text/csv': 'Table of values',
  'text/plain': 'Text',
};

type Nothing = null | undefined;
type Value = string | number | boolean | null | undefined;

/** The filters that every page has. What is absent prints as nothing, never as "undefined". */
export const filters = {
  /** An ISO date as "16 April 2025". */
  date: (day: string | Nothing): string => (day ? spoken(day.slice(0, 10)) : ''),

  /** An ISO date as "16 Apr 2025", for tables. */
  shortDate: (day: string | Nothing): string => (day ? shortSpoken(day.slice(0, 10)) : ''),

  /** A value of which only the reader knows what it is: an ISO date as "16 Apr 2025", anything else as it stands. */
  plainly: (value: string | Nothing): string => (value && isIsoDate(value) ? shortSpoken(value) : (value ?? '')),

  /** An ISO instant as "16 April 2025 at 09:03:12 (UK time)". */
  instant: (at: string | Date | Nothing): string => (at ? `${partsOf(at)} (UK time)` : ''),

  /** A narrative's words, or the statement that they are sealed. Plain text passes through. */
  words: (field: Narrative | string | null | undefined): string =>
    typeof field === 'string' ? field : field ? wordsOf(field) : '',

  /** "1,060" */
  figure: (count: number): string => count.toLocaleString('en-GB'),

  /** "1 reply", "3 replies": `{{ 3 | plural('reply', 'replies') }}`. Without the second word an s is added. */
  plural: (count: number, one: string, many = `${one}s`): string =>
    `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`,

  /** Cut short between two words, with "…", where it is longer than that many letters. */
  shortened: (text: string | Nothing, most = 150): string => {
    const words = (text ?? '').trim();
    if (words.length <= most) return words;
    const cut = words.slice(0, most - 1);
    const end = /\s/.test(words.charAt(most - 1)) ? cut.length : cut.search(/\s+\S*$/);
    return `${cut.slice(0, end > 0 ? end : cut.length).replace(/(?<![\s,;:.–-])[\s,;:.–-]+$/, '')}…`;
  },

  /** With a full stop at its end, unless it ends a sentence already. */
  sentence: (words: string | Nothing): string => {
    const said = (words ?? '').trim();
    return said === '' || /[.!?…][”’"')]*$/.test(said) ? said : `${said}.`;
  },

  /** A media type as people call such a file: "Word document". */
  fileKind: (type: string | Nothing): string => KINDS_OF_FILE[type ?? ''] ?? 'File',

  /** Bytes as people say them: "1.2 MB". */
  size: (bytes: number): string =>
    bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1)} MB`,

  /** The current query with changes, as an address: `{{ current | query({ page: 2 }) }}` is "?status=open&page=2". */
  query: (current: Readonly<Record<string, unknown>> | undefined, changes: Readonly<Record<string, unknown>> = {}) => {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...current, ...changes }))
      for (const one of (Array.isArray(value) ? value : [value]) as Value[])
        if (one !== null && one !== undefined && one !== '') asked.append(name, String(one));
    return `?${asked.toString()}`;
  },
};

function partsOf(at: string | Date): string {
  const part = Object.fromEntries(exact.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part['day'] ?? ''} ${part['month'] ?? ''} ${part['year'] ?? ''} at ${part['hour'] ?? ''}:${part['minute'] ?? ''}:${part['second'] ?? ''}`;
}
