import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { Asked, Options } from '../command.ts'

export const subjectOptions: Options = {
  release: {
    takes: 'text',
    value: 'ID|NUMBER',
    about: say('릴리스. 승인된 최신 SBOM을 봅니다.', 'A release; its newest approved SBOM is looked at.'),
  },
  sbom: { takes: 'text', value: 'ID|NUMBER', about: say('SBOM 하나.', 'One SBOM.') },
}

/** The release or the SBOM a command is about: one of the two. */
export function subjectOf(asked: Asked): Answer<{ readonly release?: string; readonly sbom?: string }> {
  const [release, sbom] = [asked.text('release'), asked.text('sbom')]
  if (release !== undefined && sbom === undefined) return accept({ release })
  if (sbom !== undefined && release === undefined) return accept({ sbom })
  return refuse(
    'invalid',
    say('--release나 --sbom 가운데 하나가 필요합니다.', 'Name one of --release and --sbom.'),
    'release',
  )
}

const shownMax = 5

/** SBOMs of other parts of the release, of which the answer says nothing: never passed over in silence. */
export function otherWords(others: readonly { readonly number: string }[]): Words[] {
  if (others.length === 0) return []
  const named = others.slice(0, shownMax).map(({ number }) => number)
  const numbers = `${named.join(', ')}${others.length > shownMax ? `, … (${others.length})` : ''}`
  return [
    say(
      `  ! 이 릴리스에는 다른 부분의 SBOM이 더 있습니다: ${numbers} (--sbom으로 보십시오)`,
      `  ! The release has SBOMs of other parts, not counted here: ${numbers} (see each by --sbom)`,
    ),
  ]
}
