import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { openPool } from '../database/pool.ts'
import { applicationRole } from '../database/role.ts'
import { writeDurably } from '../files/store.ts'
import { hearingWeather } from './hidden-weather.ts'

/** Header in which our own listener names the caller's address; what a client sends under it is overwritten. */
export const peerHeader = 'x-maek-peer'

export type Library = Awaited<ReturnType<typeof openLibrary>>

/**
 * better-auth behind people.ts. No sign-up from outside (people enter by invitation), no telemetry, no cookie cache
 * (a revoked session is dead at once), limits per address and path kept in the database.
 */
export async function openLibrary(options: {
  readonly url: string
  readonly folder: string
  readonly address: string
}) {
  const address = new URL(options.address)
  const pool = openPool({ url: options.url, role: applicationRole, connectionsMax: 4, values: 'library' })
  const { listening, uncovered } = hearingWeather(pool)
  const auth = betterAuth({
    appName: 'Maek',
    baseURL: address.origin,
    basePath: '/api/auth',
    secret: await secretIn(options.folder),
    database: listening,
    telemetry: { enabled: false },
    trustedOrigins: [address.origin],
    // Only what our pages use. Names stand in signatures (21 CFR 11.50) and are not a person's own to change.
    disabledPaths: closedPaths,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 30, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: { '/sign-in/*': { window: 60, max: 10 }, '/two-factor/*': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'maek',
      ipAddress: { ipAddressHeaders: [peerHeader] },
      useSecureCookies: address.protocol === 'https:',
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        // A changed password ends every other session in the same step (a stolen one above all).
        if (context.path !== '/change-password') return undefined
        return { context: { ...context, body: { ...context.body, revokeOtherSessions: true } } }
      }),
    },
    plugins: [
      twoFactor({ issuer: 'Maek' }),
      passkey({ rpID: address.hostname, rpName: 'Maek', origin: address.origin }),
    ],
  })
  return { auth, uncovered, close: () => pool.end(), rpId: address.hostname, origin: address.origin }
}

const closedPaths = [
  '/sign-up/email',
  '/sign-in/social',
  '/update-user',
  '/update-session',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/link-social',
  '/unlink-account',
  '/list-accounts',
  '/account-info',
  '/get-access-token',
  '/refresh-token',
  '/request-password-reset',
  '/reset-password',
  '/send-verification-email',
  '/verify-email',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
]

/** The secret that signs session cookies: made once, beside the data, never in the database. */
async function secretIn(folder: string): Promise<string> {
  const path = join(folder, 'session-secret')
  if (!existsSync(path)) await writeDurably(path, Buffer.from(randomBytes(32).toString('hex')))
  return (await readFile(path, 'utf8')).trim()
}
