import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { say } from '@maek/domain/words.ts'
import { createOrganisation, type Organisation } from '@maek/server/organisations.ts'
import { furnish, type OpenHouse } from '@maek/server/start.ts'
import { freshDatabase } from './fresh-database.ts'

export type StandingHouse = OpenHouse & {
  readonly organisation: Organisation
  readonly at: (iso: string) => void
}

/** A whole house on a fresh database, with one empty organisation and a clock that the test sets. */
export async function standingHouse(
  told: { readonly log?: (line: Readonly<Record<string, unknown>>) => void } = {},
): Promise<StandingHouse> {
  const database = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'maek-house-'))
  let now = '2026-11-21T00:00:00.000Z'
  const house = await furnish(database, {
    folder,
    address: 'http://localhost:4173',
    say: () => undefined,
    log: told.log ?? (() => undefined),
    now: () => now,
  })
  const organisation = await createOrganisation(house.database, {
    name: say('시험', 'Test'),
    sample: false,
    at: now,
  })
  return {
    ...house,
    organisation,
    at: (iso) => {
      now = iso
    },
    close: async () => {
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A person with roles in an organisation, for tests that decide and commit without signing in. */
export function person(organisation: Organisation, name: string, ...roles: Role[]): Actor {
  // Ids are codes: what people are called may be anything, what the ledger names them by may not.
  return { id: `user-${roles.join('-')}`, name, kind: 'human', roles, organisation: organisation.id }
}
