import type { Endpoint } from '@maek/domain/endpoint.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kinds } from '@maek/domain/kinds.ts'
import { z } from 'zod'

type Json = { [name: string]: unknown }

/** The OpenAPI 3.1 document, folded from the endpoint list and the kinds: it cannot promise what the server lacks. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Maek', version: '0.1.0', license: { name: 'Apache-2.0' } },
    paths,
    components: {
      schemas: Object.fromEntries(kinds.map((kind) => [kind.name, bodySchema(kind)])),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'maek.session' },
      },
    },
  }
}

/** The body of a kind as JSON Schema, with its fields' labels in both languages. */
export function bodySchema(kind: Kind): Json {
  const schema: Json = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' })
  return { ...schema, title: kind.title.en, description: `${kind.about.en} / ${kind.about.ko}` }
}

function operationOf(endpoint: Endpoint): Json {
  const inPath = new Set([...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' })
  const properties = schema.properties ?? {}
  const required = new Set(schema.required ?? [])
  const carriesJson =
    endpoint.bytesMax === undefined && (endpoint.method === 'POST' || endpoint.method === 'PUT')
  const names = Object.keys(properties)
  const inBody = carriesJson ? names.filter((name) => !inPath.has(name) && name !== 'key') : []
  const elsewhere = names.filter((name) => !inBody.includes(name) && name !== 'key')
  return {
    operationId: endpoint.name,
    summary: `${endpoint.title.en} / ${endpoint.title.ko}`,
    ...(endpoint.access === 'open' ? {} : { security: [{ session: [] }, { token: [] }] }),
    parameters: [
      ...elsewhere.map((name) => ({
        name,
        in: inPath.has(name) ? 'path' : 'query',
        required: required.has(name),
        schema: properties[name],
      })),
      ...(names.includes('key')
        ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: properties['key'] }]
        : []),
    ],
    ...requestBody(endpoint, {
      carriesJson,
      properties: Object.fromEntries(inBody.map((name) => [name, properties[name]])),
      required: inBody.filter((name) => required.has(name)),
    }),
    responses: {
      200: answerOf(endpoint),
      default: {
        description: 'A refusal in Korean and English',
        content: { 'application/json': { schema: refusalSchema } },
      },
    },
  }
}

function requestBody(
  endpoint: Endpoint,
  body: { carriesJson: boolean; properties: Json; required: string[] },
): Json {
  if (endpoint.bytesMax !== undefined) {
    return {
      requestBody: {
        required: true,
        description: `At most ${endpoint.bytesMax} bytes`,
        content: { 'application/octet-stream': {} },
      },
    }
  }
  if (!body.carriesJson || Object.keys(body.properties).length === 0) return {}
  const schema = {
    type: 'object',
    properties: body.properties,
    required: body.required,
    additionalProperties: false,
  }
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function answerOf(endpoint: Endpoint): Json {
  if (endpoint.download) return { description: 'The file', content: { [endpoint.download]: {} } }
  return {
    description: 'The answer',
    content: {
      'application/json': {
        schema: z.toJSONSchema(endpoint.output, { io: 'input', unrepresentable: 'any' }),
      },
    },
  }
}

const refusalSchema: Json = {
  type: 'object',
  required: ['code', 'because'],
  properties: {
    code: { type: 'string' },
    because: {
      type: 'object',
      required: ['ko', 'en'],
      properties: { ko: { type: 'string' }, en: { type: 'string' } },
    },
    field: { type: 'string' },
    more: { type: 'array' },
  },
}
