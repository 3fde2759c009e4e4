import { choice, choices, day, later, line, optional, prose, ref, refs, rows, whole } from '../field.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { qualityRecordRetention } from '../retentions.ts'
import { say, type Words } from '../words.ts'
import { readPattern } from './component-pattern.ts'
import { licenceClasses, licenceRulings } from './licence-obligations.ts'
import { readLicence } from './licence-reading.ts'

const ruling = choice({ label: say('판정', 'Ruling'), choices: licenceRulings })

const byClass = {
  class: choice({ label: say('라이선스 종류', 'Class'), choices: licenceClasses }),
  ruling,
}
const byLicence = {
  licence: line({
    label: say('SPDX 식별자', 'SPDX id'),
    help: say(
      '예: GPL-2.0-only WITH Classpath-exception-2.0',
      'E.g. GPL-2.0-only WITH Classpath-exception-2.0',
    ),
    max: 200,
  }),
  ruling: choice({ label: say('판정', 'Ruling'), choices: licenceRulings }),
}
const reading = {
  text: line({ label: say('선언된 글', 'Declared as'), max: 500 }),
  licence: line({ label: say('뜻하는 SPDX 표현식', 'Means (SPDX expression)'), max: 500 }),
  because: line({ label: say('근거', 'Because'), max: 500 }),
}
const exception = {
  component: line({
    label: say('구성요소', 'Component'),
    help: say(
      'purl 또는 이름. 버전을 빼면 모든 버전, *는 아무 글자.',
      'A purl or a name; without a version every version, * is any text.',
    ),
    max: 1000,
  }),
  licence: optional(
    line({
      label: say('허용하는 라이선스', 'Licence allowed'),
      help: say('비우면 무엇이 선언되어 있든 허용합니다.', 'Empty: whatever is declared.'),
      max: 500,
    }),
  ),
  because: line({ label: say('이유', 'Because'), max: 1000 }),
  until: optional(
    day({
      label: say('마지막 날', 'Until'),
      help: say('그날까지 허용합니다.', 'Allowed on that day and not after.'),
    }),
  ),
}

const severities = {
  critical: say('심각', 'Critical'),
  high: say('높음', 'High'),
  medium: say('보통', 'Medium'),
  low: say('낮음', 'Low'),
  unknown: say('점수 없음', 'Not scored'),
} as const

const days = (label: Words) => later(whole({ label, unit: say('일', 'days'), min: 1, max: 3650 }))
const unreadHelp = say(
  '실제 SBOM에서는 구성요소의 절반 가까이가 라이선스를 밝히지 않습니다.',
  'In real SBOMs nearly half of the components declare none.',
)

type Fault = { readonly field: string; readonly because: Words }

/** What may go into a release: licences, how fast vulnerabilities are remedied, which of them stop a release. */
export const componentPolicy = kind({
  name: 'component-policy',
  code: 'CPL',
  domain: 'components',
  title: say('구성요소 방침', 'Component policy'),
  plural: say('구성요소 방침', 'Component policies'),
  about: say(
    '제품에 넣을 수 있는 구성요소의 조건: 라이선스, 취약점 조치 기한, 출시를 막는 심각도. ISO 13485 7.4.1·7.4.3, IEC 62304 5.1.7·8.1.2, 보안지침 제16조·제22조.',
    'What may go into a device: licences, time to remedy, severities that stop a release. ISO 13485 7.4.1 and 7.4.3, IEC 62304 5.1.7 and 8.1.2, MFDS notice Arts. 16 and 22.',
  ),
  titleField: 'name',
  life: controlled,
  reviewMonths: 12,
  retention: qualityRecordRetention,
  check: ({ classes, licences, readings, exceptions, ...targets }) =>
    repeated(
      'classes',
      classes?.map((row) => row.class),
    ) ??
    faultOfLicences(licences) ??
    faultOfReadings(readings) ??
    faultOfExceptions(exceptions) ??
    faultOfTargets(targets),
  fields: {
    name: line({ label: say('명칭', 'Name'), searched: true }),
    devices: optional(
      refs('device', {
        label: say('대상 제품', 'Devices'),
        help: say(
          '비우면 모든 제품에 적용됩니다. 제품의 방침이 전체 방침보다 앞섭니다.',
          'Empty means all devices. A policy for a device goes before the general one.',
        ),
        listed: true,
        reverse: say('구성요소 방침', 'Component policies'),
      }),
    ),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('책임지는 구성요소 방침', 'Component policies owned'),
    }),
    classes: later(
      rows({
        label: say('종류별 판정', 'By class'),
        help: say('적지 않은 종류는 검토 필요입니다.', 'A class that is not named needs review.'),
        columns: byClass,
      }),
    ),
    licences: optional(
      rows({
        label: say('라이선스별 판정', 'By licence'),
        help: say('종류별 판정보다 앞섭니다.', 'Goes before the ruling of the class.'),
        columns: byLicence,
      }),
    ),
    undeclared: later(
      choice({
        label: say('선언되지 않은 라이선스', 'Undeclared'),
        help: unreadHelp,
        choices: licenceRulings,
      }),
    ),
    notRecognised: later(
      choice({
        label: say('알아볼 수 없는 라이선스', 'Not recognised'),
        help: say(
          'SPDX 식별자가 아니고 뜻이 하나로 정해지지 않은 글.',
          'A text that is no SPDX id and could mean several licences.',
        ),
        choices: licenceRulings,
      }),
    ),
    readings: optional(
      rows({
        label: say('직접 확인한 라이선스', 'Licences we have read'),
        help: say(
          '알아볼 수 없는 글이 무엇을 뜻하는지 사람이 확인한 결과. 다음 릴리스에도 쓰입니다.',
          'What an unrecognised text means, as a person found; kept for the next release.',
        ),
        columns: reading,
      }),
    ),
    exceptions: optional(rows({ label: say('예외', 'Exceptions'), columns: exception })),
    criticalDays: days(say('조치 기한: 심각', 'Remedied within: critical')),
    highDays: days(say('조치 기한: 높음', 'Remedied within: high')),
    mediumDays: days(say('조치 기한: 보통', 'Remedied within: medium')),
    lowDays: days(say('조치 기한: 낮음', 'Remedied within: low')),
    blocks: later(
      choices({
        label: say('출시를 막는 심각도', 'Severities that stop a release'),
        help: say(
          '영향 없음·수정·기한부 수용으로 결정되지 않은 취약점 가운데. 실제 악용이 알려진(KEV) 것은 언제나 막습니다.',
          'Of vulnerabilities not decided as not affected, fixed or accepted. Those known to be exploited (KEV) always stop it.',
        ),
        choices: severities,
      }),
    ),
    rationale: later(
      prose({
        label: say('근거', 'Rationale'),
        help: say(
          '왜 이렇게 정했는지. 기한은 법이 아니라 우리의 선택입니다.',
          'Why so. The times are our choice and no law’s.',
        ),
        max: 8000,
      }),
    ),
  },
})

function repeated(field: string, values: readonly string[] = []): Fault | null {
  const at = values.findIndex((value, place) => values.indexOf(value) < place)
  return at < 0
    ? null
    : { field, because: say(`${at + 1}행: 앞에 이미 있습니다.`, `Row ${at + 1}: it stands above already.`) }
}

function inRow(field: string, at: number, because: Words): Fault {
  return { field, because: say(`${at + 1}행: ${because.ko}`, `Row ${at + 1}: ${because.en}`) }
}

function faultOfLicences(listed: readonly { readonly licence: string }[] = []): Fault | null {
  for (const [at, { licence }] of listed.entries()) {
    const read = readLicence(licence)
    if (read.as === 'expression' && read.expression.sort === 'licence') continue
    return inRow('licences', at, say('SPDX 식별자 하나를 적으십시오.', 'Give one SPDX id.'))
  }
  return repeated(
    'licences',
    listed.map(({ licence }) => licence.toLowerCase()),
  )
}

function faultOfReadings(
  listed: readonly { readonly text: string; readonly licence: string }[] = [],
): Fault | null {
  for (const [at, { licence }] of listed.entries()) {
    if (readLicence(licence).as !== 'expression')
      return inRow('readings', at, say('SPDX 표현식을 적으십시오.', 'Give an SPDX expression.'))
  }
  return repeated(
    'readings',
    listed.map(({ text }) => text.toLowerCase()),
  )
}

function faultOfExceptions(
  listed: readonly { readonly component: string; readonly licence?: string | undefined }[] = [],
): Fault | null {
  for (const [at, { component, licence }] of listed.entries()) {
    const read = readPattern(component)
    if (!read.ok) return inRow('exceptions', at, read.refusal.because)
    if (licence !== undefined && readLicence(licence).as !== 'expression')
      return inRow('exceptions', at, say('SPDX 표현식을 적으십시오.', 'Give an SPDX expression.'))
  }
  return null
}

/** A worse severity is not remedied later than a milder one. */
function faultOfTargets(targets: {
  readonly criticalDays?: number | undefined
  readonly highDays?: number | undefined
  readonly mediumDays?: number | undefined
  readonly lowDays?: number | undefined
}): Fault | null {
  let before = 0
  for (const field of ['criticalDays', 'highDays', 'mediumDays', 'lowDays'] as const) {
    const given = targets[field]
    if (given === undefined) continue
    if (given < before)
      return {
        field,
        because: say('더 심각한 취약점의 기한보다 짧습니다.', 'It is shorter than for a worse severity.'),
      }
    before = given
  }
  return null
}
