import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Directory } from '../../identity/directory';
import { People, isTeam } from '../../identity/person';
import { Registry } from '../acts/registry';
import { AccessTokens, SCOPES } from '../identity/access-tokens';
import { Providers } from '../identity/providers';
import { PUBLIC_URL } from '../settings';
import { LOOKS_PATHS } from './openapi.looks';
import { PARTNERSHIPS_PATHS } from './openapi.partnerships';
import { RETENTION_PATHS } from './openapi.retention';
import { POLICY_PATHS } from './openapi.policy';
import { type Json, PAGE, json, pathsOf, problems } from './openapi';
import { schemas } from './schemas';

/** The description of the API, for programs and for programmers. It tells nothing of any record. */
@Controller()
export class OpenApi {
  constructor(
    private readonly registry: Registry,
    private readonly directory: Directory,
    private readonly providers: Providers,
    private readonly tokens: AccessTokens,
    private readonly people: People,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | undefined,
  ) {}

  @Get('api/openapi.json')
  async document(@Res() res: Response) {
    res.json(await this.described());
  }

  @Get('docs/api')
  async page(@Res() res: Response) {
    const { paths } = (await this.described()) as { paths: Record<string, Record<string, object>> };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })),
    );
    const issuers = this.providers.all.map(({ issuer }) => issuer);
    const demonstration = this.publicUrl === undefined && (await this.example());
    res.render('docs-api', { title: 'The API', operations, issuers, demonstration });
  }

  /** A demonstration's programs bear the names of its people; each partnership has a team of its own. */
  private async example() {
    const team = (await this.people.all()).find(isTeam);
    return team && { program: team.id, audience: this.tokens.audience };
  }

  private async described(): Promise<Json> {
    const names = await this.directory.names();
    const { kinds } = this.registry;
    const paths = await Promise.all(
      kinds.map(async (kind) => pathsOf(kind, (await kind.filters?.({ names, directory: this.directory })) ?? [])),
    );
    return {
      openapi: '3.1.0',
      info: { title: 'Learning Trail', version: '1.0.0', description: ABOUT },
      servers: [{ url: '/' }],
      security: [{ bearer: [] }],
      paths: Object.assign(
        {},
        ...paths,
        FURTHER,
        LOOKS_PATHS,
        PARTNERSHIPS_PATHS,
        POLICY_PATHS,
        RETENTION_PATHS,
      ) as Json,
      components: { securitySchemes: { bearer: BEARER }, schemas },
    };
  }
}

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: `An access token of a sign-in service, made for this API: ${SCOPES.read} to GET, ${SCOPES.write} to POST.`,
} as const;

const ABOUT =
  'What a Safeguarding Children Partnership decided, why, what it learned, and whether anything changed. Every act is recorded for good. Send an Idempotency-Key with every POST, and If-Match with every act on a record.';

const queried = (name: string, description: string, schema: Json = { type: 'string', maxLength: 200 }): Json => ({
  name,
  in: 'query',
  description,
  schema,
});
const DATE = { type: 'string', format: 'date' };
const YES = { type: 'string', enum: ['yes'] };

/** What the audit trail can be filtered by. */
const TRAIL = [
  queried('record', 'Reference of the record, or its beginning'),
  queried('kind', 'Category of the record, as in referral'),
  queried('act', 'Type of the event, as in ReferralReceived'),
  queried('person', 'Who did it'),
  queried('agency', 'On behalf of the agency'),
  queried('group', 'On behalf of the group'),
  queried('from', 'Happened on or after', DATE),
  queried('until', 'Happened on or before', DATE),
  queried('late', 'Recorded more than a week late', YES),
  queried('notable', 'Decisions, completions, moved targets and late records of learning', YES),
];

/** Addresses that belong to no kind of record. */
const FURTHER = {
  '/api/v1/audit-trail': {
    get: {
      tags: ['Audit trail'],
      operationId: 'audit-trail',
      summary: 'Every event, newest first: for the Independent Scrutineer and the Partnership Team',
      parameters: [...TRAIL, ...PAGE],
      responses: { 200: json('PageOfEntries', 'A page of them'), ...problems(400, 401, 403) },
    },
  },
  '/api/v1/history': {
    get: {
      tags: ['Audit trail'],
      operationId: 'history',
      summary: 'Everything that happened to one record, newest first',
      parameters: [
        {
          name: 'stream',
          in: 'query',
          required: true,
          schema: { type: 'string' },
          description: 'category-id, as in referral-…',
        },
        ...PAGE,
      ],
      responses: { 200: json('PageOfEntries', 'A page of its history'), ...problems(400, 401, 403, 404, 503) },
    },
  },
} as const;
