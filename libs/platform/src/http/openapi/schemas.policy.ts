/** How far a role may do something. */
const REACH = {
  type: 'array',
  items: { type: 'string', enum: ['partnership', 'group', 'agency', 'record', 'enters'] },
};
const GROUND = {
  type: 'object',
  required: ['label', 'roles', 'scope'],
  properties: {
    label: { type: 'string' },
    roles: { type: 'array', items: { type: 'string' } },
    scope: { type: 'string', enum: ['partnership', 'group', 'agency', 'record'] },
  },
};
const line = (reach: object): object => ({
  type: 'object',
  required: ['kind', 'of', 'act', 'title', 'who', 'reach'],
  properties: {
    kind: { type: 'string', description: 'The first part of the address; empty for pages of no kind' },
    of: { type: 'string' },
    act: { type: 'string', description: 'As addresses name it' },
    title: { type: 'string' },
    who: { type: 'array', items: GROUND },
    reach,
  },
});

export const POLICY_SCHEMAS = {
  WhoMayDoWhat: {
    type: 'object',
    required: ['roles', 'items'],
    properties: {
      roles: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'title'],
          properties: { id: { type: 'string' }, title: { type: 'string' } },
        },
      },
      items: {
        type: 'array',
        items: line({ type: 'object', description: 'By role; an empty list means no', additionalProperties: REACH }),
      },
    },
  },
  WhatIMayDo: {
    type: 'object',
    required: ['person', 'items'],
    properties: {
      person: {
        type: 'object',
        required: ['id', 'title', 'role', 'groups', 'deputises'],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          role: { type: 'string' },
          agency: { type: 'string' },
          groups: { type: 'array', items: { type: 'string' } },
          deputises: { type: 'array', items: { type: 'string' } },
        },
      },
      items: { type: 'array', items: line(REACH) },
    },
  },
} as const;
