import {
  choice,
  day,
  decimal,
  files,
  later,
  line,
  optional,
  pair,
  prose,
  refs,
  rows,
  yesNo,
} from '../field.ts'
import { type Body, kind } from '../kind.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say, type Words } from '../words.ts'
import { triageLife } from './triage-life.ts'
import { justificationWords, statementStateWords } from './triage-words.ts'
import { parseVers } from './vers.ts'

const { 'in-triage': _open, ...outcomes } = statementStateWords

/** Rows of one decision: a bulk act of this many findings is still one reasoning, read and signed as one. */
export const triageRowsMax = 500

const vulnerabilityRow = {
  vulnerability: line({
    label: say('취약점 번호', 'Vulnerability id'),
    max: 100,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:+/-]*$/,
  }),
  package: optional(
    line({
      label: say('구성요소(버전 없는 purl)', 'Component (purl without version)'),
      help: say(
        '비우면 그 취약점이 있는 모든 구성요소입니다.',
        'Empty: every component in which it is found.',
      ),
      max: 400,
    }),
  ),
}

/** One reasoning about one or many vulnerabilities of our components, where it holds and until when. */
export const triageDecision = kind({
  name: 'triage-decision',
  code: 'VEX',
  domain: 'vulnerabilities',
  title: say('취약점 판정', 'Vulnerability decision'),
  plural: say('취약점 판정', 'Vulnerability decisions'),
  about: say(
    '발견된 취약점이 우리 제품에 영향을 주는지의 판정과 그 근거. 보안지침 제20조·제22조, IEC 81001-5-1 9, FDA 524B(b)(1), OpenVEX의 기록입니다.',
    'Whether vulnerabilities that were found affect our devices, and why: MFDS notice Arts. 20 and 22, IEC 81001-5-1 9, FDA 524B(b)(1), OpenVEX.',
  ),
  titleField: 'name',
  life: triageLife,
  retention: deviceFileRetention,
  check: faultOf,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    vulnerabilities: rows({
      label: say('취약점과 구성요소', 'Vulnerabilities and components'),
      columns: vulnerabilityRow,
      max: triageRowsMax,
    }),
    outcome: choice({ label: say('판정', 'Decision'), listed: true, choices: outcomes }),
    justification: optional(
      choice({ label: say('영향 없음 사유', 'Justification'), choices: justificationWords }),
    ),
    impactStatement: optional(
      pair({
        label: say('영향 설명', 'Impact statement'),
        help: say('왜 영향이 없는지, 밖에 보일 글.', 'Why it does not affect us; shown outside.'),
        max: 4000,
      }),
    ),
    actionStatement: optional(
      pair({
        label: say('사용자 조치 안내', 'Action statement'),
        help: say('고칠 때까지 의료기관이 할 일.', 'What hospitals do until it is fixed.'),
        max: 4000,
      }),
    ),
    detail: later(
      prose({
        label: say('판정의 근거', 'Grounds'),
        help: say(
          '코드가 있는지, 닿는지, 설정되는지와 그 근거. VEX 문서에 실립니다.',
          'Is the code present, reached, configured, and how do we know. Goes into VEX documents.',
        ),
      }),
    ),
    control: optional(
      choice({
        label: say('위험 통제', 'Risk'),
        choices: {
          controlled: say('통제됨', 'Controlled'),
          uncontrolled: say('통제되지 않음', 'Uncontrolled'),
        },
      }),
    ),
    scope: choice({
      label: say('적용 범위', 'Scope'),
      listed: true,
      choices: {
        release: say('고른 릴리스만', 'The releases named'),
        component: say('이 구성요소(버전 범위)', 'The component (range of versions)'),
        all: say('모든 릴리스와 구성요소', 'Every release and component'),
      },
    }),
    versions: optional(
      line({
        label: say('버전 범위', 'Range of versions'),
        help: say(
          '범위가 구성요소일 때. 예: vers:pypi/>=2.0.0|<3.0.0. 비우면 모든 버전.',
          'For the scope “component”, e.g. vers:pypi/>=2.0.0|<3.0.0. Empty: every version.',
        ),
        max: 2000,
      }),
    ),
    releases: optional(
      refs('release', { label: say('대상 릴리스', 'Releases'), reverse: say('취약점 판정', 'Decisions') }),
    ),
    expiresOn: optional(
      day({
        label: say('판정 만료일', 'Holds until'),
        help: say('이날까지 유효합니다.', 'The day itself still counts.'),
        sorted: true,
      }),
    ),
    reviewEpss: optional(
      decimal({
        label: say('재검토할 EPSS', 'Review above EPSS'),
        help: say('0과 1 사이. 이 값을 넘으면 다시 엽니다.', 'Between 0 and 1; opens again above it.'),
      }),
    ),
    reviewOnKev: optional(yesNo({ label: say('KEV에 오르면 재검토', 'Review when it enters KEV') })),
    reviewOnChange: optional(
      yesNo({ label: say('권고가 바뀌면 재검토', 'Review when the advisory changes') }),
    ),
    hazards: optional(
      refs('hazard', { label: say('연결된 위험', 'Hazards'), reverse: say('취약점 판정', 'Decisions') }),
    ),
    cases: optional(
      refs('vulnerability-case', {
        label: say('취약점 기록', 'Vulnerability cases'),
        reverse: say('취약점 판정', 'Decisions'),
      }),
    ),
    supersedes: optional(
      refs('triage-decision', {
        label: say('대신하는 판정', 'Supersedes'),
        reverse: say('이를 대신한 판정', 'Superseded by'),
      }),
    ),
    carriedFrom: optional(
      refs('triage-decision', {
        label: say('이어받은 판정', 'Carried over from'),
        reverse: say('이어받은 곳', 'Carried over to'),
      }),
    ),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})

type Fault = { readonly field: string; readonly because: Words }

/** What cannot be so whatever the state of the record. */
function faultOf(body: Body): Fault | null {
  const { outcome, justification, control, versions, reviewEpss } = body
  if (outcome !== 'not-affected' && justification !== undefined)
    return fault(
      'justification',
      '사유는 “영향 없음”에만 씁니다.',
      'Only “not affected” has a justification.',
    )
  if (outcome === 'accepted' && control === 'uncontrolled')
    return fault(
      'control',
      '통제되지 않은 위험은 수용할 수 없습니다.',
      'An uncontrolled risk cannot be accepted.',
    )
  if (typeof reviewEpss === 'string' && !(Number(reviewEpss) >= 0 && Number(reviewEpss) < 1))
    return fault('reviewEpss', '0 이상 1 미만으로 적으십시오.', 'Between 0 and less than 1.')
  return versions === undefined ? null : faultOfVersions(body)
}

function faultOfVersions({ scope, versions }: Body): Fault | null {
  if (scope !== 'component')
    return fault(
      'versions',
      '버전 범위는 범위가 구성요소일 때만 씁니다.',
      'A range of versions goes with the scope “component”.',
    )
  const parsed = parseVers(String(versions))
  return parsed.ok ? null : { field: 'versions', because: parsed.refusal.because }
}

function fault(field: string, ko: string, en: string): Fault {
  return { field, because: say(ko, en) }
}
