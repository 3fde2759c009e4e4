import { randomUUID } from 'node:crypto'
import { actOnRecord, createRecord, editRecord, prepareAction, readRecord } from '@maek/domain/api.ts'
import type { Endpoint } from '@maek/domain/endpoint.ts'
import type { Body } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { claimInvitation, inviteMember } from '@maek/domain/people/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { z } from 'zod'
import { planOf } from '../../cli/request.ts'
import type { HouseProcess } from './house-process.ts'

/** Somebody with an account and an open session, asking over the real network as our own page does. */
export type Member = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly call: <I extends z.ZodType, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: z.input<I>,
    bytes?: Uint8Array,
  ) => Promise<z.output<O>>
}

/** The house said no; `said` is its refusal as it came. */
export class SaidNo extends Error {
  readonly status: number
  readonly said: unknown

  constructor(status: number, said: unknown, asked: string) {
    super(`${asked}: ${status} ${JSON.stringify(said)}`)
    this.status = status
    this.said = said
  }
}

type Identity = { readonly name: string; readonly email: string; readonly password: string }

/** Follows a one-time link through the API: sets name and password, and is signed in. */
export async function claim(house: HouseProcess, link: string, who: Identity): Promise<Member> {
  const token = new URL(link).hash.slice(1)
  const answered = await send(house.address, claimInvitation, { input: { token, ...who }, cookie: '' })
  const cookie = answered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')
  return memberWith(house.address, cookie, who)
}

/** The same person again, at a house that may run elsewhere now. */
export async function signIn(house: HouseProcess, who: Identity): Promise<Member> {
  const answered = await fetch(`${house.address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.address },
    body: JSON.stringify({ email: who.email, password: who.password }),
  })
  if (!answered.ok) throw new SaidNo(answered.status, await answered.text(), 'sign in')
  const cookie = answered.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ')
  return memberWith(house.address, cookie, who)
}

/** An administrator invites, the invited claims. */
export async function invite(
  administrator: Member,
  house: HouseProcess,
  who: Identity & { readonly roles: Role[] },
): Promise<Member> {
  const { roles, ...identity } = who
  const { link } = await administrator.call(inviteMember, { email: who.email, roles })
  return claim(house, link, identity)
}

function memberWith(address: string, cookie: string, who: Identity): Member {
  return {
    ...who,
    call: async (endpoint, input, bytes) => {
      const answered = await send(address, endpoint, { input, cookie, ...(bytes && { bytes }) })
      return endpoint.output.parse(await answered.json())
    },
  }
}

type Sent = { readonly input: unknown; readonly cookie: string; readonly bytes?: Uint8Array }

async function send(address: string, endpoint: Endpoint, { input, cookie, bytes }: Sent): Promise<Response> {
  const plan = planOf(endpoint, z.record(z.string(), z.unknown()).parse(input))
  if (!plan.ok) throw new Error(plan.refusal.because.en)
  const { method, target, json, takesKey } = plan.value
  const headers = new Headers({ cookie, 'x-maek': '1' })
  if (takesKey) headers.set('idempotency-key', randomUUID())
  if (json !== null) headers.set('content-type', 'application/json')
  if (bytes) headers.set('content-type', 'application/octet-stream')
  // A fresh Uint8Array: the fetch types ask for one that no other thread can hold.
  const body = bytes ? new Uint8Array(bytes) : json
  const answered = await fetch(address + target, { method, headers, body })
  if (!answered.ok) throw new SaidNo(answered.status, await answered.json(), `${method} ${target}`)
  return answered
}

/** A new record; what is left out of an example by `undefined` is not sent. */
export async function create(member: Member, kind: string, body: Body): Promise<StoredRecord> {
  return (await member.call(createRecord, { kind, body: withoutAbsent(body) })).record
}

/** The record with these fields changed. */
export async function edit(member: Member, record: StoredRecord, change: Body): Promise<StoredRecord> {
  const { kind, id } = record
  const now = await member.call(readRecord, { kind, id })
  const body = withoutAbsent({ ...now.record.body, ...change })
  return (await member.call(editRecord, { kind, id, version: now.record.version, body })).record
}

/** One step of the lifecycle, signed by password where it asks for a signature. */
export async function act(member: Member, record: StoredRecord, action: string): Promise<StoredRecord> {
  const { kind, id } = record
  const { version } = (await member.call(readRecord, { kind, id })).record
  const signs = kindByName(kind)?.life.actions[action]?.signs !== undefined
  const signature = signs && {
    method: 'password' as const,
    ticket: (await member.call(prepareAction, { kind, id, action, version })).ticket,
    password: member.password,
  }
  const done = await member.call(actOnRecord, {
    ...{ kind, id, action, version },
    ...(signature && { signature }),
  })
  return done.record
}

function withoutAbsent(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}
