import type { Body } from '@maek/domain/kind.ts'
import { ids as components } from './components.ts'
import { ids as engineering } from './engineering.ts'
import { exampleFile, linked } from './linked.ts'

export const ids = { vulnerabilityCase: '70000000-0000-4000-8000-000000000001' } as const

export const examples: Readonly<Record<string, Body>> = {
  'vulnerability-case': {
    name: '영상 해석 라이브러리의 힙 버퍼 넘침',
    vulnerability: 'CVE-2026-12345',
    aliases: [{ id: 'GHSA-abcd-1234-efgh' }],
    component: 'pkg:pypi/pillow@11.0.0',
    source: 'feed',
    awareAt: '2026-05-25T00:30:00.000Z',
    owner: linked.author,
    releases: [linked.release],
    sboms: [components.sbom],
    sites: [linked.site],
    hazards: [linked.hazard],
    publishedVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H',
    publishedScore: '8.8',
    publishedIssuer: 'NVD',
    exploited: 'proof-of-concept',
    vexStatus: 'affected',
    actionStatement: {
      ko: '3.4.1로 올리기 전까지 외부에서 받은 TIFF 파일을 열지 마십시오.',
      en: 'Do not open TIFF files from outside until updated to 3.4.1.',
    },
    analysis: 'TIFF 가져오기 화면에서 취약 코드에 닿는다. DICOM 경로는 닿지 않는다(호출 그래프, 시험 T-88).',
    deviceVector: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:H',
    deviceScore: '6.1',
    rubric: [
      {
        question: '가용성 손실이 진료에 영향을 주는가',
        answer: '예',
        reason: '판독 보조가 멈추지만 통상 판독으로 계속한다.',
      },
    ],
    exploitability: 'medium',
    harm: 'minor',
    control: 'controlled',
    personalDataAtRisk: false,
    decision: 'fix',
    decisionReason: '정기 배포로 고치고 그때까지 TIFF 가져오기를 끈다.',
    scope: 'component',
    changes: [engineering.change],
    fixedIn: linked.nextRelease,
    remediedOn: '2026-06-10',
    remedyResult: '새 SBOM에서 11.0.1을 확인했고 재현 시험이 실패한다.',
    evidence: [exampleFile('영향 분석.pdf')],
  },
}
