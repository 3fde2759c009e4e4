import { impactGrounds } from '@maek/domain/models/impact-staleness.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { readImpact } from '@maek/domain/reports/impact-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'

/** The facts beside each question, and what changed since the approval; leaves with 1 unless it is current. */
export async function impact(
  connection: Connection,
  { language }: Asked,
  [subject = '']: readonly string[],
): Promise<Answer<Outcome>> {
  const found = await call(connection, readImpact, { input: { subject } })
  if (!found.ok) return found
  const { assessment, system, staleness, questions } = found.value
  const named = assessment ?? system
  const head = {
    current: say(`✓ ${named.number}: 최신입니다.`, `✓ ${named.number}: current.`),
    stale: say(`✗ ${named.number}: 다시 평가해야 합니다.`, `✗ ${named.number}: has to be assessed again.`),
    'not-approved': say(
      `✗ ${named.number}: 승인된 영향평가가 없습니다.`,
      `✗ ${named.number}: no assessment is approved.`,
    ),
  }[staleness.state]
  const lines = [
    head,
    ...staleness.changes.map(({ at, ground, record, what }) =>
      say(
        `  ${at.slice(0, 10)} ${impactGrounds[ground].ko}: ${record.number} ${what.ko}`,
        `  ${at.slice(0, 10)} ${impactGrounds[ground].en}: ${record.number} ${what.en}`,
      ),
    ),
    ...questions.flatMap(({ title, citation, facts, missing, answered }) => [
      say(
        `${answered ? '■' : '□'} ${title.ko} (${citation.ko})`,
        `${answered ? '■' : '□'} ${title.en} (${citation.en})`,
      ),
      ...facts.map(({ label, value, source }) =>
        say(
          `    ${label.ko}: ${flat(value.ko)} [${source.number} v${source.version}]`,
          `    ${label.en}: ${flat(value.en)} [${source.number} v${source.version}]`,
        ),
      ),
      ...missing.map((one) => say(`    ! 기록 없음: ${one.ko}`, `    ! Nothing on record: ${one.en}`)),
    ]),
  ]
  return accept({
    exit: staleness.state === 'current' ? 0 : 1,
    json: found.value,
    lines: lines.map((line) => line[language]),
  })
}

const flat = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ')
