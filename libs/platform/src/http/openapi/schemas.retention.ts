/** Records whose time to be kept is over, as they go over the wire. */
export const RETENTION_SCHEMAS = {
  RetentionDue: {
    type: 'object',
    required: ['items', 'total'],
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['reference', 'kind', 'href', 'dueOn', 'years', 'authority', 'people'],
          properties: {
            reference: { type: 'string' },
            kind: { type: 'string', description: 'What is kept, as the schedule calls it' },
            href: { type: 'string' },
            dueOn: { type: 'string', format: 'date' },
            years: { type: 'integer', minimum: 1 },
            authority: { type: 'string' },
            people: { type: 'integer', minimum: 1, description: 'How many people’s details are still kept there' },
          },
        },
      },
      total: { type: 'integer', minimum: 0, maximum: 500 },
      more: { type: 'boolean', description: 'There are more than these, whose time was over later' },
    },
  },
} as const;
