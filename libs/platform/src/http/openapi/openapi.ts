import type { ActDefinition, FilterField, RecordKind, RecordRow } from '../acts/record-kind';
import { OpeningForm } from '../concerned/concerned.forms';
import { MOST_WORDS } from '../acts/sought';
import { schemaOf } from '../forms';
import type { schemas } from './schemas';

export type Json = Readonly<Record<string, unknown>>;

/** What the API can be asked of one kind of record, as paths of OpenAPI 3.1: made from what is served, so that it cannot lie. */
export function pathsOf(kind: RecordKind, filters: readonly FilterField[]): Json {
  const root = `/api/v1/${kind.path}`;
  const read = (path: string, operation: Json): Json => ({ [path]: { get: { tags: [kind.plural], ...operation } } });
  const acts = kind.acts.map((act) => {
    const operation = { ...posted(kind, act, false), parameters: [ID, IF_MATCH, KEY] };
    return [`${root}/{id}/${act.name}`, { post: operation }];
  });
  return {
    [root]: {
      get: {
        tags: [kind.plural],
        operationId: `list-${kind.path}`,
        summary: `${kind.plural}, newest first`,
        parameters: [...filters.map(queryOf), ...PAGE],
        responses: { 200: json('PageOfRecords', 'A page of them'), ...problems(400, 401, 403) },
      },
      ...(kind.opening && { post: posted(kind, kind.opening, true) }),
    },
    ...read(`${root}/{id}`, {
      operationId: `one-of-${kind.path}`,
      summary: `One ${kind.noun}`,
      parameters: [ID],
      responses: {
        200: { ...json('Record', 'What you may see of it'), headers: ETAG },
        ...problems(401, 403, 404, 503),
      },
    }),
    ...(kind.pathOf &&
      read(`${root}/{id}/path`, {
        operationId: `path-of-${kind.path}`,
        summary: 'Its path to completion',
        parameters: [ID],
        responses: { 200: { ...json('Path', 'From source to today'), headers: ETAG }, ...problems(401, 403, 404, 503) },
      })),
    ...(kind.file &&
      read(`${root}/{id}/files/{file}`, {
        operationId: `file-of-${kind.path}`,
        summary: 'An evidence file of it, as a download',
        parameters: [ID, { ...ID, name: 'file' }],
        responses: { 200: FILE, ...problems(401, 403, 404, 409, 503) },
      })),
    ...(kind.opens && { [`${root}/{id}/concerned/{subject}/opening`]: { post: opening(kind, kind.opens) } }),
    ...(Object.fromEntries(acts) as Json),
  };
}

/** Opening what is sealed of a person concerned. */
const opening = (kind: RecordKind, who: NonNullable<RecordKind['opens']>): Json => ({
  tags: [kind.plural],
  operationId: `open-details-of-${kind.path}`,
  summary: 'Open the sealed details of a person whom it concerns',
  description: `Recorded with the reason before anything is answered. Who may: ${who.map(({ label }) => label).join('; ')}.`,
  parameters: [ID, { ...ID, name: 'subject' }],
  requestBody: { required: true, content: { 'application/json': { schema: schemaOf(OpeningForm) } } },
  responses: {
    200: json('Opened', 'The details, for this answer only'),
    ...problems(400, 401, 403, 404, 413, 415, 503),
  },
});

/** Of the media type that its name stands for. */
const FILE = { description: 'The file', content: { 'application/octet-stream': { schema: {} } } };

function posted(kind: RecordKind, act: ActDefinition<RecordRow>, opens: boolean): Json {
  const schema = schemaOf(act.form);
  const who = `Who may: ${act.may.map(({ label }) => label).join('; ')}.`;
  return {
    tags: [kind.plural],
    operationId: `${kind.path}-${opens ? 'open' : act.name}`,
    summary: act.title,
    description: act.intro === undefined ? who : `${act.intro}\n\n${who}`,
    parameters: [KEY],
    requestBody: { required: true, content: { 'application/json': { schema }, 'multipart/form-data': { schema } } },
    responses: {
      [opens ? 201 : 200]: { ...json('Taken', 'Recorded'), headers: ETAG },
      ...problems(400, 401, 403, 409, 413, 415, 422, ...(opens ? [] : [404, 412, 428])),
      ...SEND_AGAIN,
    },
  };
}

const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** Which page of a list. */
export const PAGE = [
  { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
  { name: 'pageSize', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
];

export const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A UUID of yours. With the same body it answers the first answer again; with another body it is refused.',
  schema: { type: 'string', format: 'uuid' },
};

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of the record that you saw.',
  schema: { type: 'string' },
};

const ETAG = { ETag: { description: 'The revision of the record', schema: { type: 'string' } } };

const HOW_FOUND = `Every word is found, in any order; words in double quotes are found together. ${MOST_WORDS} at most.`;

function queryOf({ name, label, kind, options }: FilterField): Json {
  const among = kind === 'choice' ? (options ?? []).map(({ value }) => value) : ['yes'];
  const isTyped = kind === 'words' || kind === 'text';
  const schema = isTyped ? { type: 'string', maxLength: 200 } : { type: 'string', enum: among };
  return { name, in: 'query', description: kind === 'words' ? `${label}. ${HOW_FOUND}` : label, schema };
}

/** An answer in JSON, of one of our schemas. */
export const json = (schema: keyof typeof schemas, description: string): Json => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

/** The errors that an address may answer. */
export const problems = (...statuses: readonly number[]): Json =>
  Object.fromEntries(statuses.map((status) => [status, problem(WHEN[status] ?? 'A problem')]));

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const NOT_NOW = 'Not reachable now, or still catching up';

/** 503 where a key may be sent. */
export const SEND_AGAIN = { 503: problem(`${NOT_NOW}: send the same again with the same key`) };

const WHEN: Readonly<Record<number, string>> = {
  400: 'Some of it cannot be taken: each fault with its pointer',
  401: 'No valid bearer token',
  403: 'No access to this, and who may',
  404: 'There is no such record',
  409: 'A rule does not allow it: its sentence',
  412: 'Somebody changed it meanwhile',
  413: 'Too large',
  415: 'Neither JSON nor a form in parts',
  422: 'The key was used for something else',
  428: 'If-Match is missing',
  503: `${NOT_NOW}: try again`,
};
