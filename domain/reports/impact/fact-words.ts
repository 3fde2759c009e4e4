import { performanceGap } from '../../models/performance-gap.ts'
import type { StoredRecord } from '../../record.ts'
import { hazard } from '../../risks/hazard.ts'
import { shownChoice, shownText } from '../../shown.ts'
import { say } from '../../words.ts'
import type { Maybe } from './facts.ts'

export function gapFact(one: StoredRecord): Maybe {
  const found = shownChoice(performanceGap, one, 'finding')
  const decision = shownChoice(performanceGap, one, 'decision')
  return {
    record: one,
    label: say(`${one.number} 성능 격차`, `${one.number}, performance gap`),
    value: say(
      `${one.title}${found ? `: ${found.ko}` : ''}. 결정: ${decision?.ko ?? '아직 없음'}`,
      `${one.title}${found ? `: ${found.en}` : ''}. Decision: ${decision?.en ?? 'none yet'}`,
    ),
  }
}

export function harmFact(one: StoredRecord): Maybe {
  const residual = shownChoice(hazard, one, 'residual')
  const severity = shownChoice(hazard, one, 'severityAfter') ?? shownChoice(hazard, one, 'severityBefore')
  const harm = shownText(one, 'harm') ?? say(one.title, one.title)
  return {
    record: one,
    label: say(`${one.number} 위해`, `${one.number}, harm`),
    value: say(
      `${harm.ko}${severity ? ` · ${severity.ko}` : ''} · 잔여위험: ${residual?.ko ?? '판정 전'}`,
      `${harm.en}${severity ? ` · ${severity.en}` : ''} · residual risk: ${residual?.en ?? 'not judged'}`,
    ),
  }
}
