import { randomUUID } from 'node:crypto'
import { intakeSbom, readIntakeProgress } from '@maek/domain/components/api.ts'
import { stageWords } from '@maek/domain/components/component-filters.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { uploadOf } from '../upload.ts'
import { whileWatched } from '../while-watched.ts'

const faultsShown = 20

/** Sends an SBOM and tells what came of it: counts, what could be matched at all, findings, faults by place. */
export async function takeSbom(connection: Connection, asked: Asked, file: string): Promise<Answer<Outcome>> {
  const { language, terminal } = connection
  const upload = await uploadOf(terminal, file, intakeSbom)
  if (!upload.ok) return upload
  const named = asked.text('release')
  const release = named === undefined ? accept(undefined) : await recordIdOf(connection, 'release', named)
  if (!release.ok) return release
  const progress = randomUUID()
  const input = {
    name: upload.value.name,
    release: release.value,
    progress,
    ...(asked.on('replace') && { replace: 'true' as const }),
  }
  const answered = await watched(connection, progress, () =>
    call(connection, intakeSbom, { input, upload: upload.value }),
  )
  if (!answered.ok) return answered
  const { record, format, components, covered, findings, faults, known, replaced = [] } = answered.value
  const share = components === 0 ? '–' : `${Math.floor((covered * 100) / components)} %`
  const words = [
    known
      ? say(
          `= 이미 등록된 파일입니다: ${record.number} ${record.title}`,
          `= Already registered: ${record.number} ${record.title}`,
        )
      : say(
          `✓ 등록했습니다: ${record.number} ${record.title}`,
          `✓ Registered: ${record.number} ${record.title}`,
        ),
    say(`  형식      ${format}`, `  Format      ${format}`),
    say(`  구성요소  ${components}`, `  Components  ${components}`),
    say(`  대조 가능 ${covered} (${share})`, `  Covered     ${covered} (${share})`),
    say(`  발견 항목 ${findings}`, `  Findings    ${findings}`),
    ...mindWords(components, covered),
    ...(replaced.length === 0 ? [] : [replacedWords(replaced.map(({ number }) => number).join(', '))]),
    ...faults
      .slice(0, faultsShown)
      .map((fault) =>
        say(`  ! ${fault.place}: ${fault.because.ko}`, `  ! ${fault.place}: ${fault.because.en}`),
      ),
  ]
  const more = faults.length - faultsShown
  return accept({
    exit: 0,
    json: answered.value,
    lines: [...words.map((line) => line[language]), ...(more > 0 ? [`  … +${more}`] : [])],
  })
}

/** “No findings” is no answer while nobody could have answered: said where it would be taken for one. */
function mindWords(components: number, covered: number): Words[] {
  if (components === 0)
    return [
      say(
        '  ! 구성요소가 하나도 없습니다. SBOM을 만드는 단계를 확인하십시오.',
        '  ! It lists no component at all. Check the step that makes the SBOM.',
      ),
    ]
  const left = components - covered
  if (left === 0) return []
  return [
    say(
      `  ! ${left}개는 어떤 정보원도 답할 수 없습니다. 그 구성요소에 발견이 없다고 안전하다는 뜻은 아닙니다(maek feeds, maek unmatched).`,
      `  ! No source can answer for ${left} of them: no finding there does not mean safe (maek feeds, maek unmatched).`,
    ),
  ]
}

const replacedWords = (numbers: string) => say(`  버린 초안 ${numbers}`, `  Discarded   ${numbers}`)

/** While somebody watches, tells what the server is doing. */
async function watched<T>(connection: Connection, progress: string, work: () => Promise<T>): Promise<T> {
  let shown = ''
  const look = async (isOver: () => boolean) => {
    const told = await call(connection, readIntakeProgress, { input: { progress } })
    const stage = told.ok ? told.value.stage : 'unknown'
    if (isOver() || stage === 'unknown' || stage === shown) return
    shown = stage
    connection.terminal.error(`\r${stageWords[stage][connection.language]} …\n`)
  }
  return whileWatched(connection, look, work)
}
