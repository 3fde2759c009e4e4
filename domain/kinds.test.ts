import { describe, expect, test } from 'vitest'
import type { Field } from './field.ts'
import { type Body, type Kind, missingFields, titleOf } from './kind.ts'
import { kindByName, kinds } from './kinds.ts'
import { parseBody } from './parse.ts'
import { domains } from './permissions.ts'
import type { Words } from './words.ts'

// Every file of examples counts, so that a new domain adds one and touches nothing here.
const modules = import.meta.glob<{ examples?: Readonly<Record<string, Body>> }>('../test/examples/*.ts', {
  eager: true,
})
const examples: Readonly<Record<string, Body>> = Object.assign(
  {},
  ...Object.values(modules).map((module) => module.examples ?? {}),
)

const order = Object.keys(domains)

const duplicates = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at)

function fieldsWithin(kind: Kind): [string, Field][] {
  return Object.entries(kind.fields).flatMap(([name, field]): [string, Field][] => [
    [name, field],
    ...Object.entries(field.columns ?? {}).map(([column, inner]): [string, Field] => [
      `${name}.${column}`,
      inner,
    ]),
  ])
}

function wordsOf(kind: Kind): Words[] {
  return [
    kind.title,
    kind.plural,
    kind.about,
    kind.retention.because,
    ...Object.values(kind.life.states).map((state) => state.label),
    ...Object.values(kind.life.actions).map((action) => action.label),
    ...fieldsWithin(kind).flatMap(([, field]) => [
      field.label,
      ...(field.help ? [field.help] : []),
      ...(field.unit ? [field.unit] : []),
      ...(field.reference ? [field.reference.reverse] : []),
      ...Object.values(field.choices ?? {}),
    ]),
  ]
}

function reachable(kind: Kind): Set<string> {
  const seen = new Set([kind.life.initial])
  for (const state of seen) {
    for (const action of Object.values(kind.life.actions)) {
      if (action.from.includes(state)) seen.add(action.to)
    }
  }
  return seen
}

test('no two kinds share a name or a number prefix', () => {
  expect(duplicates(kinds.map((kind) => kind.name))).toEqual([])
  expect(duplicates(kinds.map((kind) => kind.code))).toEqual([])
})

test('the list follows the order of a device’s life', () => {
  const places = kinds.map((kind) => order.indexOf(kind.domain))
  expect(places).toEqual([...places].sort((one, other) => one - other))
})

test('a kind is found by its name and a name nobody knows is not', () => {
  expect(kindByName('person')?.code).toBe('PER')
  expect(kindByName('constructor')).toBeUndefined()
})

test('a reference keeps its own target beside other references of its kind', () => {
  expect(kindByName('training')?.fields.person?.reference?.kind).toBe('person')
  expect(kindByName('competence')?.fields.person?.label.en).toBe('Person')
  expect(kindByName('release')?.fields.device?.reference?.kind).toBe('device')
  expect(kindByName('hazard')?.fields.device?.reference?.kind).toBe('device')
})

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  test('has a name in kebab-case and a prefix of capitals', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(kind.code).toMatch(/^[A-Z]{2,5}$/)
    for (const field of Object.keys(kind.fields)) expect(field).toMatch(/^[a-z][A-Za-z0-9]*$/)
  })

  test('points only to kinds of its own or an earlier domain', () => {
    for (const [field, { reference }] of fieldsWithin(kind)) {
      if (!reference) continue
      const target = kindByName(reference.kind)
      expect(target, `${field} points to ${reference.kind}`).toBeDefined()
      if (target) expect(order.indexOf(target.domain)).toBeLessThanOrEqual(order.indexOf(kind.domain))
    }
  })

  test('names each of its fields differently', () => {
    const labels = Object.values(kind.fields).map((field) => field.label)
    expect(duplicates(labels.map((label) => label.ko))).toEqual([])
    expect(duplicates(labels.map((label) => label.en))).toEqual([])
  })

  test('reaches every state, and only ended or closed states lead nowhere', () => {
    expect([...reachable(kind)].sort()).toEqual(Object.keys(kind.life.states).sort())
    for (const [state, { ended, closed }] of Object.entries(kind.life.states)) {
      const leads = Object.values(kind.life.actions).some((action) => action.from.includes(state))
      expect(leads || ended === true || closed === true, `${state} is a dead end`).toBe(true)
    }
  })

  test('says everything in Korean and in English', () => {
    for (const words of wordsOf(kind)) {
      expect(words.ko.trim()).not.toBe('')
      expect(words.en.trim()).not.toBe('')
      expect(words.en).not.toMatch(/\p{Script=Hangul}/u)
    }
  })

  test('is approved only with a signature, complete, and by another than its author', () => {
    for (const action of Object.values(kind.life.actions)) {
      if (!action.approves && action.signs !== 'approval') continue
      expect(action).toMatchObject({ fourEyes: true, complete: true, approves: true })
      expect(action.signs).toBeDefined()
    }
  })

  test('ends only with a written reason', () => {
    for (const action of Object.values(kind.life.actions)) {
      if (kind.life.states[action.to]?.ended) expect(action.reason).toBe(true)
    }
  })

  test('shows few columns and sorts by few', () => {
    const fields = Object.values(kind.fields)
    const listed = fields.filter((field) => field.listed).length
    expect(listed).toBeGreaterThanOrEqual(1)
    expect(listed).toBeLessThanOrEqual(5)
    expect(fields.filter((field) => field.sorted).length).toBeLessThanOrEqual(2)
  })

  test('has a complete example that is accepted as it stands and has a title', () => {
    const body = examples[name]
    expect(body, `test/examples/${kind.domain}.ts has no ${name}`).toBeDefined()
    expect(parseBody(kind, body)).toEqual({ ok: true, value: body })
    expect(missingFields(kind, body ?? {})).toEqual([])
    expect(titleOf(kind, body ?? {})).not.toBe('')
  })

  test('needs at entry only what the example holds, and nothing more', () => {
    const entry = Object.entries(kind.fields).filter(([, field]) => field.presence === 'entry')
    const body = Object.fromEntries(entry.map(([field]) => [field, examples[name]?.[field]]))
    expect(parseBody(kind, body)).toEqual({ ok: true, value: body })
  })

  test('refuses a field it does not know', () => {
    const answer = parseBody(kind, { ...examples[name], compliant: true })
    expect(answer).toMatchObject({ ok: false, refusal: { field: 'body.compliant' } })
  })
})
