import { choice, day, files, later, line, optional, pair, prose, ref, refs, rows, whole } from '../field.ts'
import { guarded } from '../guards.ts'
import { kind } from '../kind.ts'
import type { Guard } from '../life.ts'
import { controlled, linkedApproved } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { readPattern } from './component-pattern.ts'
import { supportActions, supportLevels } from './support.ts'

const componentHelp = say(
  'purl 또는 이름. 버전을 빼면 모든 버전, *는 아무 글자. 예: pkg:generic/openssl@3.0.*, FreeRTOS',
  'A purl or a name; without a version every version, * is any text. E.g. pkg:generic/openssl@3.0.*, FreeRTOS',
)

const contract = {
  component: line({ label: say('구성요소', 'Component'), help: componentHelp, max: 1000 }),
  level: choice({ label: say('지원 수준', 'Level of support'), choices: supportLevels }),
  endsOn: optional(
    day({
      label: say('지원 종료일', 'End of support'),
      help: say('지원되는 마지막 날.', 'The last day of support.'),
    }),
  ),
  supplier: optional(line({ label: say('지원하는 곳', 'Supported by') })),
  reference: optional(line({ label: say('계약·근거', 'Contract or source'), max: 300 })),
}

const action = {
  component: line({ label: say('구성요소', 'Component'), help: componentHelp, max: 1000 }),
  action: choice({ label: say('처리', 'Action'), choices: supportActions }),
  dueOn: optional(day({ label: say('기한', 'By') })),
  because: line({ label: say('내용과 이유', 'What and why'), max: 1000 }),
}

/** An acceptance without an end is no plan. */
const acceptanceEnds: Guard = ({ body, today }) => {
  const late = rowsOf(body.actions).find(
    (row) => row.action === 'accept-until' && !(String(row.dueOn ?? '') >= today),
  )
  return late === undefined
    ? null
    : say(
        `${String(late.component)}: 기한부 수용은 오늘 이후의 기한이 있어야 합니다.`,
        `${String(late.component)}: an acceptance needs a date that is not past.`,
      )
}

function rowsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

// Built first: `ref` registers every single reference on one schema, so the one needed at entry must come last.
const eraseGuide = optional(
  ref('document', {
    label: say('자료 삭제 안내서', 'Data deletion guide'),
    help: say(
      '폐기·양도할 때 환자 정보를 지우는 방법. 의료기관에 줍니다.',
      'How to erase patient data on disposal or transfer; given to hospitals.',
    ),
    reverse: say('지원 계획', 'Support plans'),
  }),
)
const supplied = optional(
  refs('supplier', {
    label: say('지원 공급자', 'Suppliers'),
    help: say('지원 계약을 맺은 공급자.', 'Suppliers with a contract of support.'),
    reverse: say('지원 계획', 'Support plans'),
  }),
)

/** Until when a device and each of its parts are supported, and what happens to the parts that are not. */
export const supportPlan = kind({
  name: 'support-plan',
  code: 'SPL',
  domain: 'components',
  title: say('지원 계획', 'Support plan'),
  plural: say('지원 계획', 'Support plans'),
  about: say(
    '제품과 구성요소의 지원 기간, 지원이 끝난 구성요소의 처리, 지원 종료 안내. 보안지침 제15조(레거시), IEC 81001-5-1, FDA 524B 문서의 구성요소별 지원 수준·종료일이 여기서 나옵니다.',
    'How long a device and its components are supported, what is done about those that are not, and how the end is announced: MFDS notice Art. 15 (legacy), IEC 81001-5-1, and the level and end of support per component that FDA asks for under 524B.',
  ),
  titleField: 'name',
  life: guarded(
    guarded(controlled, ['submit', 'approve'], [acceptanceEnds]),
    ['approve'],
    [
      linkedApproved(
        'eraseGuide',
        say('자료 삭제 안내서를 먼저 승인하십시오.', 'Approve the data deletion guide first.'),
      ),
    ],
  ),
  reviewMonths: 12,
  retention: deviceFileRetention,
  check: ({ contracts, actions, announcedOn, endsOn }) => {
    for (const [field, listed] of [['contracts', contracts] as const, ['actions', actions] as const]) {
      for (const [at, row] of (listed ?? []).entries()) {
        const read = readPattern(row.component)
        if (read.ok) continue
        const { ko, en } = read.refusal.because
        return { field, because: say(`${at + 1}행: ${ko}`, `Row ${at + 1}: ${en}`) }
      }
    }
    if (announcedOn !== undefined && endsOn !== undefined && announcedOn > endsOn) {
      return {
        field: 'announcedOn',
        because: say(
          '지원 종료 안내가 지원 종료일보다 늦습니다.',
          'The end is announced after support has ended.',
        ),
      }
    }
    return null
  },
  fields: {
    name: line({ label: say('명칭', 'Name'), searched: true }),
    eraseGuide,
    suppliers: supplied,
    releases: optional(
      refs('release', {
        label: say('대상 릴리스', 'Releases'),
        help: say(
          '비우면 제품의 모든 릴리스에 적용됩니다. 릴리스의 계획이 제품의 계획보다 앞섭니다.',
          'Empty means every release of the device. A plan for a release goes before that for the device.',
        ),
        reverse: say('지원 계획', 'Support plans'),
      }),
    ),
    device: ref('device', {
      label: say('제품', 'Device'),
      listed: true,
      reverse: say('지원 계획', 'Support plans'),
    }),
    endsOn: later(
      day({
        label: say('제품 지원 종료일', 'End of support of the device'),
        help: say(
          '의료기관에 알린 마지막 지원일(보안지침 제15조).',
          'The last day of support told to hospitals (MFDS notice Art. 15).',
        ),
        listed: true,
        sorted: true,
      }),
    ),
    policy: later(
      prose({
        label: say('지원 방침', 'Support policy'),
        help: say(
          '무엇을 언제까지 어떻게 지원하는지. 보안 수정, 문의, 현장 지원.',
          'What is supported, how and until when: security fixes, questions, on site.',
        ),
        max: 8000,
      }),
    ),
    contracts: optional(
      rows({
        label: say('구성요소 지원 기간', 'Support of components'),
        help: say(
          '계약이나 제작자의 확답. 공개된 지원 기간보다 앞섭니다.',
          'By contract or by word of the maker; goes before published life cycles.',
        ),
        columns: contract,
      }),
    ),
    contractFiles: optional(files({ label: say('지원 계약서', 'Contracts of support') })),
    actions: optional(
      rows({
        label: say('지원이 끝난 구성요소의 처리', 'What is done about components out of support'),
        columns: action,
      }),
    ),
    warnMonths: later(
      whole({
        label: say('미리 알림', 'Warn ahead'),
        help: say(
          '구성요소 지원이 끝나기 몇 달 전부터 처리를 시작하는지.',
          'How long before a component runs out work on it begins.',
        ),
        unit: say('개월', 'months'),
        min: 1,
        max: 60,
      }),
    ),
    announceMonths: later(
      whole({
        label: say('종료 안내 시점', 'Announced ahead'),
        help: say(
          '제품 지원이 끝나기 몇 달 전에 의료기관에 알리는지.',
          'How long before the end hospitals are told.',
        ),
        unit: say('개월 전', 'months before'),
        min: 1,
        max: 120,
      }),
    ),
    announcedOn: optional(day({ label: say('종료를 안내한 날', 'End announced on') })),
    afterEnd: later(
      pair({
        label: say('지원 종료 뒤의 안내', 'After the end'),
        help: say(
          '계속 쓸 때의 위험, 보완 조치, 교체 방법. 의료기관이 읽습니다.',
          'Risks of going on, compensating measures, replacement. Hospitals read this.',
        ),
        max: 8000,
      }),
    ),
    reviewedOn: later(
      day({
        label: say('검토일', 'Reviewed on'),
        help: say(
          '구성요소별 지원 기간을 확인한 날.',
          'When the support of the components was looked through.',
        ),
      }),
    ),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
