import { expect, test } from 'vitest'
import { judgeLicences } from './licence-policy.ts'
import { inOrderOfRuling, type JudgedComponent, summariseLicences } from './licence-report.ts'
import { writeNotices } from './notices.ts'
import { licencePolicyOf, type PolicyBody } from './policy-in-force.ts'

const body: PolicyBody = {
  classes: [
    { class: 'permissive', ruling: 'allowed' },
    { class: 'strong-copyleft', ruling: 'forbidden' },
  ],
  undeclared: 'review',
  notRecognised: 'review',
}
const component = (
  name: string,
  declared: readonly string[],
  more: Partial<JudgedComponent> = {},
): JudgedComponent => ({
  reference: name,
  name,
  version: '1',
  purl: null,
  supplier: null,
  copyright: null,
  declared,
  verdict: judgeLicences(
    { name, version: '1', purl: null, licences: declared },
    licencePolicyOf(body),
    '2026-11-22',
  ),
  ...more,
})
const head = { about: 'REL-1 시험', on: '2026-11-22', language: 'ko' } as const

test('the summary counts each component once and the undeclared apart from the unread', () => {
  const summary = summariseLicences([
    component('a', ['MIT']),
    component('b', ['GPL-3.0-only AND MIT']),
    component('c', []),
    component('d', ['BSD']),
    component('e', ['MIT', 'BSD']),
  ])
  expect(summary).toMatchObject({
    components: 5,
    rulings: { allowed: 1, review: 3, forbidden: 1 },
    undeclared: 1,
    notRecognised: 2,
    texts: [{ text: 'BSD', components: 2 }],
  })
})

test('an obligation names only the licences that ask for it', () => {
  const { obligations } = summariseLicences([component('a', ['GPL-3.0-only AND MIT'])])
  const of = (name: string) => obligations.find(({ obligation }) => obligation === name)
  expect(of('source-work')).toMatchObject({ components: 1, licences: ['GPL-3.0-only'] })
  expect(of('attribution')?.licences).toEqual(['GPL-3.0-only', 'MIT'])
})

test('nothing at all is summarised and noted as nothing', () => {
  expect(summariseLicences([])).toMatchObject({ components: 0, obligations: [], licences: [] })
  expect(writeNotices([], head, 'markdown')).toContain('제3자 소프트웨어 고지')
})

test('the hardest ruling comes first', () => {
  const judged = [component('a', ['MIT']), component('b', []), component('c', ['GPL-3.0-only'])]
  expect(inOrderOfRuling(judged).map(({ name }) => name)).toEqual(['c', 'b', 'a'])
})

test('notices name the branch taken, tell a component listed twice once, and set the unclear apart', () => {
  const judged = [
    component('two', ['MIT OR GPL-3.0-only'], { copyright: '(c) 2020 Two' }),
    component('two', ['MIT OR GPL-3.0-only'], { reference: 'again', copyright: '(c) 2020 Two' }),
    component('dark', []),
  ]
  const text = writeNotices(judged, head, 'text')
  expect(text.match(/two 1: \(c\) 2020 Two/g)).toHaveLength(1)
  expect(text).not.toContain('GPL-3.0-only')
  expect(text).toContain('dark 1: 선언 없음')
})

test('names from an SBOM stay text in Markdown and in a spreadsheet', () => {
  const judged = [component('[x](javascript:alert(1))<b>', ['MIT']), component('=HYPERLINK("x")', ['MIT'])]
  const markdown = writeNotices(judged, { ...head, language: 'en' }, 'markdown')
  expect(markdown).toContain('\\[x\\]\\(javascript:alert\\(1\\)\\)\\<b\\>')
  expect(writeNotices(judged, head, 'csv')).toContain(`"'=HYPERLINK(""x"")"`)
})
