import { say, type Words } from '../words.ts'
import type { ComponentElement, DocumentElement, SbomQuality } from './quality.ts'

/** One line of a framework: how many of what it applies to have it. */
export type QualityRow = {
  readonly element: ComponentElement | DocumentElement | PresenceElement
  readonly label: Words
  readonly covered: number
  readonly of: number
  /** Whether the components at fault can be listed (`lacking=` of the component list). */
  readonly listed: boolean
}

/** Whether something of a kind is there at all. */
export type PresenceElement = 'models-listed' | 'datasets-listed' | 'software-listed'

export type QualityFramework = {
  readonly name: 'ntia-2021' | 'cisa-2025' | 'fda-2026' | 'g7-ai-2026'
  readonly title: Words
  readonly note?: Words
  readonly groups: readonly { readonly title?: Words; readonly rows: readonly QualityRow[] }[]
  /** Rows in which nothing is lacking, and rows at all. */
  readonly met: number
  readonly rows: number
}

export const elementLabels: Readonly<Record<QualityRow['element'], Words>> = {
  producer: say('공급자(제작자)', 'Supplier (producer)'),
  name: say('구성요소명', 'Component name'),
  version: say('버전', 'Version'),
  identifier: say('고유 식별자(purl·CPE)', 'Identifier (purl, CPE)'),
  dependency: say('의존 관계', 'Dependency relationship'),
  hash: say('해시', 'Hash'),
  licence: say('라이선스', 'Licence'),
  'support-level': say('지원 수준', 'Level of support'),
  'support-end': say('지원 종료일', 'End of support'),
  'unmistakable-name': say('혼동되지 않는 이름', 'Name that cannot be mistaken'),
  'model-task': say('모델의 과업', 'Task of the model'),
  'model-architecture': say('모델 구조', 'Architecture'),
  'model-training': say('학습 방법', 'How it was trained'),
  'model-datasets': say('학습·시험 데이터셋', 'Data sets of training and test'),
  'model-use': say('사용 목적', 'Intended use'),
  'model-limits': say('한계', 'Limitations'),
  'model-metrics': say('성능 지표', 'Performance metrics'),
  'data-origin': say('데이터 출처', 'Origin of the data'),
  'data-content': say('데이터 내용', 'Content of the data'),
  'data-sensitivity': say('민감정보 여부', 'Sensitivity of the data'),
  author: say('SBOM 작성자', 'Author of the SBOM'),
  timestamp: say('작성 시각', 'Timestamp'),
  tool: say('생성 도구', 'Tool'),
  context: say('생성 단계', 'Generation context'),
  subject: say('대상 제품', 'Product described'),
  'subject-version': say('대상 제품의 버전', 'Version of the product'),
  'subject-producer': say('대상 제품의 제조자', 'Producer of the product'),
  'models-listed': say('모델이 목록에 있음', 'Models are listed'),
  'datasets-listed': say('데이터셋이 목록에 있음', 'Data sets are listed'),
  'software-listed': say('실행 소프트웨어가 목록에 있음', 'The software it runs on is listed'),
}

type Group = { readonly title?: Words; readonly elements: readonly QualityRow['element'][] }

/** NTIA, The Minimum Elements for an SBOM, 2021-07-12. */
const ntia: readonly Group[] = [
  { elements: ['producer', 'name', 'version', 'identifier', 'dependency', 'author', 'timestamp'] },
]
/** CISA, 2025 Minimum Elements for an SBOM (draft of 2025-08-22). */
const cisa: readonly Group[] = [
  {
    elements: [
      'author',
      'producer',
      'name',
      'version',
      'identifier',
      'hash',
      'licence',
      'dependency',
      'tool',
      'timestamp',
      'context',
    ],
  },
]
/** FDA, Cybersecurity in Medical Devices (premarket), section on SBOM: NTIA elements and support. */
const fda: readonly Group[] = [...ntia, { elements: ['support-level', 'support-end'] }]
/** G7, minimum elements of an SBOM for AI, 2026-05-12: seven clusters. */
const g7: readonly Group[] = [
  { title: say('메타데이터', 'Metadata'), elements: ['author', 'timestamp', 'tool', 'context'] },
  {
    title: say('시스템', 'System'),
    elements: ['subject', 'subject-version', 'subject-producer', 'dependency'],
  },
  {
    title: say('모델', 'Models'),
    elements: [
      'models-listed',
      'model-task',
      'model-architecture',
      'model-training',
      'model-use',
      'model-limits',
      'model-datasets',
    ],
  },
  {
    title: say('데이터셋', 'Data sets'),
    elements: ['datasets-listed', 'data-origin', 'data-content', 'data-sensitivity'],
  },
  { title: say('인프라', 'Infrastructure'), elements: ['software-listed', 'version', 'identifier'] },
  { title: say('보안 속성', 'Security properties'), elements: ['hash', 'support-level'] },
  { title: say('성과 지표', 'Key performance indicators'), elements: ['model-metrics'] },
]

/** The four frameworks over one count. Nothing is judged here but presence: whether a stated supplier is true is not. */
export function qualityReport(quality: SbomQuality): readonly QualityFramework[] {
  const framework = (
    name: QualityFramework['name'],
    title: Words,
    asked: { readonly groups: readonly Group[]; readonly note?: Words },
  ): QualityFramework => {
    const groups = asked.groups.map(({ title: heading, elements }) => ({
      ...(heading && { title: heading }),
      rows: elements.map((element) => rowOf(element, quality)),
    }))
    const rows = groups.flatMap((group) => group.rows).filter((row) => row.of > 0)
    return {
      name,
      title,
      ...(asked.note && { note: asked.note }),
      groups,
      met: rows.filter((row) => row.covered === row.of).length,
      rows: rows.length,
    }
  }
  return [
    framework('ntia-2021', say('NTIA 최소 요소 (2021)', 'NTIA minimum elements (2021)'), { groups: ntia }),
    framework('cisa-2025', say('CISA 최소 요소 (2025년 초안)', 'CISA minimum elements (draft, 2025)'), {
      groups: cisa,
    }),
    framework('fda-2026', say('FDA 시판 전 사이버보안', 'FDA premarket cybersecurity'), {
      groups: fda,
      note: say(
        'SBOM에 적힌 지원 정보만 셉니다. 지원 계획 기록에서 보충한 값은 eSTAR 표에 나옵니다.',
        'Only support stated in the SBOM counts; what support plans add stands in the eSTAR tables.',
      ),
    }),
    framework('g7-ai-2026', say('G7 AI SBOM 최소 요소 (2026)', 'G7 AI SBOM minimum elements (2026)'), {
      groups: g7,
      note: say(
        '권고이며 의무가 아닙니다. 일곱 묶음의 요소는 Maek이 SBOM 필드에 대응시킨 것입니다.',
        'Voluntary. How the elements of the seven clusters stand in SBOM fields is our own mapping.',
      ),
    }),
  ]
}

const modelElements: ReadonlySet<string> = new Set([
  'model-task',
  'model-architecture',
  'model-training',
  'model-datasets',
  'model-use',
  'model-limits',
  'model-metrics',
])
const dataElements: ReadonlySet<string> = new Set(['data-origin', 'data-content', 'data-sensitivity'])

function rowOf(element: QualityRow['element'], quality: SbomQuality): QualityRow {
  const label = elementLabels[element]
  const once = (has: boolean) => ({ element, label, covered: has ? 1 : 0, of: 1, listed: false })
  switch (element) {
    case 'author':
    case 'timestamp':
    case 'tool':
    case 'context':
    case 'subject':
    case 'subject-version':
    case 'subject-producer':
      return once(quality.document[element])
    case 'models-listed':
      return once(quality.models > 0)
    case 'datasets-listed':
      return once(quality.datasets > 0)
    case 'software-listed':
      return once(quality.components > quality.models + quality.datasets)
    default: {
      const of = modelElements.has(element)
        ? quality.models
        : dataElements.has(element)
          ? quality.datasets
          : quality.components
      return { element, label, covered: of - quality.lacking[element], of, listed: true }
    }
  }
}
