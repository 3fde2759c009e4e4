import { expect, test } from 'vitest'
import { claimsOf } from './claims.ts'
import { csvOf, estarVulnerabilities } from './estar-tables.ts'
import { readVex } from './read-vex.ts'
import { rewriteVex } from './rewrite-vex.ts'
import { aBill, aStatement, someComponents } from './test/a-bill.ts'
import { type VexDocument, vexLimits } from './vex-document.ts'

const bytesOf = (document: unknown) => Buffer.from(JSON.stringify(document))
const read = (document: unknown): VexDocument => {
  const answer = readVex(bytesOf(document))
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

const csaf = (rest: object) => ({
  document: {
    category: 'csaf_vex',
    csaf_version: '2.0',
    title: 't',
    publisher: { category: 'vendor', name: 'n', namespace: 'https://n.example' },
    tracking: {
      id: 'A-1',
      status: 'final',
      version: '1',
      initial_release_date: '2026-01-01T00:00:00Z',
      current_release_date: '2026-01-01T00:00:00Z',
      revision_history: [{ number: '1', date: '2026-01-01T00:00:00Z', summary: 's' }],
    },
  },
  ...rest,
})

test('a CSAF of 200 MB is refused by its size, before anything is built from it', () => {
  const answer = readVex(Buffer.alloc(200_000_000, 0x20))
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
})

test('a document nested a thousand deep is refused, not read', () => {
  const answer = readVex(Buffer.from(`{"document":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`))
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
})

test('a product tree 100 levels deep is refused; one beyond real trees is read to the limit and says so', () => {
  const tree = (levels: number): object =>
    levels === 0
      ? { category: 'product_version', name: '1', product: { name: 'p', product_id: 'deep' } }
      : { category: 'product_name', name: `n${levels}`, branches: [tree(levels - 1)] }
  const deep = (levels: number) => bytesOf(csaf({ product_tree: { branches: [tree(levels)] } }))
  expect(readVex(deep(100))).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
  const answer = readVex(deep(40))
  expect(answer.ok && answer.value.products).toEqual([])
  expect(answer.ok && answer.value.faults.length).toBe(1)
})

test('a VEX that names a million products is refused', () => {
  const products = Array.from({ length: 1_000_000 }, (_, at) => `pkg:npm/p${at}@1`)
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'x',
    statements: [{ vulnerability: { name: 'CVE-2026-0001' }, products, status: 'fixed' }],
  }
  expect(readVex(bytesOf(document))).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
})

test('groups that multiply a small file into a million statements are refused', () => {
  const ids = Array.from({ length: 2000 }, (_, at) => `p${at}`)
  const groups = Array.from({ length: 1000 }, (_, at) => ({ group_id: `g${at}`, product_ids: ids }))
  const document = csaf({
    product_tree: {
      full_product_names: ids.map((id) => ({ name: id, product_id: id })),
      product_groups: groups,
    },
    vulnerabilities: [],
  })
  expect(readVex(bytesOf(document))).toMatchObject({ ok: false, refusal: { code: 'too-large' } })
})

test('products made of themselves and groups that hold themselves end, and are told', () => {
  const name = (id: string) => ({ name: id, product_id: id })
  const document = read(
    csaf({
      product_tree: {
        relationships: [
          {
            category: 'installed_on',
            product_reference: 'a',
            relates_to_product_reference: 'b',
            full_product_name: name('a'),
          },
          {
            category: 'installed_on',
            product_reference: 'b',
            relates_to_product_reference: 'a',
            full_product_name: name('b'),
          },
        ],
        product_groups: [{ group_id: 'g', product_ids: ['a', 'g'] }],
      },
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          product_status: { known_affected: ['a'] },
          remediations: [{ category: 'mitigation', details: 'd', group_ids: ['g', 'g'] }],
        },
      ],
    }),
  )
  expect(document.faults.length).toBeGreaterThan(0)
  expect(document.vulnerabilities[0]?.remediations[0]?.products).toEqual(['a'])
})

test('HTML in the notes of a supplier stays text, in every format and table it is given on in', () => {
  const html = '<script>alert(1)</script><img src=x onerror=alert(2)>'
  const document = read(
    csaf({
      product_tree: { full_product_names: [{ name: html, product_id: 'a' }] },
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          notes: [{ category: 'description', text: `${html}\u0000\u202e` }],
          product_status: { known_not_affected: ['a'] },
          flags: [{ label: 'component_not_present', product_ids: ['a'] }],
        },
      ],
    }),
  )
  expect(document.vulnerabilities[0]?.notes[0]?.text).toBe(html)
  const again = rewriteVex(document)
  expect(again.ok && JSON.parse(again.value).vulnerabilities[0].notes[0].text).toBe(html)
})

test('a cell that a spreadsheet would run as a formula is made text', () => {
  const bill = aBill({
    statements: [aStatement({ summary: '=HYPERLINK("http://evil.example","x")', reference: 'pillow' })],
    components: someComponents,
  })
  expect(csvOf(estarVulnerabilities(bill))).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
})

test('names that every object inherits are products and vulnerabilities like any other', () => {
  const document = read({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'x',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [
      { vulnerability: { name: '__proto__' }, products: [{ '@id': 'constructor' }], status: 'fixed' },
    ],
  })
  expect(document.vulnerabilities.flatMap(claimsOf)).toMatchObject([
    { status: 'fixed', products: ['constructor'] },
  ])
})

test('of two OpenVEX statements on one product the later holds, whichever stands first', () => {
  const statement = (status: string, timestamp: string) => ({
    vulnerability: { name: 'CVE-2026-0001' },
    products: [{ '@id': 'pkg:npm/a@1' }],
    status,
    timestamp,
  })
  const document = read({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'x',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [statement('fixed', '2026-02-01T00:00:00Z'), statement('affected', '2026-01-01T00:00:00Z')],
  })
  expect(document.vulnerabilities.flatMap(claimsOf)).toMatchObject([{ status: 'fixed' }])
})

test('the limits are what the words of a refusal say', () => {
  const answer = readVex(Buffer.alloc(vexLimits.bytes + 1))
  expect(answer.ok ? '' : answer.refusal.because.en).toContain('64 MiB')
})
