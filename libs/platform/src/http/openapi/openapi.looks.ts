import { type Json, KEY, PAGE, SEND_AGAIN, json, problems } from './openapi';

const queried = (name: string, description: string, schema: Json = { type: 'string', maxLength: 200 }): Json => ({
  name,
  in: 'query',
  description,
  schema,
});
const DATE = { type: 'string', format: 'date' };

const RECORD = queried('record', 'Reference of the record, its beginning, or its stream as in referral-…');
const DAYS = [queried('from', 'On or after', DATE), queried('until', 'On or before', DATE)];
const TAKEN = queried('taken', 'Only what was taken out: spreadsheets and files', { type: 'string', enum: ['yes'] });

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['flag', 'note'],
  properties: {
    flag: { type: 'string', maxLength: 120, description: 'The id of what is out of the ordinary' },
    note: { type: 'string', minLength: 1, maxLength: 2000, description: 'What was found' },
  },
};

/** Who looked at what. */
export const LOOKS_PATHS = {
  '/api/v1/looks': {
    get: {
      tags: ['Looks'],
      operationId: 'looks',
      summary: 'Who looked at what, newest first: for the Partnership Team and the Independent Scrutineer',
      description: 'Of the last 28 days, unless a record, a person or days are given. Each request is a look itself.',
      parameters: [queried('person', 'Who looked'), RECORD, ...DAYS, TAKEN, ...PAGE],
      responses: { 200: json('PageOfLooks', 'A page of them'), ...problems(400, 401, 403, 503) },
    },
  },
  '/api/v1/me/looks': {
    get: {
      tags: ['Looks'],
      operationId: 'my-looks',
      summary: 'What you have looked at yourself, newest first',
      parameters: [RECORD, ...DAYS, TAKEN, ...PAGE],
      responses: { 200: json('PageOfLooks', 'A page of them'), ...problems(400, 401, 503) },
    },
  },
  '/api/v1/unusual-access': {
    get: {
      tags: ['Looks'],
      operationId: 'unusual-access',
      summary: 'What was out of the ordinary in the last 28 days, the newest day first',
      responses: { 200: json('PageOfUnusualAccess', 'All of it'), ...problems(401, 403, 503) },
    },
    post: {
      tags: ['Looks'],
      operationId: 'unusual-access-looked-into',
      summary: 'Mark as looked into',
      description:
        'What was found when somebody asked.\n\nWho may: The Partnership Team, and nobody of them about their own.',
      parameters: [KEY],
      requestBody: { required: true, content: { 'application/json': { schema: BODY } } },
      responses: {
        201: json('Taken', 'Recorded'),
        ...problems(400, 401, 403, 404, 409, 413, 415, 422),
        ...SEND_AGAIN,
      },
    },
  },
} as const;
