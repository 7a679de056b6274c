export const PARTNERSHIPS_SCHEMAS = {
  MyPartnerships: {
    type: 'object',
    required: ['items'],
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'name', 'address', 'audience', 'here'],
          properties: {
            id: { type: 'string' },
            name: { type: 'string' },
            address: { type: 'string', format: 'uri', description: 'Its origin' },
            audience: { type: 'string', description: 'What tokens for its API are made for' },
            here: { type: 'boolean', description: 'Whether it is the one that answers' },
          },
        },
      },
    },
  },
} as const;
