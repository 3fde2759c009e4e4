import { type Answer, accept } from '@maek/domain/refusal.ts'
import { intakeVex } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { uploadOf } from '../upload.ts'

const linesShown = 20

/** Sends a supplier's VEX and tells what came of it: drafts for people to judge, what matched nothing, and why. */
export async function takeVex(connection: Connection, file: string): Promise<Answer<Outcome>> {
  const { language, terminal } = connection
  const upload = await uploadOf(terminal, file, intakeVex)
  if (!upload.ok) return upload
  const answered = await call(connection, intakeVex, {
    input: { name: upload.value.name },
    upload: upload.value,
  })
  if (!answered.ok) return answered
  const { document, proposals, unmatched, unmatchedCount, contradictions, faults, known } = answered.value
  const about = `${document.format} ${document.id} (${document.author})`
  const words = [
    known
      ? say(`= 이미 등록된 파일입니다: ${about}`, `= Already registered: ${about}`)
      : say(`✓ 등록했습니다: ${about}`, `✓ Registered: ${about}`),
    say(`  진술        ${document.statements}`, `  Statements     ${document.statements}`),
    say(`  판정 초안   ${proposals.length}`, `  Drafts         ${proposals.length}`),
    ...proposals.map(({ record, outcome, findings }) =>
      say(
        `    ${record.number} ${outcome} · 발견 ${findings}건 · ${record.title}`,
        `    ${record.number} ${outcome} · ${findings} findings · ${record.title}`,
      ),
    ),
    say(`  어긋남      ${contradictions.length}`, `  Contradictory  ${contradictions.length}`),
    say(`  맞는 것 없음 ${unmatchedCount}`, `  Unmatched      ${unmatchedCount}`),
    ...[...contradictions, ...unmatched]
      .slice(0, linesShown)
      .map(({ vulnerability, product, because }) =>
        say(
          `  ! ${vulnerability} · ${product}: ${because.ko}`,
          `  ! ${vulnerability} · ${product}: ${because.en}`,
        ),
      ),
    ...faults
      .slice(0, linesShown)
      .map((fault) =>
        say(`  ! ${fault.place}: ${fault.because.ko}`, `  ! ${fault.place}: ${fault.because.en}`),
      ),
  ]
  return accept({ exit: 0, json: answered.value, lines: words.map((line) => line[language]) })
}
