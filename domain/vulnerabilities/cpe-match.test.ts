import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCpe } from '../components/cpe.ts'
import { affectsCpe, compareCpeVersions } from './cpe-match.ts'
import type { CpeCriterion } from './nvd.ts'

function ask(criterion: Partial<CpeCriterion> & { cpe: string }, cpe: string, version?: string) {
  const parsed = parseCpe(cpe)
  if (!parsed.ok) throw new Error(parsed.refusal.because.en)
  const { affected, how, fixedIn } = affectsCpe([criterion], parsed.value, version)
  return affected ? [how, ...(fixedIn === undefined ? [] : [fixedIn])].join(' ') : 'no'
}

const openssl = 'cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*'

test('the same name under another vendor, or another part, is another product', () => {
  expect(ask({ cpe: 'cpe:2.3:a:vmware:ace:*', endExcluding: '9' }, 'cpe:2.3:a:ajaxorg:ace:1.0')).toBe('no')
  expect(ask({ cpe: 'cpe:2.3:o:v:p:*' }, 'cpe:2.3:a:v:p:1.0')).toBe('no')
  expect(ask({ cpe: 'cpe:2.3:a:v:p_x:*' }, 'cpe:2.3:a:v:p:1.0')).toBe('no')
})

test('version ranges include and exclude their ends as told', () => {
  const range = { cpe: openssl, startIncluding: '3.0.0', endExcluding: '3.0.7' }
  const at = (version: string) => ask(range, `cpe:2.3:a:openssl:openssl:${version}`)
  expect(['2.9.9', '3.0.0', '3.0.6', '3.0.7'].map(at)).toEqual(['no', 'cpe 3.0.7', 'cpe 3.0.7', 'no'])
  const other = { cpe: openssl, startExcluding: '1.0', endIncluding: '1.2' }
  expect(
    ['1.0', '1.0.0', '1.1', '1.2', '1.2.1'].map((version) =>
      ask(other, `cpe:2.3:a:openssl:openssl:${version}`),
    ),
  ).toEqual(['no', 'no', 'cpe', 'cpe', 'no'])
})

test('letters of patches come in order, and 1.0 is 1.0.0', () => {
  const inOrder = ['1.0.2', '1.0.2a', '1.0.2z', '1.0.2za', '1.0.3', '1.1.0-beta1', '1.1.0']
  for (let at = 1; at < inOrder.length; at++)
    expect([inOrder[at], Math.sign(compareCpeVersions(inOrder[at - 1] ?? '', inOrder[at] ?? ''))]).toEqual([
      inOrder[at],
      -1,
    ])
  expect(compareCpeVersions('1.0', '1.0.0')).toBe(0)
})

test('a component that does not say its version, or a finer point, is shown as a partial match', () => {
  expect(ask({ cpe: openssl, endExcluding: '3.0.7' }, 'cpe:2.3:a:openssl:openssl')).toBe('cpe-partial')
  expect(ask({ cpe: openssl, endExcluding: '3.0.7' }, 'cpe:2.3:a:openssl:openssl', '3.0.1')).toBe('cpe 3.0.7')
  expect(ask({ cpe: openssl, endExcluding: '3.0.7' }, 'cpe:2.3:a:openssl:openssl:-')).toBe('no')
  const forWordPress = 'cpe:2.3:a:v:forms:*:*:*:*:*:wordpress:*:*'
  expect(ask({ cpe: forWordPress }, 'cpe:2.3:a:v:forms:1.0')).toBe('cpe-partial')
  expect(ask({ cpe: forWordPress }, 'cpe:2.3:a:v:forms:1.0:*:*:*:*:joomla')).toBe('no')
  expect(ask({ cpe: forWordPress, conditional: true }, 'cpe:2.3:a:v:forms:1.0:*:*:*:*:wordpress')).toBe(
    'cpe-partial',
  )
})

test('one version named outright is that version, its own update included', () => {
  const one = { cpe: 'cpe:2.3:o:microsoft:windows:10:sp1' }
  expect(ask(one, 'cpe:2.3:o:microsoft:windows:10:sp1')).toBe('cpe')
  expect(ask(one, 'cpe:2.3:o:microsoft:windows:10:sp2')).toBe('no')
  expect(ask(one, 'cpe:2.3:o:microsoft:windows:10')).toBe('cpe-partial')
  expect(ask(one, 'cpe:2.3:o:microsoft:windows:11:sp1')).toBe('no')
})

test('a firm answer stands before a partial one', () => {
  const parsed = parseCpe('cpe:2.3:a:v:p:1.0')
  if (!parsed.ok) throw new Error('a CPE')
  const criteria = [{ cpe: 'cpe:2.3:a:v:p:1.0:*:*:*:*:x' }, { cpe: 'cpe:2.3:a:v:p:1.0' }]
  expect(affectsCpe(criteria, parsed.value)).toEqual({ affected: true, how: 'cpe' })
})

test('a range answers as brute force over enumerated versions does', () => {
  const number = fc.integer({ min: 0, max: 4 })
  const version = fc.tuple(number, number, number)
  const text = (parts: readonly number[]) => parts.join('.')
  const value = ([a, b, c]: readonly number[]) => (a ?? 0) * 100 + (b ?? 0) * 10 + (c ?? 0)
  fc.assert(
    fc.property(
      version,
      version,
      version,
      fc.boolean(),
      fc.boolean(),
      (at, from, to, includesFrom, includesTo) => {
        const criterion = {
          cpe: openssl,
          ...(includesFrom ? { startIncluding: text(from) } : { startExcluding: text(from) }),
          ...(includesTo ? { endIncluding: text(to) } : { endExcluding: text(to) }),
        }
        const above = includesFrom ? value(at) >= value(from) : value(at) > value(from)
        const below = includesTo ? value(at) <= value(to) : value(at) < value(to)
        expect(ask(criterion, `cpe:2.3:a:openssl:openssl:${text(at)}`) !== 'no').toBe(above && below)
      },
    ),
  )
})
