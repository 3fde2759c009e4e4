import { filesOfZip, isOutsidePresent } from '@maek/domain/components/test/outside-files.ts'
import { expect, test, vi } from 'vitest'
import { checkSchema } from './schema-check.ts'

// Hundreds of documents, each with its schema: a minute on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const json = (value: unknown) => Buffer.from(JSON.stringify(value))

test('what breaks the schema of CycloneDX is listed by place, and what keeps it has no fault', async () => {
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 }
  expect(await checkSchema(json(bom))).toMatchObject({
    state: 'valid',
    faultCount: 0,
    name: 'CycloneDX 1.6 JSON',
  })
  const broken = await checkSchema(json({ ...bom, components: [{ type: 'thing', name: 1 }] }))
  expect(broken.state).toBe('faulty')
  expect(broken.faults.map(({ place }) => place)).toEqual(
    expect.arrayContaining(['components.0.type', 'components.0.name']),
  )
})

test('XML is asked the XML schema, SPDX 2 the own checks, and what has no schema is told to be unchecked', async () => {
  const xml = (inside: string) =>
    checkSchema(Buffer.from(`<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">${inside}</bom>`))
  expect(await xml('<components/>')).toMatchObject({ state: 'valid', name: 'CycloneDX 1.5 XML' })
  expect(await xml('<components><component/></components>')).toMatchObject({ state: 'faulty' })
  expect(await checkSchema(json({ spdxVersion: 'SPDX-2.2' }))).toMatchObject({ state: 'faulty' })
  expect(await checkSchema(Buffer.from('SPDXVersion: SPDX-2.3\n'))).toMatchObject({ state: 'not-checked' })
  expect(await checkSchema(json({ bomFormat: 'CycloneDX', specVersion: '9' }))).toMatchObject({
    state: 'not-checked',
  })
})

/** XML is asked in a sandbox that reads its schema anew each time: all of it only for the conformance run. */
const isWhole = process.env.MAEK_CONFORMANCE === 'all'
const archives = [
  { path: 'cyclonedx-spec/json.zip', every: 1 },
  { path: 'cyclonedx-spec/xml.zip', every: isWhole ? 1 : 23 },
]

for (const { path, every } of archives) {
  test.skipIf(!isOutsidePresent(path))(
    `every valid resource of ${path} passes and every invalid one shows a fault (one in ${every}; skipped without the outside data)`,
    async () => {
      const wrong: string[] = []
      let seen = 0
      for (const [name, bytes] of filesOfZip(path)) {
        const file = name.split('/').at(-1) ?? ''
        if (!/\.(json|xml)$/.test(file) || name.includes('ext/') || seen++ % every !== 0) continue
        const { state } = await checkSchema(bytes)
        // `informal-invalid-…` break what the schema cannot say; `skip_invalid-…` what an older test tool could not see.
        const wanted = /^(skip_)?invalid-/.test(file) ? 'faulty' : 'valid'
        if (state !== wanted) wrong.push(`${name}: ${state}`)
      }
      expect(seen).toBeGreaterThan(300)
      expect(wrong).toEqual([])
    },
  )
}
