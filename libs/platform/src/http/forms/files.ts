import { IsArray } from 'class-validator';
import { type FormContext, type SentFile, type UploadedFile } from './context';
import { field, type FieldOptions, rule } from './field';
import { isRecord, own } from './raw';
import { counted, listed, missing, shown, subject } from './words';

export interface FilesOptions extends FieldOptions {
  /** 10 when left out. */
  readonly most?: number;
}

const MB = 1024 * 1024;
export const MOST_BYTES = 20 * MB;
/** Files of one field, where the field names no other number. */
export const MOST_FILES = 10;

const ZIP = [0x50, 0x4b];
const OFFICE = 'application/vnd.openxmlformats-officedocument';
/** What may be uploaded: the media type by the end of the name, and the bytes with which such a file begins. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly begins?: readonly number[] }>> = {
  pdf: { type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46] },
  docx: { type: `${OFFICE}.wordprocessingml.document`, begins: ZIP },
  xlsx: { type: `${OFFICE}.spreadsheetml.sheet`, begins: ZIP },
  pptx: { type: `${OFFICE}.presentationml.presentation`, begins: ZIP },
  odt: { type: 'application/vnd.oasis.opendocument.text', begins: ZIP },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', begins: ZIP },
  png: { type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  jpg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  jpeg: { type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  csv: { type: 'text/csv' },
  txt: { type: 'text/plain' },
};
const KINDS = 'a PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or text file';

const typeOf = (name: string) => {
  const end = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(TYPES, end) ? TYPES[end] : undefined;
};

/** The last part of the name, on one line; a browser sends it as UTF-8 and multer reads it as Latin-1. */
function cleanName(name: string): string {
  const utf8 = Buffer.from(name, 'latin1').toString('utf8');
  const latin = Buffer.from(name, 'latin1').toString('latin1') === name;
  const decoded = latin && !utf8.includes('\ufffd') ? utf8 : name;
  const last = decoded.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, '')
      .trim()
      .slice(-120) || 'file'
  );
}

const uploaded = (name: string, bytes: Uint8Array, tooLarge?: number): UploadedFile => {
  const clean = cleanName(name);
  const type = typeOf(clean)?.type ?? 'application/octet-stream';
  return { name: clean, type, bytes, ...(tooLarge !== undefined && { tooLarge }) };
};

/** 20,971,521 bytes are 20.1 MB: rounded up, so that what is refused never reads as what is allowed. */
const megabytes = (bytes: number): string => `${(Math.ceil((bytes / MB) * 10) / 10).toLocaleString('en-GB')} MB`;

/** { name, content } in JSON, the content in base64. Anything else is passed on, to be refused. */
function fromJson(raw: unknown): unknown {
  const name = own(raw, 'name');
  const content = own(raw, 'content');
  if (!isRecord(raw) || typeof name !== 'string' || typeof content !== 'string') return null;
  if (Object.keys(raw).some((key) => key !== 'name' && key !== 'content')) return null;
  const sound = content.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(content);
  return sound ? uploaded(name, Buffer.from(content, 'base64')) : null;
}

/** The files that were sent with one field. */
export function sentIn({ files }: Pick<FormContext, 'files'>, key: string): readonly SentFile[] {
  if (files === undefined) return [];
  if (Array.isArray(files)) return (files as readonly SentFile[]).filter(({ fieldname }) => fieldname === key);
  const named = own(files, key);
  return Array.isArray(named) ? (named as readonly SentFile[]) : [];
}

function faultOf(file: UploadedFile | null): string | undefined {
  if (file === null) return 'must be files, each with a name and its content in base64';
  const name = `“${shown(file.name)}”`;
  const expected = typeOf(file.name);
  if (expected === undefined) return `: ${name} must be ${KINDS}`;
  const size = file.tooLarge ?? file.bytes.length;
  if (size > MOST_BYTES) return `: ${name} is ${megabytes(size)}. A file may have ${megabytes(MOST_BYTES)} at most`;
  if (size === 0) return `: ${name} is empty`;
  const { begins } = expected;
  const sound =
    begins === undefined ? !file.bytes.includes(0) : begins.every((byte, index) => file.bytes[index] === byte);
  return sound ? undefined : `: ${name} is not the kind of file that its name says`;
}

/** A page cannot hand a chosen file back to the browser: the sentence for a form that comes back without it. */
export function chooseAgain(files: readonly SentFile[]): string | undefined {
  if (files.length === 0) return undefined;
  const names = listed(files.slice(0, MOST_FILES).map(({ originalname }) => `“${shown(cleanName(originalname))}”`));
  return `Choose the ${files.length === 1 ? 'file' : 'files'} again: ${names}`;
}

/** Files with a multipart form, or in JSON. `type` of a file that was read is the one its name stands for. */
export function FilesField(label: string, options: FilesOptions = {}): PropertyDecorator {
  const { most = MOST_FILES } = options;
  const called = subject({ label, ...options });
  return field(label, options, {
    take: (raw, context, key) => {
      const sent = sentIn(context, key)
        // Of more than may be sent the number is refused: they are not looked at one by one.
        .slice(0, most + 1)
        .map(({ originalname, buffer, tooLarge }) => uploaded(originalname, buffer, tooLarge));
      if (sent.length > 0) return sent;
      if (context.from === 'page' || raw === undefined) return undefined;
      return Array.isArray(raw) ? raw.slice(0, most + 1).map(fromJson) : raw;
    },
    missing: missing('Choose', 'a file for', { label, ...options }),
    rules: [
      IsArray({ message: `${called} must be a list` }),
      rule('files', (files) => {
        if (!Array.isArray(files)) return undefined;
        if (files.length > most) return `${called} may be ${counted(most)} at most`;
        const fault = (files as (UploadedFile | null)[]).map(faultOf).find((words) => words !== undefined);
        return fault === undefined ? undefined : `${called}${fault.startsWith(':') ? '' : ' '}${fault}`;
      }),
    ],
    schema: {
      type: 'array',
      maxItems: most,
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', maxLength: 120 },
          content: { type: 'string', contentEncoding: 'base64', maxLength: Math.ceil(MOST_BYTES / 3) * 4 },
        },
        required: ['name', 'content'],
        additionalProperties: false,
      },
      description: `Each is ${KINDS}, of 20 MB at most (${listed(Object.keys(TYPES))}). A body of JSON may have 200 kB: send larger files in parts (multipart/form-data).`,
    },
    view: (base) => ({
      ...base,
      hint:
        base.hint ??
        `${most > 1 ? `${counted(most)} files at most, each of` : 'A file of'} ${megabytes(MOST_BYTES)} at most`,
      is: 'files',
      accept: Object.keys(TYPES)
        .map((end) => `.${end}`)
        .join(','),
      multiple: most > 1,
    }),
  });
}
