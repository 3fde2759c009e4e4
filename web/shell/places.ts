import type { Domain } from '@maek/domain/permissions.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { kindHeads } from '../kinds.constant.ts'
import { type Path, paths } from '../paths.ts'

/** Somewhere to go that is not a record: a page, a kind's list, a kind's empty form. */
export type Place = { readonly sort: 'page' | 'new'; readonly label: Words; readonly path: Path }

const pages: readonly Place[] = [
  { sort: 'page', label: say('첫 화면', 'Home'), path: paths.home() },
  { sort: 'page', label: say('준비도', 'Readiness'), path: paths.readiness() },
  { sort: 'page', label: say('취약점 현황', 'Findings'), path: paths.findings() },
  { sort: 'page', label: say('도달 범위', 'Reach'), path: paths.reach() },
  { sort: 'page', label: say('라이선스 현황', 'Licences'), path: paths.licences() },
  { sort: 'page', label: say('지원 기간', 'Support'), path: paths.support() },
  { sort: 'page', label: say('취약점 정보원', 'Sources'), path: paths.feeds() },
  { sort: 'page', label: say('대조되지 않는 구성요소', 'Unmatched components'), path: paths.unmatched() },
  { sort: 'page', label: say('심사 자료집', 'Packs'), path: paths.packs() },
  { sort: 'page', label: say('설정', 'Settings'), path: paths.settings() },
]

/** Places whose name in either language, or whose number prefix, holds the text; at most twelve. */
export function placesFor(text: string, mayWrite: (domain: Domain) => boolean): Place[] {
  const wanted = text.trim().toLowerCase()
  const lists = kindHeads.map((head) => ({ place: listOf(head), code: head.code }))
  const forms = kindHeads
    .filter((head) => mayWrite(head.domain) && !head.isByHouse)
    .map((head) => ({ place: formOf(head), code: head.code }))
  const all = [...pages.map((place) => ({ place, code: '' })), ...lists, ...forms]
  return all
    .filter(({ place, code }) => wanted === '' || matches(place.label, code, wanted))
    .map(({ place }) => place)
    .slice(0, 12)
}

type Head = (typeof kindHeads)[number]

function listOf(head: Head): Place {
  return { sort: 'page', label: head.plural, path: paths.records(head.name) }
}

function formOf(head: Head): Place {
  const label = say(`새 ${head.title.ko}`, `New ${head.title.en}`)
  return { sort: 'new', label, path: paths.newRecord(head.name) }
}

function matches(label: Words, code: string, wanted: string): boolean {
  const inLabel = label.ko.toLowerCase().includes(wanted) || label.en.toLowerCase().includes(wanted)
  return inLabel || (wanted.length >= 2 && code.toLowerCase().startsWith(wanted))
}
