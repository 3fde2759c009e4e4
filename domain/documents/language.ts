import { z } from 'zod'
import type { Body } from '../kind.ts'
import { say } from '../words.ts'

/** Which half of a Korean/English document is ahead of the other. */
export const inStep = {
  both: say('국문·영문 일치', 'Korean and English in step'),
  'korean-newer': say('국문이 최신(영문 갱신 필요)', 'Korean is newer: update the English'),
  'english-newer': say('영문이 최신(국문 갱신 필요)', 'English is newer: update the Korean'),
} as const
export type InStep = keyof typeof inStep

const half = z.string().catch('')
const pair = z.object({ ko: half, en: half }).catch({ ko: '', en: '' })
const uploaded = z.object({ sha256: z.string() }).transform((file) => file.sha256)
const written = z.looseObject({
  title: pair,
  body: pair,
  koreanFile: uploaded.catch(''),
  englishFile: uploaded.catch(''),
  languageInStep: z.enum(['both', 'korean-newer', 'english-newer']).optional().catch(undefined),
})

/** What one language says, and whether it says anything beyond the title. */
function halvesOf(body: Body) {
  const { title, body: text, koreanFile, englishFile, languageInStep } = written.parse(body)
  return {
    korean: JSON.stringify([title.ko, text.ko, koreanFile]),
    english: JSON.stringify([title.en, text.en, englishFile]),
    hasKorean: text.ko !== '' || koreanFile !== '',
    hasEnglish: text.en !== '' || englishFile !== '',
    declared: languageInStep,
  }
}

/**
 * Which language lags after this change. A change of one half makes the other stale; changing the stale half
 * brings them in step again; an empty half is always the stale one. When no text changed, what the writer says
 * stands: that is how a corrected misspelling is confirmed to need no translation, as an act of its own in the
 * history. Before: `after` is a parsed document body; `before` is null for a new document.
 */
export function staleLanguage(before: Body | null, after: Body): InStep {
  const now = halvesOf(after)
  if (now.hasKorean !== now.hasEnglish) return now.hasKorean ? 'korean-newer' : 'english-newer'
  if (before === null) return now.declared ?? 'both'
  const was = halvesOf(before)
  const koreanChanged = was.korean !== now.korean
  const englishChanged = was.english !== now.english
  if (koreanChanged && englishChanged) return 'both'
  if (koreanChanged) return was.declared === 'english-newer' ? 'both' : 'korean-newer'
  if (englishChanged) return was.declared === 'korean-newer' ? 'both' : 'english-newer'
  return now.declared ?? was.declared ?? 'both'
}

/** The body with `languageInStep` as it truly is; a document in one language only carries none. Never ticked by hand. */
export function settleLanguages(before: Body | null, after: Body): Body {
  const { languageInStep: _claimed, ...rest } = after
  return after.languages === 'pair' ? { ...rest, languageInStep: staleLanguage(before, after) } : rest
}
