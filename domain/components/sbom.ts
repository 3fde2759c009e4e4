import { bodyIs } from '../conditions.ts'
import {
  choice,
  day,
  file,
  later,
  line,
  moment,
  optional,
  prose,
  ref,
  refs,
  rows,
  whole,
  yesNo,
} from '../field.ts'
import { guarded } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { controlled } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

/** The data an SBOM should carry for each component or for itself: NTIA minimum elements and CISA's later ones. */
const elements = {
  producer: say('제작자', 'Producer'),
  name: say('구성요소명', 'Component name'),
  version: say('버전', 'Version'),
  identifier: say('고유 식별자(purl·CPE)', 'Identifier (purl, CPE)'),
  dependency: say('의존 관계', 'Dependency'),
  author: say('SBOM 작성자', 'Author of the SBOM'),
  timestamp: say('작성 시각', 'Timestamp'),
  hash: say('해시', 'Hash'),
  licence: say('라이선스', 'Licence'),
  tool: say('생성 도구', 'Tool'),
  context: say('생성 단계', 'Generation context'),
  support: say('지원 수준·종료일', 'Support level and end'),
} as const

const quality = {
  element: choice({ label: say('항목', 'Element'), choices: elements }),
  covered: whole({ label: say('채워짐', 'Covered') }),
  of: whole({ label: say('전체', 'Of') }),
}

const delivery = {
  to: line({ label: say('받은 곳', 'Delivered to') }),
  on: day({ label: say('제공일', 'On') }),
  proof: line({ label: say('근거', 'Proof') }),
}

/**
 * Pipelines leave a draft at each build. Whoever may register one may discard it again while it was never approved, so
 * that builds of yesterday stop counting without the right to retire what is in force.
 */
const withDrafts = life({
  ...controlled,
  actions: {
    ...controlled.actions,
    discard: {
      label: say('초안 버리기', 'Discard the draft'),
      from: ['draft'],
      to: 'retired',
      permission: 'write',
      reason: true,
      neverApproved: true,
    },
  },
})

const sbomLife = guarded(
  withDrafts,
  ['submit'],
  [
    bodyIs(
      (body) => body.schemaErrors === 0 || body.acceptedBecause !== undefined,
      say(
        '형식 오류가 있는 SBOM은 받아들이는 이유를 적어야 합니다.',
        'An SBOM with format errors needs a reason for accepting it.',
      ),
    ),
  ],
)

/** The approved list of what a release is made of, as a file that stays as it came, with its coverage told honestly. */
export const sbom = kind({
  name: 'sbom',
  code: 'SBM',
  domain: 'components',
  title: say('SBOM', 'SBOM'),
  plural: say('SBOM', 'SBOMs'),
  about: say(
    '릴리스별 소프트웨어 구성요소 명세서. 보안지침 제16조, IEC 62304 8.1.2, IEC 81001-5-1, FDA 524B(b)(3)의 근거이며 취약점 대조의 기준입니다.',
    'The software bill of materials of one release: MFDS notice Art. 16, IEC 62304 8.1.2, IEC 81001-5-1, FDA 524B(b)(3), and what vulnerabilities are matched against.',
  ),
  titleField: 'name',
  life: sbomLife,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('명칭', 'Name'), searched: true }),
    release: ref('release', { label: say('릴리스', 'Release'), listed: true, reverse: say('SBOM', 'SBOMs') }),
    file: file({ label: say('SBOM 파일', 'File') }),
    format: choice({
      label: say('형식', 'Format'),
      listed: true,
      choices: {
        'cyclonedx-json': say('CycloneDX JSON', 'CycloneDX JSON'),
        'cyclonedx-xml': say('CycloneDX XML', 'CycloneDX XML'),
        'spdx-json': say('SPDX JSON', 'SPDX JSON'),
        'spdx-tag-value': say('SPDX 태그-값', 'SPDX tag-value'),
        'spdx-3': say('SPDX 3 JSON-LD', 'SPDX 3 JSON-LD'),
      },
    }),
    specVersion: later(line({ label: say('규격 버전', 'Version of the format'), max: 20 })),
    serial: optional(line({ label: say('문서 식별자', 'Document identifier'), searched: true, max: 300 })),
    stage: later(
      choice({
        label: say('생성 단계', 'Generation context'),
        help: say(
          '무엇을 보고 만든 목록인지. 빌드 단계가 가장 정확합니다.',
          'What it was made from; build is the most exact.',
        ),
        choices: {
          design: say('설계', 'Design'),
          source: say('소스', 'Source'),
          build: say('빌드', 'Build'),
          analysed: say('분석', 'Analysed'),
          deployed: say('설치', 'Deployed'),
          runtime: say('실행', 'Runtime'),
        },
      }),
    ),
    author: later(
      line({
        label: say('작성자', 'Author'),
        help: say('개인 이름이 아닌 조직·부서명.', 'Organisation or team, not a person.'),
      }),
    ),
    tool: later(line({ label: say('생성 도구', 'Tool') })),
    generatedAt: later(moment({ label: say('생성 시각', 'Generated at') })),
    suppliers: optional(
      refs('supplier', {
        label: say('받은 공급자', 'From suppliers'),
        reverse: say('제공한 SBOM', 'SBOMs supplied'),
      }),
    ),
    previous: optional(
      ref('sbom', { label: say('이전 SBOM', 'Previous SBOM'), reverse: say('다음 SBOM', 'Next SBOM') }),
    ),
    components: later(whole({ label: say('구성요소 수', 'Components'), listed: true })),
    dependencies: later(whole({ label: say('의존 관계 수', 'Dependencies') })),
    withoutVersion: later(whole({ label: say('버전 없는 구성요소', 'Without a version') })),
    withoutIdentifier: later(whole({ label: say('식별자 없는 구성요소', 'Without an identifier') })),
    includesAi: later(
      yesNo({
        label: say('모델·데이터셋 포함', 'Models and datasets included'),
        help: say('가중치와 데이터도 구성요소입니다.', 'Weights and data are components too.'),
      }),
    ),
    quality: later(rows({ label: say('항목별 충족', 'Coverage by element'), columns: quality })),
    schemaErrors: later(whole({ label: say('형식 오류 수', 'Format errors') })),
    acceptedBecause: optional(
      prose({ label: say('오류가 있는데 받아들이는 이유', 'Why accepted with errors') }),
    ),
    gaps: later(
      prose({
        label: say('모르는 부분과 가린 부분', 'Unknown and withheld parts'),
        help: say(
          '“모름”과 “공개하지 않음”을 구분해 적습니다.',
          'Tell what is unknown from what is withheld.',
        ),
      }),
    ),
    disclosure: later(
      choice({
        label: say('공개 범위', 'Disclosure'),
        help: say(
          'SBOM 자체도 보호 대상입니다(보안지침 제16조).',
          'The SBOM itself is protected (MFDS notice Art. 16).',
        ),
        choices: {
          internal: say('내부', 'Internal'),
          'on-request': say('요청한 의료기관', 'Hospitals on request'),
          public: say('공개', 'Public'),
        },
      }),
    ),
    deliveries: optional(rows({ label: say('제공 기록', 'Delivery log'), columns: delivery })),
    signature: optional(file({ label: say('서명 파일', 'Signature file') })),
  },
})

/**
 * What an SBOM describes, from what its record is called: that thing and its version. `app 1.2.0+build.7` and `app 1.2.1`
 * are of one thing.
 */
export function describedBy(title: string): string {
  return title.replace(/\s+v?\d\S*$/i, '')
}
