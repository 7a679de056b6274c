import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Json } from './visitor';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Json }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
    readonly schema: Json;
  }[];
  readonly requestBody?: Required<Content>;
  readonly responses: Readonly<Record<string, Content & { readonly description?: string }>>;
}

/** What this test reads of an OpenAPI document. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Json;
}

const words = { type: 'string', minLength: 1 };
const schema = { type: ['object', 'boolean'] };
const strict = { type: 'object', additionalProperties: false };
const content = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^\\w+/[\\w.+-]+$' },
  additionalProperties: { ...strict, required: ['schema'], properties: { schema } },
};
const parameter = {
  ...strict,
  required: ['name', 'in', 'schema'],
  properties: {
    name: words,
    in: { enum: ['query', 'header', 'path'] },
    required: { type: 'boolean' },
    description: words,
    schema,
  },
  // A part of the address cannot be left out.
  if: { properties: { in: { const: 'path' } } },
  then: { required: ['required'], properties: { required: { const: true } } },
};
const response = {
  ...strict,
  required: ['description'],
  properties: {
    description: words,
    content,
    headers: {
      type: 'object',
      additionalProperties: { ...strict, properties: { description: words, schema } },
    },
  },
};
const operation = {
  ...strict,
  required: ['tags', 'operationId', 'summary', 'responses'],
  properties: {
    tags: { type: 'array', minItems: 1, items: words },
    operationId: { type: 'string', pattern: '^[a-z][a-z-]*$' },
    summary: words,
    description: words,
    security: { type: 'array', items: { type: 'object' } },
    parameters: { type: 'array', items: parameter },
    requestBody: {
      ...strict,
      required: ['content', 'required'],
      properties: { required: { type: 'boolean' }, content },
    },
    responses: {
      ...strict,
      minProperties: 1,
      patternProperties: { '^[1-5][0-9][0-9]$': response },
    },
  },
};

/** The parts of OpenAPI 3.1 that our document uses, as strict as the specification. */
export const DOCUMENT = {
  ...strict,
  required: ['openapi', 'info', 'paths', 'components'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: {
      ...strict,
      required: ['title', 'version'],
      properties: { title: words, version: words, description: words },
    },
    servers: { type: 'array', items: { ...strict, required: ['url'], properties: { url: words } } },
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array', items: words } } },
    paths: {
      ...strict,
      patternProperties: { '^/': { ...strict, minProperties: 1, properties: { get: operation, post: operation } } },
    },
    components: {
      ...strict,
      properties: {
        schemas: { ...strict, patternProperties: { '^[A-Za-z0-9._-]+$': schema } },
        securitySchemes: {
          type: 'object',
          required: ['bearer'],
          additionalProperties: {
            ...strict,
            required: ['type', 'scheme'],
            properties: {
              type: { const: 'http' },
              scheme: { const: 'bearer' },
              bearerFormat: { type: 'string' },
              description: { type: 'string' },
            },
          },
        },
      },
    },
  },
};

export const withFormats = (options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 => {
  const ajv = new Ajv2020({ allErrors: true, ...options });
  addFormats(ajv);
  return ajv;
};

/** Everything in the document that is called $ref. */
export function refsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}
