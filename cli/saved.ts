import type { Language } from '@maek/domain/words.ts'
import type { Saved } from './download.ts'
import { byteText } from './progress.ts'

/** What was saved, with its hash to compare later. */
export function savedLines(saved: Saved, language: Language): string[] {
  const size = byteText(saved.bytes)
  const first = { ko: `✓ 저장했습니다: ${saved.file} (${size})`, en: `✓ Saved ${saved.file} (${size})` }
  return [first[language], `  SHA-256 ${saved.sha256}`]
}
