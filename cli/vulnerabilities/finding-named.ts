import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Connection } from '../connection.ts'

const severalShown = 5

/**
 * The id of a finding named as the list shows it, `CVE-2022-45907 pkg:pypi/torch@1.12.1`; the vulnerability alone where
 * only one component has it; or the id itself. Never guessed between two.
 */
export async function findingIdOf(connection: Connection, text: string): Promise<Answer<string>> {
  if (/^[0-9a-f]{64}:/.test(text)) return accept(text)
  const [vulnerability = '', ...rest] = text.trim().split(/\s+/)
  const component = rest.join(' ')
  const answered = await call(connection, listFindings, { input: { text: vulnerability, limit: 200 } })
  if (!answered.ok) return answered
  const found = answered.value.findings.filter(
    (one) =>
      (one.vulnerability === vulnerability || one.aliases.includes(vulnerability)) &&
      (component === '' || one.component === component),
  )
  const [only, another] = found
  if (only && !another) return accept(only.id)
  if (!only) {
    return refuse(
      'not-found',
      say(
        `${text}: 그런 발견 항목이 없습니다. maek findings에 보이는 대로 "취약점 구성요소"를 적으십시오.`,
        `${text}: there is no such finding. Name it as maek findings shows it: "VULNERABILITY COMPONENT".`,
      ),
      'finding',
    )
  }
  const components = found.slice(0, severalShown).map((one) => one.component)
  const list = `${components.join(', ')}${found.length > severalShown ? ', …' : ''}`
  return refuse(
    'invalid',
    say(
      `${vulnerability}: 구성요소 ${found.length}개에 있습니다. "${vulnerability} 구성요소"로 하나를 고르십시오: ${list}`,
      `${vulnerability} stands on ${found.length} components. Choose one, "${vulnerability} COMPONENT": ${list}`,
    ),
    'finding',
  )
}
