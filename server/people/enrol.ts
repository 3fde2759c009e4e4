import type { Actor } from '@maek/domain/record.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import type { Passkey } from './people.ts'

/**
 * Before a passkey may sign, its public key stands in the organisation's log: an offline verifier accepts only
 * credentials enrolled earlier than the signature, so nobody can slip in a false key afterwards.
 */
export async function ensureEnrolled(
  house: House,
  actor: Actor,
  passkeys: readonly Passkey[],
): Promise<void> {
  const enrolled = await withOrganisation(house.database, actor.organisation, (client) =>
    client.query<{ object_id: string }>(
      "select object_id from ledger_note where org_id = $1 and kind = 'passkey' and act = 'cred.add' and object_id = any($2::text[])",
      [actor.organisation, passkeys.map((passkey) => passkey.id)],
    ),
  )
  const known = new Set(enrolled.rows.map((row) => row.object_id))
  const fresh = passkeys.filter((passkey) => !known.has(passkey.id))
  if (fresh.length === 0) return
  const at = house.now()
  const { id: rpId, origin } = house.people.relyingParty()
  const committed = await house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: fresh.map((passkey) => ({
      kind: 'passkey',
      id: passkey.id,
      act: 'cred.add',
      canonical: canonicalText({
        v: 1,
        id: passkey.credentialId,
        person: actor.id,
        rpId,
        origin,
        publicKey: Buffer.from(passkey.publicKey).toString('base64url'),
      }),
      actor,
      at,
    })),
  })
  if (!committed.ok) throw new Error(`a passkey could not be enrolled: ${committed.refusal.because.en}`)
}
