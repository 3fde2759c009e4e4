import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { z } from 'zod'
import { examples } from '../../../test/examples/governance.ts'
import { type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { password, type Told, type Visitor, visitor } from '../../../test/visitor.ts'
import { handlers } from '../../handlers.ts'
import { openApp } from '../../http/app.ts'

export const noon = '2026-11-21T12:00:00.000Z'

const recordShape = z.object({
  record: z.object({ id: z.string(), version: z.number(), state: z.string(), authorId: z.string() }),
})
export type Standing = z.infer<typeof recordShape>['record']
export const recordOf = (told: Told): Standing => {
  if (told.status !== 200) throw new Error(told.text)
  return recordShape.parse(told.body).record
}

/** A house in which somebody writes what others sign: its people, and suppliers that wait for approval. */
export type SigningHouse = {
  readonly house: StandingHouse
  readonly app: Hono
  readonly author: Visitor
  readonly reviewer: Visitor
  readonly manager: Visitor
  readonly supplierBody: () => Promise<object>
  /** A supplier waiting for approval, written by the author unless said otherwise. */
  readonly waiting: (by?: Pick<Visitor, 'ask'>) => Promise<Standing>
  readonly signatures: (record: Standing) => Promise<readonly Signature[]>
}

export async function signingHouse(): Promise<SigningHouse> {
  const house = await standingHouse()
  const app = openApp(house, handlers)
  const { organisation } = house
  const author = await visitor(app, house, { organisation, name: '김작성', roles: ['quality'] })
  const reviewer = await visitor(app, house, {
    organisation,
    name: '박검토',
    roles: ['quality', 'administrator'],
  })
  const manager = await visitor(app, house, { organisation, name: '최경영', roles: ['management'] })
  return {
    house,
    app,
    author,
    reviewer,
    manager,
    supplierBody: () => supplierBodyOf(author),
    waiting: async (by = author) => {
      const body = await supplierBodyOf(author)
      const made = recordOf(await by.ask('POST', '/records/supplier', { json: { body } }))
      const path = `/records/supplier/${made.id}/actions/submit`
      return recordOf(await by.ask('POST', path, { json: { version: made.version } }))
    },
    signatures: async (record) => {
      const told = await author.ask('GET', `/records/supplier/${record.id}`)
      return signaturesShape.parse(told.body).signatures
    },
  }
}

async function supplierBodyOf(author: Visitor): Promise<object> {
  const person = await author.ask('POST', '/records/person', {
    json: {
      body: {
        name: { ko: '평가자', en: 'Assessor' },
        engagement: 'employee',
        department: '품질',
        position: '품질책임자',
        responsibilities: ['quality-manager'],
        startedOn: '2025-01-02',
      },
    },
  })
  const file = await author.ask('POST', '/files?name=agreement.txt', {
    bytes: `계약 ${randomBytes(4).toString('hex')}`,
  })
  return { ...examples['supplier'], evaluator: recordOf(person).id, agreementFiles: [file.body] }
}

const signaturesShape = z.object({
  signatures: z.array(
    z.looseObject({
      method: z.string(),
      meaning: z.string(),
      signerName: z.string(),
      stale: z.boolean(),
      digest: z.string(),
    }),
  ),
})
type Signature = z.infer<typeof signaturesShape>['signatures'][number]

/** One step, approving unless said otherwise. */
export const act = (by: Visitor, record: Standing, { action = 'approve', ...rest }: Acting) =>
  by.ask('POST', `/records/supplier/${record.id}/actions/${action}`, {
    json: { version: record.version, ...rest },
  })
type Acting = { readonly action?: string; readonly reason?: string; readonly signature?: object }

export const prepare = (by: Pick<Visitor, 'ask'>, record: Standing, action = 'approve') =>
  by.ask('POST', `/records/supplier/${record.id}/actions/${action}/prepare`, {
    json: { version: record.version },
  })

const preparedShape = z.object({
  ticket: z.string(),
  digest: z.string(),
  statement: z.object({ ko: z.string(), en: z.string() }),
  passkey: z.object({ challenge: z.string(), userVerification: z.literal('required') }).nullable(),
})

export async function prepared(by: Visitor, record: Standing, action = 'approve') {
  const told = await prepare(by, record, action)
  if (told.status !== 200) throw new Error(told.text)
  return preparedShape.parse(told.body)
}

export const byPassword = (ticket: string, word = password) => ({
  signature: { method: 'password', ticket, password: word },
})

export const byPasskey = (ticket: string, assertion: unknown) => ({
  signature: { method: 'passkey', ticket, assertion },
})
