import { json, problems } from './openapi';

/** Who may do what. */
export const POLICY_PATHS = {
  '/api/v1/who-may-do-what': {
    get: {
      tags: ['Policy'],
      operationId: 'who-may-do-what',
      summary: 'Who may do what: every role, act and reach, from the grounds that decide',
      responses: { 200: json('WhoMayDoWhat', 'All of it'), ...problems(401, 403) },
    },
  },
  '/api/v1/me/what-i-may-do': {
    get: {
      tags: ['Policy'],
      operationId: 'what-i-may-do',
      summary: 'What you may do yourself, by your role, agency and seats of today',
      responses: { 200: json('WhatIMayDo', 'All of it'), ...problems(401, 403) },
    },
  },
} as const;
