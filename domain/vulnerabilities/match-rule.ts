import { cpeKey, parseCpe } from '../components/cpe.ts'
import { type PackageQuery, packageQuery } from '../components/ecosystem.ts'
import { parsePurl } from '../components/purl.ts'
import { compareVersions } from '../components/version-order.ts'
import { choice, files, later, line, optional, prose, ref, whole } from '../field.ts'
import { neededWhen } from '../guards.ts'
import { type Body, kind } from '../kind.ts'
import { life } from '../life.ts'
import { approval, sendingBack } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const outcomes = {
  purl: say('이 purl로 조회', 'Ask by this purl'),
  cpe: say('이 CPE로 조회', 'Ask by this CPE'),
  watched: say('공개 정보가 없어 직접 확인', 'Nobody publishes; watched by hand'),
} as const

const told = [
  neededWhen('outcome', ['purl'], {
    needed: 'purl',
    because: say('조회할 purl을 적으십시오.', 'Give the purl to ask by.'),
  }),
  neededWhen('outcome', ['cpe'], {
    needed: 'cpe',
    because: say('조회할 CPE를 적으십시오.', 'Give the CPE to ask by.'),
  }),
  ...(['watchedAt', 'watchedBy', 'everyDays'] as const).map((needed) =>
    neededWhen('outcome', ['watched'], {
      needed,
      because: say(
        '어디서, 누가, 며칠마다 확인하는지 적으십시오.',
        'Say where, who and every how many days.',
      ),
    }),
  ),
]

/** Written, approved by another, in force for later SBOMs too; a revision leaves the approved edition in force. */
const ruleLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    proposed: { label: say('승인 대기', 'Proposed'), tone: 'waiting' },
    'in-force': { label: say('적용 중', 'In force'), tone: 'good' },
    ended: { label: say('종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    propose: {
      label: say('승인 요청', 'Propose'),
      from: ['draft'],
      to: 'proposed',
      permission: 'write',
      complete: true,
      guards: told,
    },
    'send-back': sendingBack({ from: ['proposed'], to: 'draft' }),
    approve: approval({ from: ['proposed'], to: 'in-force', guards: told }),
    // What was looked at and found stands in the reason, and so in the ledger.
    check: {
      label: say('확인 결과 적기', 'Record a check'),
      from: ['in-force'],
      to: 'in-force',
      permission: 'write',
      reason: true,
    },
    revise: {
      label: say('개정', 'Revise'),
      from: ['in-force'],
      to: 'draft',
      permission: 'write',
      reason: true,
    },
    end: {
      label: say('종료', 'End'),
      from: ['draft', 'proposed', 'in-force'],
      to: 'ended',
      permission: 'retire',
      reason: true,
    },
  },
})

/** What to ask for components that no data source knows under their own name: RTOS, Windows, bought software. */
export const matchRule = kind({
  name: 'match-rule',
  code: 'MAT',
  domain: 'vulnerabilities',
  title: say('대조 규칙', 'Matching rule'),
  plural: say('대조 규칙', 'Matching rules'),
  about: say(
    'purl이나 CPE가 없어 취약점 정보와 대조되지 않는 구성요소(RTOS, 윈도우, 상용 소프트웨어)를 무엇으로 조회할지, 또는 누가 직접 확인할지 정합니다. 승인된 규칙은 다음 릴리스의 SBOM에도 적용됩니다.',
    'Says by what name to ask for components that no advisory source knows as they are named (RTOS, Windows, bought software), or who watches for them by hand. An approved rule holds for the SBOMs of later releases too.',
  ),
  titleField: 'name',
  life: ruleLife,
  sealed: { proposed: ['component', 'outcome', 'purl', 'cpe'] },
  reviewMonths: 12,
  retention: deviceFileRetention,
  check: (body) => {
    const purl = body.purl === undefined ? undefined : parsePurl(body.purl)
    if (purl && !purl.ok) return { field: 'purl', because: purl.refusal.because }
    if (purl?.ok && !packageQuery(purl.value))
      return {
        field: 'purl',
        because: say(
          '이 purl에 답하는 취약점 정보원이 없습니다.',
          'No advisory source answers for this purl.',
        ),
      }
    const cpe = body.cpe === undefined ? undefined : parseCpe(body.cpe)
    if (cpe && !cpe.ok) return { field: 'cpe', because: cpe.refusal.because }
    if (cpe?.ok && cpeKey(cpe.value) === undefined)
      return {
        field: 'cpe',
        because: say('CPE에 공급자와 제품이 모두 있어야 합니다.', 'The CPE must name vendor and product.'),
      }
    return null
  },
  fields: {
    name: line({ label: say('규칙 이름', 'Name'), searched: true }),
    component: line({
      label: say('구성요소 이름', 'Component name'),
      help: say(
        'SBOM에 적힌 이름 그대로. 대소문자는 가리지 않습니다.',
        'Exactly as the SBOM names it; capitals do not matter.',
      ),
      listed: true,
      searched: true,
      max: 500,
    }),
    supplier: optional(
      line({
        label: say('공급자', 'Supplier'),
        help: say('적으면 같은 공급자만 해당합니다.', 'If given, only this supplier counts.'),
        listed: true,
        max: 500,
      }),
    ),
    type: optional(
      line({
        label: say('유형', 'Type'),
        help: say(
          'SBOM의 유형 낱말(operating-system, firmware …).',
          'As in the SBOM: operating-system, firmware …',
        ),
        pattern: /^[a-z-]{1,60}$/,
      }),
    ),
    versionFrom: optional(line({ label: say('버전(이상)', 'Versions from (including)'), max: 200 })),
    versionBefore: optional(line({ label: say('버전(미만)', 'Versions before (excluding)'), max: 200 })),
    outcome: choice({ label: say('처리', 'What to do'), listed: true, choices: outcomes }),
    purl: optional(
      line({
        label: say('조회할 purl', 'purl to ask'),
        help: say(
          '버전을 빼면 구성요소의 버전으로 조회합니다.',
          'Without a version, the component’s own version is asked.',
        ),
        max: 1_000,
      }),
    ),
    cpe: optional(
      line({
        label: say('조회할 CPE', 'CPE to ask'),
        help: say('예: cpe:2.3:o:microsoft:windows_10_1809', 'Such as cpe:2.3:o:microsoft:windows_10_1809'),
        max: 1_000,
      }),
    ),
    watchedAt: optional(
      line({ label: say('확인할 주소', 'Watched at'), pattern: /^https?:\/\/[\x21-\x7e]+$/, max: 1_000 }),
    ),
    watchedBy: optional(
      ref('person', {
        label: say('확인 담당자', 'Watched by'),
        reverse: say('직접 확인하는 구성요소', 'Watches'),
      }),
    ),
    everyDays: optional(
      whole({ label: say('확인 주기', 'Every'), unit: say('일', 'days'), min: 1, max: 366 }),
    ),
    because: later(
      prose({
        label: say('같은 제품이라는 근거', 'Why it is the same product'),
        help: say('공급자 문서, 파일 대조 등.', 'Supplier documents, comparison of files and the like.'),
      }),
    ),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})

/** What a rule looks at. */
export type RuledComponent = {
  readonly name: string
  readonly type: string
  readonly version: string | null
  /** As its SBOMs name them. */
  readonly suppliers: readonly string[]
}

/** Whether the rule speaks of the component. A rule with a version range says nothing of one without a version. */
export function speaksOfComponent(rule: Body, component: RuledComponent): boolean {
  const { supplier, type, versionFrom, versionBefore } = rule
  if (typeof rule.component !== 'string' || fold(rule.component) !== fold(component.name)) return false
  if (typeof type === 'string' && type !== component.type) return false
  if (typeof supplier === 'string' && !component.suppliers.some((name) => fold(name) === fold(supplier)))
    return false
  const { version } = component
  if (typeof versionFrom === 'string' && (version === null || compare(version, versionFrom) < 0)) return false
  return !(typeof versionBefore === 'string' && (version === null || compare(version, versionBefore) >= 0))
}

export type RuledQuestion =
  | { readonly by: 'purl'; readonly query: PackageQuery; readonly asked: string }
  | { readonly by: 'cpe'; readonly key: string; readonly asked: string }
  | { readonly by: 'hand' }

/** The question a rule asks in the component's place; null where the rule is incomplete. Before: the rule was approved. */
export function questionOfRule(rule: Body, version: string | null): RuledQuestion | null {
  if (rule.outcome === 'watched') return { by: 'hand' }
  if (rule.outcome === 'purl' && typeof rule.purl === 'string') {
    const purl = parsePurl(rule.purl)
    const query = purl.ok ? packageQuery(purl.value) : undefined
    if (!query) return null
    return {
      by: 'purl',
      query: query.version !== undefined || version === null ? query : { ...query, version },
      asked: rule.purl,
    }
  }
  if (rule.outcome !== 'cpe' || typeof rule.cpe !== 'string') return null
  const cpe = parseCpe(rule.cpe)
  const key = cpe.ok ? cpeKey(cpe.value) : undefined
  return key === undefined ? null : { by: 'cpe', key, asked: rule.cpe }
}

/** As the database folds it: capitals do not matter, look-alikes of other scripts do. */
function fold(text: string): string {
  return text.trim().toLowerCase()
}

function compare(left: string, right: string): number {
  return compareVersions('fallback', left, right).order
}
