import { advisoryOf } from '@maek/server/vulnerabilities/test/archives.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, cycloneDx, expectRefusal, type StormedHouse, stormedHouse } from './stormed-house.ts'

/* What a component may be called, and where that name comes out again. */

let at: StormedHouse
let sbom = ''
const names = [
  "'; drop table record; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  '#{7*7}{{7*7}}',
  '../../etc/passwd',
  'lod\u0430sh',
  'lodash',
  'ﬁle',
  '%00%0a',
]
beforeAll(async () => {
  at = await stormedHouse()
  const components = names.map((name) => ({ type: 'library', name, version: name, supplier: { name } }))
  const purled = { type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' }
  const alike = {
    type: 'library',
    name: 'lod\u0430sh',
    version: '4.17.20',
    purl: 'pkg:npm/lod%D0%B0sh@4.17.20',
  }
  const told = accepted(await at.takeIn(cycloneDx({ components: [...components, purled, alike] })))
  expect(told.components).toBe(names.length + 2)
  sbom = told.record.id
  const affected = [
    {
      package: { ecosystem: 'npm', name: 'lodash' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
    },
  ]
  await at.import(
    JSON.stringify(
      advisoryOf('GHSA-name', {
        affected,
        summary: '=HYPERLINK("http://x")<script>',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
      }),
    ),
  )
})
afterAll(() => at.close())

test('every name stands in the list as it was given, as JSON that no browser runs', async () => {
  const told = await at.send('GET', `/sboms/${sbom}/components`)
  expect(told.status, told.text.slice(0, 300)).toBe(200)
  const listed = JSON.stringify(told.body)
  for (const name of names.filter((one) => !one.includes('\t')))
    expect(listed, name).toContain(JSON.stringify(name).slice(1, -1))
})

test('a name that only looks like another is another component, with none of its findings', async () => {
  const told = await at.send('GET', '/findings?limit=200')
  expect(told.status, told.text).toBe(200)
  expect(told.text).toContain('pkg:npm/lodash@4.17.20')
  expect(told.text).not.toMatch(/lod(?:%D0%B0|\u0430)sh/)
})

test('names do not work as SQL in filters and searches', async () => {
  for (const name of names) {
    const query = encodeURIComponent(name)
    for (const path of [`/search?q=${query}`, `/findings?text=${query}`, `/findings?sbom=${query}`]) {
      const told = await at.send('GET', path)
      if (told.status !== 200) expectRefusal(told, 422)
    }
  }
  expect((await at.send('GET', '/records/release')).status).toBe(200)
})

test('no cell of a CSV begins as a formula', async () => {
  const exports = [
    `/records/sbom/export?format=csv`,
    `/exports/tables?release=${at.release.id}&table=components&format=csv`,
    `/exports/tables?release=${at.release.id}&table=vulnerabilities&format=csv`,
  ]
  for (const path of exports) {
    const told = await at.send('GET', path)
    if (told.status !== 200) {
      expectRefusal(told, 404, 409, 422)
      continue
    }
    const cells = told.text.split(/[\n,]/).map((cell) => cell.replace(/^"/, ''))
    expect(cells.filter((cell) => /^[=+\-@\t＝＋－＠](?!\d+(\.\d+)?"?$)/.test(cell))).toEqual([])
  }
})

test('the gate tells hostile names in SARIF and JUnit that stay whole', async () => {
  for (const [format, begins] of [
    ['sarif', '{'],
    ['junit', '<?xml'],
    ['text', '✗'],
  ] as const) {
    const ran = await at.run('gate', '--release', at.release.number, '--format', format)
    expect(ran.exit, ran.error).toBe(1)
    expect(ran.out.startsWith(begins)).toBe(true)
    expect(ran.out).not.toContain('<script>alert')
  }
})
