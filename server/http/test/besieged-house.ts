import type { Endpoint } from '@maek/domain/endpoint.ts'
import { expect } from 'vitest'
import { z } from 'zod'
import { type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { databaseDigest, type Told, type Visitor, visitor } from '../../../test/visitor.ts'
import { handlers } from '../../handlers.ts'
import { openApp } from '../app.ts'

/** A house that anything may be sent to, and how to tell that it bore it. */
export type BesiegedHouse = {
  readonly house: StandingHouse
  readonly quality: Visitor
  /** The one record that stands. */
  readonly supplier: string
  readonly created: (name: string) => Promise<string>
  readonly pathOf: (endpoint: Endpoint, replaced?: Readonly<Record<string, string>>) => string
  /** What every refusal must be, whatever was sent. */
  readonly expectRefusal: (told: Told, what: string) => void
  /** Nothing may have changed, however many requests were made. */
  readonly unchanged: (work: () => Promise<void>) => Promise<void>
}

export async function besiegedHouse(): Promise<BesiegedHouse> {
  const logged: Readonly<Record<string, unknown>>[] = []
  const house = await standingHouse({ log: (line) => logged.push(line) })
  const quality = await visitor(openApp(house, handlers), house, {
    organisation: house.organisation,
    name: '김품질',
    roles: ['administrator', 'quality'],
  })
  const created = (name: string) => createSupplier(quality, name)
  const supplier = await created('공급자')
  return {
    house,
    quality,
    supplier,
    created,
    pathOf: (endpoint, replaced) => pathOf(endpoint, { ...samples, id: supplier, ...replaced }),
    expectRefusal: (told, what) => expectRefusal(told, what, logged.at(-1)),
    unchanged: async (work) => {
      const before = await databaseDigest(house, [house.organisation])
      await work()
      expect(await databaseDigest(house, [house.organisation])).toBe(before)
    },
  }
}

/** The least a supplier needs. */
export const supplierBody = (name: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  name,
  supplies: ['cloud'],
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: false,
  ...rest,
})

async function createSupplier(by: Visitor, name: string): Promise<string> {
  const made = await by.ask('POST', '/records/supplier', { json: { body: supplierBody(name) } })
  if (made.status !== 200) throw new Error(made.text)
  return z.object({ record: z.object({ id: z.uuid() }) }).parse(made.body).record.id
}

const bilingual = z.looseObject({
  code: z.string(),
  because: z.object({ ko: z.string().regex(/[가-힣]/), en: z.string().regex(/[a-z]/) }),
})

function expectRefusal(told: Told, what: string, logged: unknown): void {
  expect(told.status, `${what}: ${told.text.slice(0, 300)}`).toBeGreaterThanOrEqual(400)
  expect(told.status, `${what}: ${JSON.stringify(logged)}`).toBeLessThan(500)
  expect(bilingual.safeParse(told.body).success, `${what}: ${told.text.slice(0, 300)}`).toBe(true)
  expect(told.text).not.toMatch(/node_modules|\.ts:\d+|at async|syntax error|ZodError/)
  expect(told.text.length, what).toBeLessThan(100_000)
}

const samples: Readonly<Record<string, string>> = {
  kind: 'supplier',
  action: 'submit',
  sha256: 'ab'.repeat(32),
  userId: 'nobody',
  framework: 'iso-42001',
  ref: '4.1',
}

function pathOf(endpoint: Endpoint, parts: Readonly<Record<string, string>>): string {
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(parts[name] ?? 'x'),
  )
}

export const parametersOf = (endpoint: Endpoint): string[] =>
  endpoint.input instanceof z.ZodObject ? Object.keys(endpoint.input.shape) : []
export const inPath = (endpoint: Endpoint) => new Set(endpoint.path.match(/(?<=\{)\w+(?=\})/g) ?? [])
export const carriesJson = (endpoint: Endpoint) =>
  endpoint.bytesMax === undefined && (endpoint.method === 'POST' || endpoint.method === 'PUT')
export const jsonIf = (endpoint: Endpoint) => (carriesJson(endpoint) ? { json: {} } : {})
