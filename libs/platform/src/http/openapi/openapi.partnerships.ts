import { json, problems } from './openapi';

/** In which partnerships of the house the token's account is somebody's. */
export const PARTNERSHIPS_PATHS = {
  '/api/v1/me/partnerships': {
    get: {
      tags: ['Partnerships'],
      operationId: 'my-partnerships',
      summary: 'The partnerships to which your account belongs, this one among them',
      description: 'Each has an API at its own address, which takes tokens made for its own audience only.',
      responses: { 200: json('MyPartnerships', 'All of them'), ...problems(401, 403) },
    },
  },
} as const;
