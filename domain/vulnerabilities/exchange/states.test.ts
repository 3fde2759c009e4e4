import { expect, test } from 'vitest'
import { justifications, statementStates } from '../statement.ts'
import { claimsOf } from './claims.ts'
import { readVex } from './read-vex.ts'
import { aBill, aStatement } from './test/a-bill.ts'
import { vexOfBill } from './vex-of-bill.ts'
import { stateWords } from './vex-words.ts'
import { writeCsaf } from './write-csaf.ts'
import { writeCycloneDxVex } from './write-cyclonedx.ts'
import { writeOpenVex } from './write-openvex.ts'

const decision = { number: 'VEX-1', at: '2026-06-01T09:00:00.000Z', expiresOn: '2027-01-31' }

/** What each format says of the release’s component, read back by our own readers. */
function saidOf(given: Parameters<typeof aStatement>[0]) {
  const bill = aBill({ statements: [aStatement(given)] })
  const csaf = writeCsaf(vexOfBill(bill))
  if (!csaf.ok) throw new Error(csaf.refusal.because.en)
  const texts = {
    csaf: csaf.value,
    openVex: writeOpenVex(vexOfBill(bill), { id: 'https://gaon.example/vex', version: 1 }),
    cycloneDx: writeCycloneDxVex(bill, '1.6'),
  }
  return Object.fromEntries(
    Object.entries(texts).map(([format, text]) => {
      const read = readVex(Buffer.from(text))
      if (!read.ok) throw new Error(read.refusal.because.en)
      const [claim] = read.value.vulnerabilities.flatMap(claimsOf)
      return [format, claim]
    }),
  )
}

test('each state says the same in all three formats, and comes back as it went out', () => {
  for (const state of statementStates) {
    const given = state === 'in-triage' ? { state } : { state, decision }
    for (const claim of Object.values(saidOf({ ...given, reference: 'pillow' })))
      expect(claim?.status).toBe(stateWords[state].csaf)
  }
})

test('each justification comes back exactly, though CycloneDX has fewer words', () => {
  for (const justification of justifications)
    for (const claim of Object.values(saidOf({ state: 'not-affected', justification, decision })))
      expect(claim?.justification).toBe(justification)
})

test('an accepted risk is told as affected, with the day until which it is accepted and what to do', () => {
  for (const claim of Object.values(saidOf({ state: 'accepted', decision })))
    expect(claim?.action).toContain('2027-01-31')
})

test('without a decision nothing is claimed but that it is being looked into', () => {
  for (const claim of Object.values(saidOf({})))
    expect([claim?.status, claim?.justification]).toEqual(['under_investigation', undefined])
})
