import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say } from '@maek/domain/words.ts'
import { verifyPack } from '@maek/ledger/verify.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, type Evidenced, furnishEvidence } from '../../test/evidenced-house.ts'
import { type StandingHouse, standingHouse } from '../../test/standing-house.ts'
import { packOf } from './pack.ts'
import type { PackSubject } from './pack-answers.ts'
import { openZip } from './zip-reader.ts'

let house: StandingHouse
let evidence: Evidenced
beforeAll(async () => {
  house = await standingHouse()
  evidence = await furnishEvidence(house)
})
afterAll(() => house.close())

const mention = ({ id, kind, number, title }: StoredRecord) => ({ id, kind, number, title })

function answer(counting: readonly StoredRecord[], lacking: readonly StoredRecord[]): RequirementAnswer {
  return {
    framework: 'iso-13485',
    ref: '4.2.4',
    title: say('문서 관리', 'Control of documents'),
    verdict: 'partly',
    because: say('승인되지 않은 문서가 있습니다.', 'Some documents are not approved.'),
    rule: 'iso-13485/4.2.4@1',
    population: { words: say('문서', 'documents'), count: 3 },
    counting: { total: counting.length, records: counting.map(mention) },
    lacking: { total: lacking.length + 7, records: lacking.map(mention) },
    mend: {
      words: say('승인', 'Approve'),
      kind: 'document',
      id: null,
      action: null,
      prefill: { owner: '이비밀' },
    },
    inputs: 'ab'.repeat(32),
  }
}

function subject(): PackSubject {
  const [first, second, draft] = evidence.documents
  if (!first || !second || !draft) throw new Error('three documents')
  return {
    framework: { id: 'iso-13485', title: say('의료기기 품질경영시스템', 'Quality systems'), version: '2016' },
    asOf: house.now(),
    answers: [answer([first, second, evidence.worker], [draft])],
  }
}

async function packed(asked: PackSubject = subject()) {
  const stream = accepted(await packOf({ house, actor: evidence.author }, asked))
  const path = join(house.folder, 'pack.zip')
  await writeFile(path, Buffer.from(await new Response(stream).arrayBuffer()))
  const zip = accepted(await openZip(path))
  const read = (name: string) => zip.read(name, 100_000_000)
  const report = () => verifyPack({ list: () => zip.names, read })
  return { read, report, names: zip.names, text: async (name: string) => String(await read(name)) }
}

test('a pack made by the house passes all nine steps of the offline verifier and is sealed in its log', async () => {
  const { report: verify, names } = await packed()
  const report = await verify()
  expect(report.steps.filter((step) => !step.ok).map((step) => step.detail.en)).toEqual([])
  expect(report.verdict).toBe('valid')
  expect(report.steps[8]?.detail.en).toContain('sealed by entry')
  expect(report.steps[6]?.evidence.map((one) => one.value)).toEqual(['1', '1'])
  expect(names).toContain(`files/${evidence.file.sha256}`)
  expect(names.filter((name) => name.startsWith('records/'))).toHaveLength(4)
  expect(names.at(-1)).toBe('manifest.json')
})

test('personal fields leave the house as salted digests only, and no name of a person in any page', async () => {
  const { read, names, text } = await packed()
  const name = evidence.worker.title.split(' · ')[0] ?? ''
  expect(name.length).toBeGreaterThan(1)
  for (const file of names) expect(await text(file), file).not.toContain(name)
  expect(await text(`records/${evidence.worker.id}.json`)).toContain('_sd')
  expect(await text('readiness.json')).not.toContain('이비밀')
  expect(names).not.toContain('disclosures.jsonl')
  expect(await read('readiness.json')).toBeDefined()
})

test('the page of a pack holds no script, and what people typed cannot become markup', async () => {
  const { text } = await packed()
  const page = await text('index.html')
  expect(page).not.toMatch(/<script/i)
  expect(page).toContain('&lt;script&gt;alert(1)')
  expect(page).toContain("default-src 'none'")
  expect(page).toContain('외 7건')
  expect(page).toContain('and 7 more')
})

test('the digest of the policy stands in the instructions, in both languages, as the verifier shows it', async () => {
  const { report, text } = await packed()
  const digest = (await report()).steps[0]?.evidence[0]?.value ?? 'none'
  const readme = await text('README.txt')
  expect(readme.split(digest)).toHaveLength(3)
  expect(readme).toContain('검증하는 방법')
  expect(readme).toContain('How to verify')
})

test('a pack of an earlier day shows each record in the version of that day', async () => {
  const before = '2026-11-21T00:00:00.000Z'
  house.at('2026-11-25T00:00:00.000Z')
  const { report, names } = await packed({ ...subject(), asOf: '2026-11-20T00:00:00.000Z' })
  expect(names.filter((name) => name.startsWith('records/'))).toEqual([])
  expect((await report()).verdict).toBe('valid')
  const { text } = await packed({ ...subject(), asOf: before })
  const [first] = evidence.documents
  expect(await text(`records/${first?.id}.json`)).toContain('"state":"approved"')
})

test('a damaged attachment refuses the pack by name before anything is sealed', async () => {
  const { sha256 } = evidence.file
  await rm(join(house.files.folder, house.organisation.id, sha256.slice(0, 2), sha256.slice(2, 4), sha256))
  const before = await house.checkpoints.newest(house.organisation.id)
  const refused = await packOf({ house, actor: evidence.author }, subject())
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'unavailable', field: sha256 } })
  expect((await house.checkpoints.newest(house.organisation.id)).size).toBe(before.size)
})
