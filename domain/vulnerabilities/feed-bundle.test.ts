import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFeedAddress } from './feed-address.ts'
import { type BundledFile, bundleHeading, bundleText, readBundleText } from './feed-bundle.ts'

const file: BundledFile = {
  source: 'osv',
  part: 'crates.io',
  contentAt: '2026-11-20T00:00:00.000Z',
  entries: 1206,
  bytes: 1_215_307,
  sha256: 'ab'.repeat(32),
}
const madeAt = '2026-11-21T00:00:00.000Z'

test('what a manifest says is read back exactly, spaces and colons of an ecosystem included', () => {
  const part = fc.constantFrom('', 'PyPI', 'crates.io', 'Rocky Linux', 'Alpine:v3.19', 'GitHub Actions')
  fc.assert(
    fc.property(fc.uniqueArray(part, { minLength: 1 }), (parts) => {
      const manifest = { madeAt, files: parts.map((one) => ({ ...file, part: one })) }
      expect(readBundleText(bundleText(manifest))).toEqual({ ok: true, value: manifest })
    }),
  )
})

test('a manifest that leads out of the archive, names a file twice, or is of another form is refused', () => {
  const good = bundleText({ madeAt, files: [file] })
  const line = good.split('\n')[2] ?? ''
  const of = (...lines: string[]) => `${[bundleHeading, madeAt, ...lines].join('\n')}\n`
  for (const text of [
    '',
    good.slice(0, -1),
    `${good}\n`,
    good.replace(bundleHeading, 'maek.dev/other/v1'),
    of(),
    of(line, line),
    of(line.replace('osv/crates.io', 'osv/..%2f..%2fetc')) + 'x',
    of(line.replace('osv/', '../')),
    of(line.replace('osv/crates.io', 'nvd/%E0%A4%A')),
    of(line.replace('1206', '-1')),
    of(line.replace('1215307', '9999999999')),
    of(`${line} more`),
    of(line.replace('2026-11-20T00:00:00.000Z', '2026-11-20')),
    of(...Array.from({ length: 201 }, (_, n) => line.replace('crates.io', `e${n}`))),
  ])
    expect(readBundleText(text)).toMatchObject({ ok: false })
})

test('feeds are fetched over HTTPS, and over plain HTTP from this machine only', () => {
  const allowed = (text: string) => readFeedAddress(text).ok
  for (const good of [
    'https://example.org/a?b=c',
    'http://127.0.0.1:8080/x',
    'http://localhost/',
    'http://[::1]:1/',
  ])
    expect([good, allowed(good)]).toEqual([good, true])
  for (const bad of [
    'http://example.org/',
    'http://127.0.0.1.example.org/',
    'http://localhost.example.org',
    'https://user:word@example.org/',
    'http://example.org@127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://exa mple.org',
    `https://example.org/${'a'.repeat(3000)}`,
    '',
  ])
    expect([bad, allowed(bad)]).toEqual([bad, false])
})
