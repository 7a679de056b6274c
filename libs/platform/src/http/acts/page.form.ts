import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import {
  type FieldError,
  type OptionLists,
  type SentFile,
  type SentFiles,
  changedList,
  fieldsOf,
  lostFiles,
  toldApart,
} from '../forms';
import type { KeptForm } from '../identity/kept-form';
import { keyInForm } from './act-key';
import { fieldAsked, onlyAsked } from './correcting';
import type { Identifying } from './identifying';
import type { ActDefinition, At, RecordKind, RecordRow } from './record-kind';
import type { Entry } from './tell';

/** What a form page shows beside its fields. */
export interface Said {
  /** As they were typed. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly seen?: number;
  readonly errors?: readonly FieldError[];
  /** What came with it; a form that is shown again has lost them. */
  readonly files?: SentFiles;
  /** The sentence of the rule that said no. */
  readonly refused?: string;
  /** The form was kept when its person had been signed out; it is dropped once this is sent. */
  readonly kept?: true;
  /** The address at which it is shown, where it has just come back so. */
  readonly givenBack?: string;
  /** What others did since the page was shown. */
  readonly meanwhile?: readonly Entry[];
  readonly identifying?: readonly Identifying[];
}

export interface ListChange {
  readonly add?: string;
  readonly remove?: string;
}

export interface Sent {
  readonly said: Said;
  /** One of the buttons "add another" and "remove" was pressed. */
  readonly changesList?: ListChange;
  /** The person has read the warning about identifying words. */
  readonly checked: boolean;
}

/** Takes the hidden inputs from what a page sent. */
export function sentBy(req: Pick<Request, 'body' | 'files'>, at: At<RecordRow>): Sent {
  const { _csrf, _key, _seen, _checked, _kept, _add, _remove, ...values } = (req.body ?? {}) as Record<string, unknown>;
  const key = keyInForm(_key);
  const seen = at.record && typeof _seen === 'string' && /^\d{1,9}$/.test(_seen) ? Number(_seen) : undefined;
  const changesList = {
    ...(typeof _add === 'string' && { add: _add }),
    ...(typeof _remove === 'string' && { remove: _remove }),
  };
  return {
    said: {
      values,
      key,
      files: filesOf(req),
      ...(seen !== undefined && { seen }),
      ...(_kept === 'yes' && { kept: true }),
    },
    ...(Object.keys(changesList).length > 0 && { changesList }),
    checked: _checked === 'yes',
  };
}

/** A form that was kept, shown again as it was sent: nothing of it has been read yet, and its files are lost. */
export function givenBack({ body, files }: KeptForm, address: string, at: At<RecordRow>): Said {
  const lost = files.map((file) => ({ ...file, mimetype: '', buffer: new Uint8Array() }));
  const { said } = sentBy({ body: { ...body } }, at);
  return { ...said, files: lost, kept: true, givenBack: address };
}

export const relisted = ({ form }: ActDefinition<RecordRow>, said: Said, change: ListChange): Said => ({
  ...said,
  values: changedList(form, said.values, change.add, change.remove) as Said['values'],
});

/** Everything that the template of a form needs. */
export function formView(
  kind: RecordKind,
  definition: ActDefinition<RecordRow>,
  at: At<RecordRow>,
  lists: OptionLists,
  said: Partial<Said>,
): object {
  const place = at.record ? `/${kind.path}/${at.id}` : `/${kind.path}`;
  const query = new URLSearchParams(
    Object.entries(at.query).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
  );
  const errors = lostFiles(definition.form, said.files ?? [], said.errors ?? []);
  const fields = fieldsOf(definition.form, { values: said.values ?? {}, errors, lists, today: at.today });
  return {
    ...said,
    kind,
    record: at.record,
    title: definition.title,
    act: definition,
    withheld: at.record && definition.withheld?.(at.record, at.person),
    errors: toldApart(errors, fields),
    fields: onlyAsked(fields, fieldAsked(at)),
    action: (at.record ? `${place}/${definition.name}` : place) + (query.size > 0 ? `?${query.toString()}` : ''),
    cancel: place,
    seen: said.seen ?? at.record?.revision,
    key: said.key ?? randomUUID(),
  };
}

/** What was taken in of a form in parts, whatever the fields are called. */
export const filesOf = (req: Pick<Request, 'files'>): readonly SentFile[] =>
  Array.isArray(req.files) ? req.files : [];

/** A form that cannot be taken: 413 where it is for a file that is too large, else 400. */
export const refusalOf = (req: Request): number =>
  filesOf(req).some(({ tooLarge }) => tooLarge !== undefined) ? 413 : 400;
