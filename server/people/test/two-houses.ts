import { type Role, roles } from '@maek/domain/permissions.ts'
import { say } from '@maek/domain/words.ts'
import type { Hono } from 'hono'
import { z } from 'zod'
import { type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { type Visitor, visitor } from '../../../test/visitor.ts'
import { withOrganisation } from '../../database/scope.ts'
import { handlers } from '../../handlers.ts'
import { openApp } from '../../http/app.ts'
import { createOrganisation, type Organisation } from '../../organisations.ts'

export const roleNames = Object.keys(roles) as Role[] // keys of a literal table

/** Two organisations under one roof, each with somebody who may do much, and in ours one person a role. */
export type TwoHouses = {
  readonly house: StandingHouse
  readonly app: Hono
  readonly other: Organisation
  readonly chief: Visitor
  /** Of the other organisation. */
  readonly stranger: Visitor
  readonly role: (name: Role) => Visitor
}

export async function twoHouses(): Promise<TwoHouses> {
  const house = await standingHouse()
  const app = openApp(house, handlers)
  const { organisation } = house
  const name = say('남의 회사', 'Another')
  const other = await createOrganisation(house.database, { name, sample: false, at: house.now() })
  const chief = await visitor(app, house, {
    organisation,
    name: '관리자',
    roles: ['administrator', 'quality'],
  })
  const stranger = await visitor(app, house, {
    organisation: other,
    name: '남',
    roles: ['administrator', 'quality'],
  })
  const people = new Map<Role, Visitor>()
  for (const role of roleNames) {
    people.set(role, await visitor(app, house, { organisation, name: `사람 ${role}`, roles: [role] }))
  }
  const role = (name: Role) => {
    const found = people.get(name)
    if (!found) throw new Error(`nobody is ${name}`)
    return found
  }
  return { house, app, other, chief, stranger, role }
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

export async function made(by: Visitor, name: string): Promise<string> {
  const told = await by.ask('POST', '/records/supplier', { json: { body: supplierBody(name) } })
  return z.object({ record: z.object({ id: z.string() }) }).parse(told.body).record.id
}

/** How many notes the log of our organisation holds. */
export async function countNotes(house: StandingHouse): Promise<number> {
  const found = await withOrganisation(house.database, house.organisation.id, (client) =>
    client.query<{ n: number }>('select count(*)::int as n from ledger_note'),
  )
  return found.rows[0]?.n ?? 0
}
