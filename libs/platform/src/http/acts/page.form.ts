import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { type FieldError, type OptionLists, type SentFiles, changedList, fieldsOf } from '../forms';
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
  /** The sentence of the rule that said no. */
  readonly refused?: string;
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
  readonly files: SentFiles;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Takes the hidden inputs from what a page sent. */
export function sentBy(req: Request, at: At<RecordRow>): Sent {
  const { _csrf, _key, _seen, _checked, _add, _remove, ...values } = (req.body ?? {}) as Record<string, unknown>;
  const key = typeof _key === 'string' && UUID.test(_key) ? _key : randomUUID();
  const seen = at.record && typeof _seen === 'string' && /^\d{1,9}$/.test(_seen) ? Number(_seen) : undefined;
  const changesList = {
    ...(typeof _add === 'string' && { add: _add }),
    ...(typeof _remove === 'string' && { remove: _remove }),
  };
  return {
    said: { values, key, ...(seen !== undefined && { seen }) },
    ...(Object.keys(changesList).length > 0 && { changesList }),
    checked: _checked === 'yes',
    files: filesOf(req),
  };
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
  return {
    ...said,
    kind,
    record: at.record,
    title: definition.title,
    act: definition,
    fields: fieldsOf(definition.form, { values: said.values ?? {}, errors: said.errors ?? [], lists, today: at.today }),
    action: (at.record ? `${place}/${definition.name}` : place) + (query.size > 0 ? `?${query.toString()}` : ''),
    cancel: place,
    seen: said.seen ?? at.record?.revision,
    key: said.key ?? randomUUID(),
  };
}

/** What multer has taken in, whatever the fields are called. */
export const filesOf = (req: Request): SentFiles => (Array.isArray(req.files) ? req.files : []);
