import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted, cycloneDx, expectRefusal, type StormedHouse, stormedHouse } from './stormed-house.ts'

/* What a supplier's file may do to the door of SBOMs: the whole house, over HTTP. */

let at: StormedHouse
beforeAll(async () => {
  at = await stormedHouse()
})
afterAll(() => at.close())

const xml = (inner: string, before = '') =>
  `<?xml version="1.0"?>${before}<bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1">${inner}</bom>`
const library = (more: object = {}) => ({ type: 'library', name: 'a', version: '1', ...more })

test('XML that would grow or fetch is refused, and nothing of it is stored', async () => {
  const entities = Array.from({ length: 9 }, (_, level) =>
    level === 0 ? '<!ENTITY e0 "ha">' : `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`,
  ).join('')
  await at.unchanged(async () => {
    for (const bomb of [
      xml('&e8;', `<!DOCTYPE bom [${entities}]>`),
      xml('&x;', '<!DOCTYPE bom [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      xml('&x;', '<!DOCTYPE bom [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]>'),
      xml('', '<!DOCTYPE bom SYSTEM "http://127.0.0.1:1/x.dtd">'),
      xml('', '<!DOCTYPE bom [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
    ]) {
      const told = await at.takeIn(bomb, 'bom.xml')
      expectRefusal(told, 422)
      expect(told.text).not.toContain('root:')
    }
  })
})

test('a file of a gigabyte is refused before it is sent when it says so, and in the middle when it does not', async () => {
  await at.unchanged(async () => {
    const path = `/intake/sbom?name=bom.json&release=${at.release.id}`
    expectRefusal(await at.send('POST', path, { length: 1_000_000_000 }), 413)
    const megabyte = Buffer.alloc(1_000_000, ' ')
    let sent = 0
    const endless = (function* () {
      for (; sent < 1000; sent++) yield megabyte
    })()
    expectRefusal(await at.send('POST', path, { body: endless }), 413)
    // The limit and what was already on its way, not the gigabyte.
    expect(sent).toBeLessThan(400)
  })
})

test('nesting without end is refused in JSON, XML and within components', async () => {
  const nested = (depth: number): string =>
    `${'{"type":"library","name":"a","components":['.repeat(depth)}${']}'.repeat(depth)}`
  await at.unchanged(async () => {
    for (const bomb of [
      `{"bomFormat":"CycloneDX","specVersion":"1.6","x":${'['.repeat(1_000_000)}`,
      `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${nested(20_000)}]}`,
      xml('<a>'.repeat(500_000)),
    ])
      expectRefusal(await at.takeIn(bomb), 413, 422)
  })
})

test('ten million components are refused, whether they are there or only said to be', async () => {
  await at.unchanged(async () => {
    const many = `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${'{},'.repeat(3_000_000)}{}]}`
    expectRefusal(await at.takeIn(many), 413)
  })
  const claim = accepted(
    await at.takeIn(
      cycloneDx({ components: [library()], componentCount: 10_000_000, totalComponents: 10_000_000 }),
    ),
  )
  expect(claim.components).toBe(1)
})

test('a reference used twice is marked and both components are kept', async () => {
  const told = accepted(
    await at.takeIn(
      cycloneDx({ components: [library({ 'bom-ref': 'x' }), library({ 'bom-ref': 'x', name: 'b' })] }),
    ),
  )
  expect(told.components).toBe(2)
  expect(told.faults.map(({ because }) => because.en).join(' ')).toMatch(/twice|duplicate|same/i)
})

test('a graph that comes back to itself is marked and its components are kept', async () => {
  const components = ['a', 'b', 'c'].map((name) => library({ name, 'bom-ref': name }))
  const dependencies = [
    { ref: 'a', dependsOn: ['b'] },
    { ref: 'b', dependsOn: ['c'] },
    { ref: 'c', dependsOn: ['a', 'c'] },
  ]
  const told = accepted(await at.takeIn(cycloneDx({ components, dependencies })))
  expect(told.components).toBe(3)
  const listed = await at.send('GET', `/sboms/${told.record.id}/components`)
  expect(listed.status, listed.text).toBe(200)
})

test('NUL, lone surrogates and control characters do not reach the database, and the component does', async () => {
  const told = accepted(
    await at.takeIn(
      '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"nul\\u0000byte","version":"1\\u0000"},{"type":"library","name":"half\\ud800","version":"\\u001b[2J"},{"type":"library","name":"\\u202eback","purl":"pkg:npm/a%00b@1"}]}',
    ),
  )
  expect(told.components).toBe(3)
  const listed = await at.send('GET', `/sboms/${told.record.id}/components`)
  expect(listed.status, listed.text).toBe(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(listed.text).not.toMatch(/\\u0000|\\ud800|\\u001b|[\u0000-\u0008\u001b]/)
})

test('names of the language itself are only names', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
  const told = accepted(
    await at.takeIn(
      `{"bomFormat":"CycloneDX","specVersion":"1.6","__proto__":{"polluted":true},"components":[${names
        .map(
          (name) =>
            `{"type":"library","name":"${name}","bom-ref":"${name}","version":"${name}","__proto__":{"x":1}}`,
        )
        .join(',')}],"dependencies":[{"ref":"__proto__","dependsOn":["constructor"]}]}`,
    ),
  )
  expect(told.components).toBe(names.length)
  expect(Object.prototype).not.toHaveProperty('polluted')
  const listed = await at.send('GET', `/sboms/${told.record.id}/components`)
  for (const name of names) expect(listed.text).toContain(`"${name}"`)
})

test('a purl or version made to keep a regular expression busy is taken in as text', async () => {
  const long = (piece: string) => piece.repeat(Math.floor(4000 / piece.length))
  const components = [
    library({ name: 'p', purl: `pkg:npm/${long('%41')}@1` }),
    library({ name: 'q', purl: `pkg:npm/${long('a/')}@1?${long('x=1&')}` }),
    ...['1.', '-', '.-', 'a1', '0', '_p1', '~', '+', '1-'].map((piece, place) =>
      library({ name: `v${place}`, version: long(piece), purl: `pkg:maven/g/v${place}@${long(piece)}` }),
    ),
  ]
  const told = accepted(await at.takeIn(cycloneDx({ components })))
  expect(told.components).toBe(components.length)
})

test('a version of the format that does not exist is taken in as far as it goes, and marked', async () => {
  const told = accepted(
    await at.takeIn(
      '{"bomFormat":"CycloneDX","specVersion":"99","components":[{"type":"library","name":"a"}]}',
    ),
  )
  expect(told.components).toBe(1)
  expect(told.faults).toEqual([
    { place: 'specVersion', because: expect.objectContaining({ en: expect.stringContaining('99') }) },
  ])
})

test('what is no SBOM at all is refused in words', async () => {
  await at.unchanged(async () => {
    for (const bytes of [
      '',
      'null',
      '[]',
      '{"bomFormat":"CycloneDX"',
      Buffer.from('504b030414000000', 'hex'),
      Buffer.from('fffe7b00', 'hex'),
      Buffer.from([0x1f, 0x8b, 8, 0]),
    ])
      expectRefusal(await at.takeIn(bytes), 413, 415, 422)
  })
})
