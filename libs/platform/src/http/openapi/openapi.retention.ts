import { json, problems } from './openapi';

/** The records whose time to be kept is over. */
export const RETENTION_PATHS = {
  '/api/v1/retention-due': {
    get: {
      tags: ['Retention'],
      operationId: 'retention-due',
      summary: 'Records whose time to be kept is over, the longest first, 500 at most',
      description: 'Each is reviewed before anything is destroyed: a data request of the kind “review”.',
      responses: {
        200: json('RetentionDue', 'All of them, or the first 500 and that there are more'),
        ...problems(401, 403, 503),
      },
    },
  },
} as const;
