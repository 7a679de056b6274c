import { MOST_PER_PAGE } from '../acts/list-query';
import { MOST_COUNTED } from '../acts/page-of';
import { PARTNERSHIPS_SCHEMAS } from './schemas.partnerships';
import { POLICY_SCHEMAS } from './schemas.policy';
import { RETENTION_SCHEMAS } from './schemas.retention';

/** Of lists of records: all that anybody is told of what is restricted to others. */
const WITHHELD = {
  withheld: {
    type: 'integer',
    minimum: 0,
    description:
      'How many records of this kind are restricted to named people who are not you: of all, not only of what was asked for. They are in no total',
  },
};

/** A page of a list of these. */
const pageOf = (schema: string, further: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  required: ['items', 'page', 'pageSize', 'total', ...Object.keys(further)],
  properties: {
    items: { type: 'array', items: { $ref: `#/components/schemas/${schema}` } },
    page: { type: 'integer', minimum: 1 },
    pageSize: { type: 'integer', minimum: 1, maximum: MOST_PER_PAGE },
    total: { type: 'integer', minimum: 0, maximum: MOST_COUNTED },
    more: { type: 'boolean', description: 'There are more than were counted' },
    ...further,
  },
});

/** What the API answers. Records say more than is listed here: each kind has fields of its own. */
export const schemas = {
  Taken: {
    type: 'object',
    required: ['id', 'reference', 'revision', 'position'],
    properties: {
      id: { type: 'string' },
      reference: { type: 'string', description: 'As in REC-2024-25-006' },
      revision: { type: 'integer', minimum: 0 },
      position: { type: 'string', description: 'Opaque: compare for equality only' },
      link: { type: 'string', description: 'Where an invitation link was made: its path, told this once' },
      expiresAt: { type: 'string', format: 'date-time', description: 'Until when that link is good' },
      all: {
        type: 'array',
        description: 'Where one request opened several records: all of them',
        items: { $ref: '#/components/schemas/Taken' },
      },
      warnings: {
        type: 'array',
        description: 'Fields whose words may tell who somebody is',
        items: {
          type: 'object',
          required: ['field', 'detail'],
          properties: { field: { type: 'string' }, detail: { type: 'string' } },
        },
      },
    },
  },
  Record: {
    type: 'object',
    required: ['id', 'reference', 'title', 'revision'],
    properties: {
      id: { type: 'string' },
      reference: { type: 'string' },
      title: { type: 'string' },
      revision: { type: 'integer', minimum: 0 },
      notShared: { type: 'boolean', description: 'True where something is left out because it is not shared with you' },
      conflicts: {
        type: 'array',
        description:
          'Conflicts of interest declared at its decisions, newest first; decisions at which it was not asked are left out',
        items: { $ref: '#/components/schemas/DeclaredAt' },
      },
    },
  },
  DeclaredAt: {
    type: 'object',
    required: ['decision', 'on', 'conflicts'],
    properties: {
      decision: { type: 'string', description: 'As in Decision recorded' },
      on: { type: 'string', format: 'date' },
      conflicts: {
        type: 'array',
        description: 'Empty where none was declared',
        items: {
          type: 'object',
          required: ['who', 'nature', 'done'],
          properties: {
            who: { type: 'string', description: 'A role or an agency' },
            nature: { type: 'string' },
            done: { type: 'string' },
          },
        },
      },
    },
  },
  Opened: {
    type: 'object',
    required: ['subject', 'kind', 'pseudonym', 'details'],
    properties: {
      subject: { type: 'string' },
      kind: { type: 'string', enum: ['child', 'family', 'practitioner'] },
      pseudonym: { type: 'string', description: 'As in Child 7K' },
      details: {
        type: 'array',
        items: {
          type: 'object',
          required: ['detail', 'name'],
          properties: {
            detail: { type: 'string' },
            name: { type: 'string' },
            text: { type: 'string' },
            notKept: { type: 'boolean', description: 'True where the key was destroyed: it cannot be opened any more' },
          },
        },
      },
    },
  },
  PageOfRecords: pageOf('Record', WITHHELD),
  Path: {
    type: 'object',
    required: ['reference', 'words', 'source', 'milestones', 'monitor', 'today', 'lines', 'state', 'closed', 'missing'],
    properties: {
      reference: { type: 'string' },
      words: { type: 'string' },
      source: { type: 'object' },
      milestones: { type: 'array', items: { type: 'object' } },
      monitor: { type: 'string' },
      today: { type: 'string', format: 'date' },
      lines: { type: 'array', items: { type: 'object' } },
      state: { type: 'string' },
      closed: { type: 'boolean' },
      missing: { type: 'array', items: { type: 'string' } },
    },
  },
  Entry: {
    type: 'object',
    required: ['id', 'title', 'at', 'happenedOn', 'by', 'changes', 'notShared'],
    properties: {
      id: { type: 'string' },
      title: { type: 'string' },
      at: { type: 'string', format: 'date-time', description: 'When it was recorded' },
      happenedOn: { type: 'string', format: 'date' },
      recordedLate: { type: 'boolean' },
      imported: { type: 'boolean' },
      by: { type: 'object' },
      changes: { type: 'array', items: { type: 'object' } },
      notShared: { type: 'boolean' },
    },
  },
  PageOfEntries: pageOf('Entry'),
  Look: {
    type: 'object',
    required: ['position', 'at', 'by', 'what', 'of', 'asked', 'through', 'address', 'correlationId'],
    properties: {
      position: { type: 'string', description: 'Opaque: compare for equality only' },
      at: { type: 'string', format: 'date-time' },
      by: { type: 'object' },
      what: { type: 'string', description: 'As in Looked at the record' },
      of: { type: 'object', description: 'The record or list' },
      asked: { type: 'array', description: 'What a list was asked for', items: { type: 'object' } },
      reason: { type: 'string', description: 'Why, where that was asked' },
      through: { type: 'string', enum: ['page', 'api'] },
      address: { type: 'string', description: 'Of the network' },
      correlationId: { type: 'string' },
    },
  },
  PageOfLooks: pageOf('Look'),
  PageOfUnusualAccess: {
    type: 'object',
    required: ['items', 'total'],
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'day', 'person', 'rule', 'count', 'from', 'until', 'lookedInto', 'notes'],
        },
      },
      total: { type: 'integer', minimum: 0, maximum: MOST_COUNTED },
      more: { type: 'boolean', description: 'There are more than were counted' },
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'detail'],
          properties: { pointer: { type: 'string' }, name: { type: 'string' }, detail: { type: 'string' } },
        },
      },
    },
  },
  ...PARTNERSHIPS_SCHEMAS,
  ...POLICY_SCHEMAS,
  ...RETENTION_SCHEMAS,
} as const;
