import { type Manifest, splitCounts } from '@maek/domain/models/datasets/manifest.ts'
import {
  changeNames,
  changeTitle,
  isChanged,
  type ManifestChanges,
} from '@maek/domain/models/datasets/manifest-diff.ts'
import { leakWithin, type Shared } from '@maek/domain/models/datasets/manifest-leak.ts'
import { counted, type Language, say } from '@maek/domain/words.ts'
import { table } from '../../table.ts'

const number = (value: number) => value.toLocaleString('en-US')

/** What a manifest says of its dataset, for people. */
export function manifestLines(manifest: Manifest, language: Language, room: number | null): string[] {
  const { header } = manifest
  const counts = say(
    `  항목 ${number(header.items)}건, 대상자 ${header.subjects === null ? '(모름)' : `${number(header.subjects)}명`}, 내용이 같은 항목 ${number(header.duplicates)}건, 제외 ${number(header.skipped)}건`,
    `  ${number(header.items)} ${header.items === 1 ? 'item' : 'items'}, subjects ${header.subjects === null ? '(not told)' : number(header.subjects)}, ${number(header.duplicates)} with the content of another, ${number(header.skipped)} left out`,
  )
  const splits = splitCounts(manifest)
  const rows = splits.map((one) => [
    one.name,
    number(one.items),
    one.subjects === null ? '–' : number(one.subjects),
  ])
  const right = { side: 'right' as const }
  const columns = [
    { title: say('분할', 'Split')[language] },
    { title: say('항목', 'Items')[language], ...right },
    { title: say('대상자', 'Subjects')[language], ...right },
  ]
  return [
    counts[language],
    `  root ${header.root}`,
    ...(rows.length > 0 ? ['', ...table(columns, rows, room)] : []),
    leakLine(leakWithin(manifest), language),
  ]
}

function leakLine(leak: Shared | null, language: Language): string {
  if (leak === null)
    return say('– 분할이 없어 누출을 확인하지 않았습니다.', '– Nothing is split, so no leak was looked for.')[
      language
    ]
  const { subjects, items } = leak
  if ((subjects ?? 0) > 0 || items > 0)
    return say(
      `✗ 누출: 둘 이상의 분할에 든 대상자 ${subjects === null ? '(모름)' : `${subjects}명`}, 내용이 같은 항목 ${items}건. 등록이 거절됩니다.`,
      `✗ Leak: ${subjects === null ? 'an unknown number of subjects' : counted(subjects, 'subject')} and ${counted(items, 'content')} in more than one split. Registration will be refused.`,
    )[language]
  return subjects === null
    ? say(
        '– 같은 내용이 두 분할에 든 것은 없습니다. 대상자를 적지 않아 대상자 누출은 알 수 없습니다.',
        '– No content stands in two splits. Subjects are not told, so a leak by subject is unknown.',
      )[language]
    : say(
        '✓ 두 분할에 함께 든 대상자와 내용이 없습니다.',
        '✓ No subject and no content stands in two splits.',
      )[language]
}

/** What changed between two manifests, for people: a table of counts and the first pseudonyms of each. */
export function changeLines(changes: ManifestChanges, language: Language, room: number | null): string[] {
  const rows = changeNames
    .filter((name) => changes.counts[name] > 0)
    .map((name) => [
      changeTitle(name, changes)[language],
      number(changes.counts[name]),
      changes.samples[name].slice(0, 3).join(', '),
    ])
  const columns = [
    { title: say('변경', 'Change')[language] },
    { title: say('건수', 'Items')[language], side: 'right' as const },
    { title: say('앞의 것(가명)', 'First of them (pseudonyms)')[language], wraps: true },
  ]
  const same = say('✓ 항목이 모두 같습니다.', '✓ All items are the same.')[language]
  return [
    ...(isChanged(changes) ? table(columns, rows, room) : [same]),
    ...renamedLines(changes, language),
    ...untoldLines(changes, language),
  ]
}

/** Labels are bound to names, so that equal labels of two items differ: a new name hides whether the label stayed. */
function renamedLines({ counts, compared }: ManifestChanges, language: Language): string[] {
  if (counts.renamed === 0 || !compared.labels) return []
  return [
    say(
      '– 라벨은 이름에 묶여 있어, 이름이 바뀐 항목의 라벨이 같은지는 알 수 없습니다. 원본에서 확인하십시오.',
      '– Labels are bound to names: whether those of renamed items changed cannot be told. Look at the data.',
    )[language],
  ]
}

const untold = {
  subjects: say('대상자', 'subjects'),
  splits: say('분할', 'splits'),
  labels: say('라벨', 'labels'),
} as const

function untoldLines({ compared }: ManifestChanges, language: Language): string[] {
  const parts = (['subjects', 'splits', 'labels'] as const).filter((part) => !compared[part])
  if (parts.length === 0) return []
  const ko = parts.map((part) => untold[part].ko).join(', ')
  const en = parts.map((part) => untold[part].en).join(', ')
  return [
    say(
      `– 한쪽에 없어 비교하지 않은 것: ${ko}`,
      `– Not compared, for one of the two does not tell them: ${en}`,
    )[language],
  ]
}
