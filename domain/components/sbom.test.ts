import { expect, test } from 'vitest'
import { examples } from '../../test/examples/components.ts'
import { opened, refused, stepped, walked } from '../../test/examples/walk.ts'
import { parseBody } from '../parse.ts'
import { sbom } from './sbom.ts'

const example = examples.sbom ?? {}

test('an SBOM with format errors is submitted only with the reason for accepting it', () => {
  const flawed = { ...example, schemaErrors: 176 }
  expect(refused(stepped(sbom, opened(sbom, flawed), 'submit')).because.en).toMatch(/reason for accepting/)
  const reasoned = opened(sbom, { ...flawed, acceptedBecause: '공급자 제공본이며 구성요소는 모두 읽힌다.' })
  expect(walked(sbom, reasoned, 'submit').state).toBe('in-review')
})

test('counts below zero are refused', () => {
  expect(parseBody(sbom, { ...example, components: -1 }).ok).toBe(false)
})
