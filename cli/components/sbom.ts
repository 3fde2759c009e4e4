import { componentElements } from '@maek/domain/components/quality.ts'
import { exportSbomQuality, readSbomQuality } from '@maek/domain/components/sbom-api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { expectWords } from '../arguments.ts'
import { call } from '../call.ts'
import type { Asked, Command, Outcome, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { recordIdOf } from '../find-record.ts'
import { table } from '../table.ts'
import { faultLines, listLacking } from './quality-faults.ts'
import { checkFile, diffOptions, diffRecords } from './sbom-diff.ts'

type Quality = z.infer<typeof readSbomQuality.output>

const usage = [
  'sbom quality ID|NUMBER [--lacking ELEMENT] [--out FILE.csv]',
  'sbom diff [ID|NUMBER] ID|NUMBER [--fail-on CLASS,CLASS]',
  'sbom check FILE --release ID|NUMBER [--fail-on CLASS,CLASS]',
]

export const sbom: Command = {
  name: 'sbom',
  title: say('SBOM의 품질과 변경을 봅니다', 'Judge an SBOM and compare it with another'),
  usage,
  about: say(
    'quality는 NTIA·CISA·FDA·G7 요소가 얼마나 채워졌는지(--lacking은 그 항목이 빠진 구성요소를), diff는 두 SBOM(하나만 주면 승인된 사전 정의 SBOM과)의 차이를 보입니다. check는 파일을 등록하지 않고 릴리스의 사전 정의 SBOM과 비교합니다. --fail-on에 든 변경이 있으면 1로 끝나므로 CI에 그대로 씁니다.',
    'quality tells how complete it is (NTIA, CISA, FDA, G7), and with --lacking which components lack an element; diff what changed between two, or from the approved predefined one when only one is named; check compares a file with the predefined SBOM of a release and registers nothing. It leaves with 1 when a class of --fail-on occurs, so it serves as a pipeline step.',
  ),
  options: {
    release: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('check: 비교할 릴리스.', 'check: the release.'),
    },
    lacking: {
      takes: 'text',
      value: 'ELEMENT',
      about: say(
        `quality: 이 항목이 빠진 구성요소를 보입니다. ${componentElements.join(', ')} 가운데.`,
        `quality: list the components that lack this, one of ${componentElements.join(', ')}.`,
      ),
    },
    ...diffOptions,
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const [part = '', ...rest] = asked.words
    const few = expectWords(asked, part === 'diff' ? [2, 3] : [2, 2], usage.join('\n'))
    if (!few.ok) return few
    if (part === 'quality') return showQuality(asked, terminal, rest[0] ?? '')
    if (part === 'diff') return diffRecords(asked, terminal, rest)
    if (part === 'check') return checkFile(asked, terminal, rest[0] ?? '')
    return refuse(
      'invalid',
      say(`sbom ${part}: quality, diff, check 가운데 하나`, `sbom ${part}: one of quality, diff, check`),
    )
  },
}

async function showQuality(asked: Asked, terminal: Terminal, named: string): Promise<Answer<Outcome>> {
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const id = await recordIdOf(connection.value, 'sbom', named)
  if (!id.ok) return id
  const lacking = asked.text('lacking')
  if (lacking !== undefined) return listLacking(connection.value, asked, { id: id.value, lacking })
  const answered = await call(connection.value, readSbomQuality, { input: { id: id.value } })
  if (!answered.ok) return answered
  const lines = qualityLines(answered.value, asked.language, terminal.columns)
  if (asked.text('out') === undefined) return accept({ exit: 0, json: answered.value, lines })
  const saved = await download(connection.value, exportSbomQuality, {
    input: { id: id.value },
    asked,
    label: 'CSV',
  })
  if (!saved.ok) return saved
  return accept({ exit: 0, json: answered.value, lines: [...lines, `→ ${saved.value.file}`] })
}

const schemaWords = {
  waiting: say('아직 검사하지 않음', 'not yet checked'),
  valid: say('위반 없음', 'keeps it'),
  faulty: say('위반', 'breaks it'),
  'not-checked': say('검사할 수 없음', 'cannot be checked'),
} as const

function qualityLines(quality: Quality, language: Language, room: number | null): string[] {
  const { sbom: head, schema } = quality
  if (!quality.read) {
    const waiting = say('원본을 다시 읽는 중입니다.', 'It is being read again.')
    return [`${head.number} ${head.title}`, waiting[language]]
  }
  const rows = quality.frameworks.flatMap((framework) =>
    framework.groups.flatMap((group) =>
      group.rows
        .filter((row) => row.of > 0)
        .map((row) => [
          row.covered === row.of ? '✓' : '✗',
          framework.title[language],
          [group.title?.[language], row.label[language]].filter((text) => text !== undefined).join(' · '),
          `${row.covered}/${row.of}`,
        ]),
    ),
  )
  const schemaLine = say('공식 스키마', 'Official schema')[language]
  const faults = say('읽으면서 고치거나 넘긴 것', 'Passed over or mended in reading')[language]
  return [
    `${head.number} ${head.title}`,
    `  ${schemaLine}: ${schemaWords[schema.state][language]}${schema.name === null ? '' : ` (${schema.name})`}${schema.faultCount > 0 ? ` ${schema.faultCount}` : ''}`,
    `  ${faults}: ${quality.faultCount}`,
    ...table(
      [
        { title: '' },
        { title: say('기준', 'Framework')[language] },
        { title: say('항목', 'Element')[language], wraps: true },
        { title: say('채워짐', 'Covered')[language], side: 'right' },
      ],
      rows,
      room,
    ),
    ...faultLines(quality, language),
  ]
}
