import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

const role = z.enum([
  'administrator',
  'quality',
  'regulatory',
  'engineer',
  'security',
  'management',
  'auditor',
])

const member = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
  passkeys: z.number(),
})

/** Who I am here: decides what the page offers; the server decides again on every act. */
export const readSession = endpoint({
  name: 'readSession',
  method: 'GET',
  path: '/session',
  title: say('내 접속', 'My session'),
  access: 'open',
  input: z.strictObject({}),
  output: z.strictObject({
    signedIn: z.boolean(),
    user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    organisation: z.strictObject({ id: z.string(), name: words, sample: z.boolean() }).nullable(),
    organisations: z.array(z.strictObject({ id: z.string(), name: words, sample: z.boolean() })),
    roles: z.array(role),
    passkeys: z.number(),
    secondFactor: z.boolean(),
    /** The house has no administrator yet: only the one-time link opens it. */
    unclaimed: z.boolean(),
  }),
})

export const chooseOrganisation = endpoint({
  name: 'chooseOrganisation',
  method: 'POST',
  path: '/session/organisation',
  title: say('조직 선택', 'Choose organisation'),
  access: 'session',
  input: z.strictObject({ organisation: z.uuid() }),
  output: z.strictObject({ organisation: z.uuid() }),
})

/** The one-time link of the first start (or an invitation): sets name, e-mail and password, signs in. */
export const claimInvitation = endpoint({
  name: 'claimInvitation',
  method: 'POST',
  path: '/session/claim',
  title: say('초대 수락', 'Accept invitation'),
  access: 'open',
  input: z.strictObject({
    token: z.string().max(200),
    name: z.string().min(1).max(100),
    email: z.email().max(200),
    password: z.string().min(12).max(200),
  }),
  output: z.strictObject({ userId: z.string() }),
})

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  title: say('사용자 목록', 'Members'),
  access: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    members: z.array(member),
    invitations: z.array(
      z.strictObject({ id: z.uuid(), email: z.string(), roles: z.array(role), expiresAt: z.string() }),
    ),
  }),
})

/** Answers a link to hand over; no mail server is needed to begin. */
export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: '/members/invitations',
  title: say('사용자 초대', 'Invite a member'),
  access: 'administer',
  input: z.strictObject({ email: z.email().max(200), roles: z.array(role).min(1) }),
  output: z.strictObject({ link: z.string(), expiresAt: z.string() }),
})

export const changeMember = endpoint({
  name: 'changeMember',
  method: 'PUT',
  path: '/members/{userId}',
  title: say('역할 변경', 'Change roles'),
  access: 'administer',
  input: z.strictObject({ userId: z.string().max(100), roles: z.array(role).min(1), disabled: z.boolean() }),
  output: member,
})

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/session/list',
  title: say('내 접속 목록', 'My sessions'),
  access: 'session',
  input: z.strictObject({}),
  output: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        current: z.boolean(),
        startedAt: z.string(),
        expiresAt: z.string(),
        agent: z.string(),
      }),
    ),
  }),
})

export const revokeSession = endpoint({
  name: 'revokeSession',
  method: 'DELETE',
  path: '/session/list/{id}',
  title: say('접속 끊기', 'Revoke a session'),
  access: 'session',
  input: z.strictObject({ id: z.string().max(100) }),
  output: z.strictObject({ revoked: z.boolean() }),
})

/** Token for scripts and pipelines: shown once, kept as a digest, acts as a service that never signs. */
export const createToken = endpoint({
  name: 'createToken',
  method: 'POST',
  path: '/tokens',
  title: say('API 토큰 만들기', 'Create an API token'),
  access: 'session',
  input: z.strictObject({ name: z.string().min(1).max(100), roles: z.array(role).min(1) }),
  output: z.strictObject({ token: z.string() }),
})

export const listTokens = endpoint({
  name: 'listTokens',
  method: 'GET',
  path: '/tokens',
  title: say('API 토큰', 'API tokens'),
  access: 'session',
  input: z.strictObject({}),
  output: z.strictObject({
    tokens: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        roles: z.array(role),
        createdAt: z.string(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
  }),
})

export const revokeToken = endpoint({
  name: 'revokeToken',
  method: 'DELETE',
  path: '/tokens/{id}',
  title: say('API 토큰 폐기', 'Revoke a token'),
  access: 'session',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ revoked: z.boolean() }),
})
