import { canonicalBytes, generalRules } from '@maek/ledger/canonical.ts'
import type pg from 'pg'
import { z } from 'zod'
import { withOrganisation } from '../database/scope.ts'
import type { House } from '../house.ts'
import type { Pinned } from './pack-records.ts'

/** `signatures.json` (docs/adr/0001), and the records whose passkey evidence is not there. */
export type PackSignatures = { readonly bytes: Uint8Array; readonly unproved: readonly string[] }

type SignatureRow = {
  record_id: string
  ledger_index: number
  method: 'passkey' | 'password'
  canonical: string
  assertion: unknown
}

// What server/records/sign.ts keeps with a passkey signature: the answer of the browser.
const kept = z.looseObject({
  assertion: z.looseObject({
    id: z.string(),
    response: z.looseObject({
      authenticatorData: z.string(),
      clientDataJSON: z.string(),
      signature: z.string(),
    }),
  }),
})

/** Every signature under the shown records up to the version shown, passkeys with the credential enrolled before. */
export async function packSignatures(
  house: Pick<House, 'database'>,
  organisation: string,
  pinned: readonly Pinned[],
): Promise<PackSignatures> {
  return withOrganisation(house.database, organisation, async (client) => {
    const found = await client.query<SignatureRow>(
      `select signature.record_id, revision.ledger_index, signature.method, signature.canonical, signature.assertion
       from signature
       join json_to_recordset($2) as x(id uuid, version integer)
         on signature.record_id = x.id and signature.version <= x.version
       join record_revision revision on revision.org_id = signature.org_id
         and revision.record_id = signature.record_id and revision.version = signature.version
       where signature.org_id = $1 order by revision.ledger_index, signature.id`,
      [organisation, JSON.stringify(pinned)],
    )
    const credentials = await findCredentials(client, organisation)
    const unproved: string[] = []
    const signatures = found.rows.flatMap((row) => {
      const signed = signatureOf(row, credentials)
      // A passkey signature without its evidence is left out, so that the verifier names it; it is never called proved.
      if (signed === undefined) unproved.push(row.record_id)
      return signed === undefined ? [] : [signed]
    })
    return { bytes: canonicalBytes(signatures, generalRules), unproved }
  })
}

type Credential = { readonly index: number; readonly canonical: unknown }

/** Passkeys enrolled in the log, by credential id, oldest enrolment first. */
async function findCredentials(client: pg.PoolClient, organisation: string) {
  const found = await client.query<{ ledger_index: number; canonical: string }>(
    "select ledger_index, canonical from ledger_note where org_id = $1 and kind = 'passkey' and act = 'cred.add' order by ledger_index",
    [organisation],
  )
  const credentials = new Map<string, Credential[]>()
  for (const row of found.rows) {
    const canonical = z.looseObject({ id: z.string() }).parse(JSON.parse(row.canonical))
    const known = credentials.get(canonical.id) ?? []
    credentials.set(canonical.id, [...known, { index: row.ledger_index, canonical }])
  }
  return credentials
}

function signatureOf(row: SignatureRow, credentials: ReadonlyMap<string, readonly Credential[]>) {
  const signed = {
    ledgerIndex: row.ledger_index,
    method: row.method,
    statement: z.record(z.string(), z.unknown()).parse(JSON.parse(row.canonical)),
  }
  if (row.method === 'password') return signed
  const proof = kept.safeParse(row.assertion).data?.assertion
  const credential = credentials.get(proof?.id ?? '')?.findLast((one) => one.index < row.ledger_index)
  if (!proof || !credential) return undefined
  const { authenticatorData, clientDataJSON, signature } = proof.response
  return {
    ...signed,
    credential: credential.canonical,
    credentialIndex: credential.index,
    assertion: { authenticatorData, clientDataJSON, signature },
  }
}
