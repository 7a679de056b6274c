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
    },
  },
  PageOfRecords: {
    type: 'object',
    required: ['items', 'page', 'pageSize', 'total'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Record' } },
      page: { type: 'integer', minimum: 1 },
      pageSize: { type: 'integer', minimum: 1, maximum: 200 },
      total: { type: 'integer', minimum: 0 },
    },
  },
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
  PageOfEntries: {
    type: 'object',
    required: ['items', 'page', 'pageSize', 'total'],
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/Entry' } },
      page: { type: 'integer', minimum: 1 },
      pageSize: { type: 'integer', minimum: 1 },
      total: { type: 'integer', minimum: 0 },
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
} as const;
