import type { Command } from '@nestjs/cqrs';
import type { Answering, Message, OnBehalfOf } from '#app/kernel';
import type { Ground } from '../../identity/ground';
import type { Directory, Names } from '../../identity/directory';
import type { Person } from '../../identity/person';
import type { KeptFile } from '../../files/files';
import type { Act, Taken } from '../../write/act';
import type { OptionLists } from '../forms';
import type { Words } from './words';

/** What every record's read model has. */
export interface RecordRow {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  /** Of the last event of the record: the ETag. */
  readonly revision: number;
}

/** What a form may look at while it is shown or turned into a command. */
export interface At<R> {
  readonly id: string;
  readonly record: R | undefined;
  readonly person: Person;
  /** ISO date. */
  readonly today: string;
  readonly names: Names;
  readonly directory: Directory;
  /** The query of the page's address, or of the form's. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The command's id (UUID), while a form becomes a command: ids of what it makes are derived from it. */
  readonly key?: string;
}

/** One thing that a person can do to a record: a form, a page, an address of the API and a command. */
export interface ActDefinition<R extends RecordRow, F extends object = object> {
  /** The last part of the address, page and API alike: `decision`. */
  readonly name: string;
  /** "Record the decision": heading of the page and words of the button that leads to it. */
  readonly title: string;
  /** A sentence or two above the form. */
  readonly intro?: string;
  /** The words of the button that sends it; the title when left out. */
  readonly button?: string;
  /** The heading under which the record's page offers it, where a record has many acts: "Assurance". */
  readonly under?: string;
  /** What the success banner says. */
  readonly done: string;
  readonly form: new () => F;
  readonly may: readonly Ground<R>[];
  /** Whether the record's page offers it in the present state. The decider has the last word. */
  readonly offered?: (record: R, person: Person) => boolean;
  /** Why this person is not offered it, or a part of it, where another would be: a sentence for the record's page and the form. */
  readonly withheld?: (record: R, person: Person) => string | undefined;
  /** Options of the form's choices, by the name of the list; agencies, groups and meetings are always there. */
  readonly lists?: (at: At<R>) => OptionLists | Promise<OptionLists>;
  readonly initial?: (at: At<R>) => Partial<F> | Promise<Partial<F>>;
  readonly happenedOn?: (form: F) => string | undefined;
  /** For whom it is done, beside the person's own role. A form with a `meeting` fills group and meeting by itself. */
  readonly behalf?: (form: F, at: At<R>) => Partial<OnBehalfOf>;
  /** Whose own answer it is, where others may enter it for them: they are held to what they declare as if they sent it themselves. */
  readonly answering?: (form: F, at: At<R>) => Promise<Answering>;
  /** The group that a form's meeting belongs to, where it is always the same. */
  readonly group?: string | ((record: R | undefined) => string | undefined);
  /** One command; an opening act may give several, and opens a record with each. */
  readonly command: (form: F, at: At<R>) => Message | readonly Message[] | Promise<Message | readonly Message[]>;
  /** Template of the page when the general one will not do. */
  readonly template?: string;
  /** What that template shows beside the form. */
  readonly beside?: (at: At<R>) => Promise<object>;
  /** What its answer shows this once and nothing keeps, in place of leading back to the record. Of an act on a record. */
  readonly shows?: {
    readonly template: string;
    /** For the template, and as JSON for the API. Asked once: a repeated command is answered without it. */
    readonly with: (at: At<R>) => Promise<object>;
  };
}

/** A page of a list. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pageSize: number;
  /** As many as were counted. */
  readonly total: number;
  /** There are more. */
  readonly more?: true;
}

export interface ListQuery {
  readonly page: number;
  readonly pageSize: number;
  /** The filters as they were sent; unknown ones are ignored on pages and refused by the API. */
  readonly filters: Readonly<Record<string, string | undefined>>;
  readonly today: string;
  readonly person: Person;
}

/** One filter above a list. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  /** `words` is a text of which every word is found, in any order: `sought`. */
  readonly kind: 'words' | 'text' | 'choice' | 'tick';
  readonly options?: readonly { readonly value: string; readonly text: string }[];
}

/** Something that waits for a person, on the home page; `late` ones stand apart. */
export interface Waiting {
  readonly title: string;
  /** Of all there are, not of the first few shown; as many as were counted. */
  readonly count: number;
  /** There are more. */
  readonly more?: true;
  /** The list that holds exactly these. */
  readonly href: string;
  readonly late?: boolean;
  readonly items: readonly WaitingItem[];
}

/** A filter of the list that holds what is late with anybody, and what it holds in words. */
export interface LateList {
  readonly filters: Readonly<Record<string, string>>;
  /** "recommendation past its target" */
  readonly one: string;
  readonly many: string;
}

export interface WaitingItem {
  readonly text: string;
  readonly href: string;
  readonly reference?: string;
  readonly status?: { readonly word: string; readonly kind: string };
  /** ISO date, or the target as people say it. */
  readonly due?: string;
  readonly dueLabel?: string;
  /** All of it in words, where "due" and a day do not say it: "reviewed every quarter". */
  readonly dueWords?: string;
  readonly note?: string;
  /** The one button that answers it from here. */
  readonly act?: { readonly text: string; readonly href: string };
}

/** Everything the web has to know of one kind of record. A slice has one or more. */
export interface RecordKind<R extends RecordRow = RecordRow> {
  /** The first part of the address: `referrals`. */
  readonly path: string;
  readonly category: string;
  /** "referral", in sentences. */
  readonly noun: string;
  /** Heading of the list. */
  readonly plural: string;
  /** Folder of its templates: `<views>/list.njk` and `<views>/one.njk`. */
  readonly views: string;
  readonly opening?: ActDefinition<R>;
  readonly acts: readonly ActDefinition<R>[];
  find(id: string): Promise<R | undefined>;
  list(query: ListQuery): Promise<PageOf<R>>;
  filters?(at: { readonly names: Names; readonly directory: Directory }): Promise<readonly FilterField[]>;
  /** Who may open the list and the record at all. */
  readonly readable: readonly Ground<R>[];
  /** What this person may see of it, as JSON: the API's answer, and what the page shows. */
  seen(record: R, person: Person, at: { readonly today: string; readonly names: Names }): object;
  /** The day on which its learning was reached: what a recommendation that comes from it dates its source by. */
  learnedOn?(record: R): { readonly on: string; readonly invented: boolean } | undefined;
  /** What the page needs beside it. */
  extras?(record: R, at: At<R>): Promise<object>;
  /** One line of the CSV of the list, by column heading. */
  csv?(record: R, at: Pick<At<R>, 'today' | 'names' | 'person'>): Readonly<Record<string, string>>;
  /** What `GET /api/v1/<path>/:id/path` answers: the way from the source to where it stands. */
  pathOf?(record: R, at: At<R>): object | Promise<object>;
  /** An evidence file of the record, when this person may have it. */
  file?(record: R, fileId: string, person: Person): KeptFile | undefined;
  /** The acts that this person is likely to want next, the likeliest first: the first that is offered stands as a button. */
  wanted?(record: R, person: Person): readonly string[];
  waiting?(person: Person, today: string): Promise<readonly Waiting[]>;
  /** What those who oversee the whole partnership are told of on home, though the act is another's. */
  readonly late?: readonly LateList[];
  /** How its events are told in a history. */
  readonly words: Words;
  /** Further agencies' private matters: the owner whose line an event is about, when it is about one. */
  privateTo?(event: Message): string | undefined;
  /** Whether a history tells this person what an event says, or only that it happened; all of it when left out. */
  tells?(event: Message, person: Person): boolean;
  /** Whether a history may say by its name what happened, where the name alone tells more than the record's page; all when left out. */
  names?(event: Message, person: Person): boolean;
  /** Where it concerns people whose details are sealed: who may open them, for one view and with a reason. */
  readonly opens?: readonly Ground<R>[];
  dispatch(id: string, command: Message, act: Act): Command<Taken>;
}
