import { listComponents } from '@maek/domain/components/api.ts'
import { componentElements } from '@maek/domain/components/quality.ts'
import { elementLabels } from '@maek/domain/components/quality-report.ts'
import type { readSbomQuality } from '@maek/domain/components/sbom-api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { table } from '../table.ts'

type Quality = z.infer<typeof readSbomQuality.output>

const shownMax = 20
const pageMax = 500

/** What the reader mended or passed over and where the official schema is broken, place by place. */
export function faultLines({ faults, schema, mistakable, circular }: Quality, language: Language): string[] {
  const told: Words[] = [
    ...[...faults, ...schema.faults]
      .slice(0, shownMax)
      .map(({ place, because }) => say(`  ! ${place}: ${because.ko}`, `  ! ${place}: ${because.en}`)),
  ]
  const more = faults.length + schema.faults.length - shownMax
  if (more > 0) told.push(say(`  … 외 ${more}건`, `  … and ${more} more`))
  if (mistakable > 0)
    told.push(
      say(
        `  ! 다른 것으로 오인할 수 있는 이름 ${mistakable}개 (--lacking unmistakable-name)`,
        `  ! ${mistakable} names may be taken for others (--lacking unmistakable-name)`,
      ),
    )
  if (circular > 0)
    told.push(
      say(
        `  ! 서로 물린 의존 관계 ${circular}개`,
        `  ! ${circular} components depend on one another in circles`,
      ),
    )
  return told.map((line) => line[language])
}

/** The components at fault: those that lack one element of the quality report. */
export async function listLacking(
  connection: Connection,
  asked: Asked,
  { id, lacking }: { readonly id: string; readonly lacking: string },
): Promise<Answer<Outcome>> {
  const element = componentElements.find((one) => one === lacking)
  if (element === undefined) {
    const names = componentElements.join(', ')
    return refuse(
      'invalid',
      say(`--lacking은 다음 가운데 하나입니다: ${names}`, `--lacking is one of: ${names}`),
      'lacking',
    )
  }
  const input = { id, lacking: element, limit: pageMax }
  const answered = await call(connection, listComponents, { input })
  if (!answered.ok) return answered
  const { components, next } = answered.value
  const { language } = asked
  const label = elementLabels[element][language]
  const head =
    components.length === 0
      ? say(`✓ ${label}: 빠진 구성요소가 없습니다.`, `✓ ${label}: no component lacks it.`)
      : say(`✗ ${label}: 빠진 구성요소`, `✗ ${label}: lacking in`)
  const columns = [
    { title: say('구성요소', 'Component')[language] },
    { title: say('버전', 'Version')[language] },
    { title: 'purl', wraps: true },
  ]
  const rows = components.map(({ name, version, purl }) => [name, version ?? '', purl ?? ''])
  const more =
    next === null ? [] : [say('… 더 있습니다: --out FILE.csv', '… there are more: --out FILE.csv')[language]]
  return accept({
    exit: 0,
    json: answered.value,
    lines: [
      head[language],
      ...(rows.length === 0 ? [] : table(columns, rows, connection.terminal.columns)),
      ...more,
    ],
  })
}
