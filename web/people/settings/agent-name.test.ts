import { expect, test } from 'vitest'
import { agentName } from './agent-name.ts'

const safari = 'Version/17.0 Safari/605.1.15'

test('a browser that also claims to be Chrome and Safari is named as itself', () => {
  expect(agentName(`Mozilla/5.0 (Windows NT 10.0) Chrome/120 ${safari} Edg/120.0`).en).toBe('Edge on Windows')
  expect(agentName(`Mozilla/5.0 (Windows NT 10.0) Chrome/120 Whale/3.2 ${safari}`).ko).toBe('Windows의 Whale')
})

test('a telephone that claims to be like a Mac is named as itself', () => {
  expect(agentName(`Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) ${safari}`).en).toBe(
    'Safari on iOS',
  )
})

test('a program that says nothing of itself is an unknown device', () => {
  expect(agentName('')).toEqual({ ko: '알 수 없는 기기', en: 'Unknown device' })
})
