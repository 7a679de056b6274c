/** One answer a person may choose. */
export interface Option {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  /** Not offered: whoever names it all the same reads this sentence. */
  readonly refused?: string;
  /** In a long list, the heading under which it stands; those of one section follow each other. */
  readonly section?: string;
}

/** What is offered of values and their words, in that order. */
export const offering = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

/** Options that come from records, by the name of their list: agencies, groups, people, meetings, lines … */
export type OptionLists = Readonly<Record<string, readonly Option[]>>;

export interface UploadedFile {
  readonly name: string;
  /** The media type that the sender stated; the evidence store looks at the bytes. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** The size in bytes of one that was too large to be read: then `bytes` is empty. */
  readonly tooLarge?: number;
}

/** A file as multer hands it over. */
export interface SentFile {
  readonly fieldname: string;
  readonly originalname: string;
  readonly mimetype: string;
  readonly buffer: Uint8Array;
  /** The size in bytes of one that was too large to be read: then `buffer` is empty. */
  readonly tooLarge?: number;
}

export type SentFiles = readonly SentFile[] | Readonly<Record<string, readonly SentFile[]>>;

/** What reading a form needs to know beside its body. */
export interface FormContext {
  /** Today's date in the partnership's time zone, ISO. */
  readonly today: string;
  readonly lists: OptionLists;
  /** A page sends words only, and is read with good will; the API sends JSON, and every type must be right. */
  readonly from: 'page' | 'api';
  /** What came with a multipart body: `request.files` of multer, as it stands. */
  readonly files?: SentFiles | undefined;
}

const contexts = new WeakMap<object, FormContext>();

/** class-validator hands its rules the form and nothing else, so the context travels beside the form. */
export function withContext<T extends object>(form: T, context: FormContext): T {
  contexts.set(form, context);
  return form;
}

export function contextOf(form: object): FormContext {
  const context = contexts.get(form);
  if (context === undefined) throw new Error('A form is validated by readForm only.');
  return context;
}

/** Throws when the page forgot to hand over a list that one of its fields needs: a fault of ours, seen by any test. */
export function optionsOf(lists: OptionLists, name: string): readonly Option[] {
  const options = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (options === undefined) throw new Error(`This form needs the option list "${name}".`);
  return options;
}
