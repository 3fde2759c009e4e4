import type { verdict } from '@maek/domain/assurance/api.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'

const texts: Readonly<Record<z.infer<typeof verdict>, Words>> = {
  met: say('✓ 충족', '✓ Met'),
  partly: say('◐ 일부 충족', '◐ Partly met'),
  'not-met': say('✗ 미충족', '✗ Not met'),
  unknown: say('? 알 수 없음', '? Unknown'),
  'not-applicable': say('– 해당 없음', '– Not applicable'),
}

/** A verdict by shape and word; colour is not needed to read it. */
export function verdictText(verdict: keyof typeof texts, language: Language): string {
  return texts[verdict][language]
}
