import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSignerKey, verifierKeyText } from '@maek/ledger/keys.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'

let served: ServedHouse
beforeAll(async () => {
  served = await servedHouse()
  const put = (name: string, value: unknown) => writeFile(join(served.folder, name), JSON.stringify(value))
  const kev = (day: string) => ({
    catalogVersion: '1',
    dateReleased: `${day}T00:00:00Z`,
    vulnerabilities: [{ cveID: 'CVE-2026-0001', dateAdded: day }],
  })
  await put('kev.json', kev('2026-11-20'))
  await put('older.json', kev('2026-11-10'))
  const advisory = {
    id: 'GHSA-aaaa',
    modified: '2026-11-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name: 'brittle' }, versions: ['1.0.0'] }],
  }
  await put('torn.json', [advisory, { id: '' }])
  await put('nvd.json', {
    format: 'NVD_CVE',
    version: '2.0',
    timestamp: '2026-11-20T00:00:00.000',
    vulnerabilities: [{ cve: { id: 'CVE-2026-7777', lastModified: '2026-11-19T00:00:00.000' } }],
  })
  await put('bom.json', {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [{ type: 'firmware', name: 'rtos' }],
  })
})
afterAll(() => served.close())

test('an unknown verb, source or file is refused with what to write instead', async () => {
  for (const words of [
    ['fly'],
    ['import'],
    ['fetch', 'nowhere'],
    ['set', 'kev'],
    ['set', 'kev', '--on', '--url', 'http://example.org'],
    ['import', 'missing.json'],
    ['trust', 'nonsense'],
  ]) {
    const ran = await served.run('feeds', ...words)
    expect([words.join(' '), ran.exit]).toEqual([words.join(' '), 2])
  }
})

test('a single file is taken and said to be unsigned', async () => {
  const ran = await served.run('feeds', 'import', 'older.json', '--source', 'kev')
  expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining('not signed') })
})

test('rows that were refused are told, and the exit code says that not all is in', async () => {
  const ran = await served.run('feeds', 'import', 'torn.json', '--source', 'osv')
  expect(ran).toMatchObject({
    exit: 1,
    out: expect.stringContaining('1 new, 0 changed, 0 unchanged, 1 refused'),
  })
  expect(ran.out).toContain('✗ [1]: ')
  expect((await served.run('feeds')).out).toMatch(/osv npm .*In part/)
})

test('one CVE record of NVD does not answer for every product', async () => {
  const ran = await served.run('feeds', 'import', 'nvd.json')
  expect(ran).toMatchObject({ exit: 0, out: expect.stringContaining('1 new') })
  expect((await served.run('feeds')).out).toMatch(/nvd .*In part/)
})

test('a bundle is made without a server, refused from a stranger, taken once its key is trusted, and never rolls back', async () => {
  const make = async (name: string, file: string) => {
    const ran = await served.run(
      'feeds',
      'bundle',
      '--out',
      name,
      '--key',
      'feed-key',
      `kev=${join(served.folder, file)}`,
    )
    return ran.exit
  }
  expect([await make('new.zip', 'kev.json'), await make('old.zip', 'older.json')]).toEqual([0, 0])
  expect(await served.run('feeds', 'import', 'new.zip')).toMatchObject({ exit: 2 })
  const key = parseSignerKey((await readFile(join(served.folder, 'feed-key'), 'utf8')).trim())
  if (!key.ok) throw new Error('a key was made')
  expect(await served.run('feeds', 'trust', verifierKeyText(key.value))).toMatchObject({ exit: 0 })
  expect(await served.run('feeds', 'import', 'new.zip')).toMatchObject({
    exit: 0,
    out: expect.stringContaining('signed by maek-feeds'),
  })
  expect(await served.run('feeds', 'import', 'old.zip')).toMatchObject({
    exit: 2,
    error: expect.stringContaining('rolled back'),
  })
})

test('the list shows each source, and its exit code says when one is stale', async () => {
  expect(await served.run('feeds')).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/kev .*maek-feeds .*Fresh/),
  })
  served.house.at('2026-12-21T00:00:00.000Z')
  expect(await served.run('feeds')).toMatchObject({ exit: 1, out: expect.stringContaining('Stale') })
  expect((await served.run('feeds', 'set', 'eol', '--on', '--hours', '48')).exit).toBe(0)
  expect((await served.run('feeds')).out).toContain('every 48 h')
  expect((await served.run('feeds', 'set', 'eol', '--off')).exit).toBe(0)
  expect((await served.run('feeds', 'distrust', 'maek-feeds')).exit).toBe(0)
})
