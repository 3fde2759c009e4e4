import type { Body } from '@maek/domain/kind.ts'
import { ids as components } from './components.ts'
import { ids as engineering } from './engineering.ts'
import { exampleFile, linked } from './linked.ts'

export const ids = {
  vulnerabilityCase: '70000000-0000-4000-8000-000000000001',
  triageDecision: '70000000-0000-4000-8000-000000000002',
  earlierDecision: '70000000-0000-4000-8000-000000000003',
  matchRule: '70000000-0000-4000-8000-000000000009',
  advisory: '70000000-0000-4000-8000-00000000000a',
} as const

const lost = { XCW: 'low', XIW: 'low', XAD: 'high' }

/** Answers that give the example's device vector. */
const rubric = Object.entries({
  XAVN: 'no',
  XAVP: 'no',
  XACL: 'yes',
  XPRL: 'yes',
  XPRZ: 'yes',
  XPRS: 'no',
  XUI: 'yes',
  XS: 'no',
  XCP: 'no',
  ...Object.fromEntries(
    ['XCD', 'XCT', 'XCW', 'XCS', 'XCO', 'XIP', 'XID', 'XIT', 'XIW', 'XIS', 'XIO']
      .concat(['XAP', 'XAD', 'XAT', 'XAW', 'XAS', 'XAO'])
      .map((question) => [question, 'none']),
  ),
  ...lost,
  XCR: 'medium',
  XIR: 'medium',
  XAR: 'medium',
}).map(([question, answer]) =>
  question === 'XAD'
    ? { question, answer, reason: '판독 보조가 멈추지만 통상 판독으로 계속한다.' }
    : { question, answer },
)

export const examples: Readonly<Record<string, Body>> = {
  'vulnerability-case': {
    name: '영상 해석 라이브러리의 힙 버퍼 넘침',
    vulnerability: 'CVE-2026-12345',
    aliases: [{ id: 'GHSA-abcd-1234-efgh' }],
    component: 'pkg:pypi/pillow@11.0.0',
    source: 'feed',
    awareAt: '2026-05-25T00:30:00.000Z',
    market: ['KR'],
    role: ['manufacturer'],
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
    deviceVector: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:H/CR:M/IR:M/AR:M',
    deviceScore: '6.1',
    rubric,
    ssvc: [
      { point: 'exploitation', value: 'public-poc', reason: '공개된 개념증명이 있다.' },
      { point: 'automatable', value: 'no' },
      { point: 'value-density', value: 'diffuse' },
      { point: 'technical-impact', value: 'partial' },
      { point: 'safety-impact', value: 'negligible' },
    ],
    ssvcPriority: 'scheduled',
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
  'triage-decision': {
    name: 'TIFF 해석 코드는 실행되지 않음',
    vulnerabilities: [
      { vulnerability: 'CVE-2026-12345', package: 'pkg:pypi/pillow' },
      { vulnerability: 'GHSA-abcd-1234-efgh' },
    ],
    outcome: 'not-affected',
    justification: 'vulnerable_code_not_in_execute_path',
    impactStatement: {
      ko: '영상은 DICOM으로만 들어오며 TIFF 해석 코드를 부르지 않습니다.',
      en: 'Images enter as DICOM only; the TIFF reader is never called.',
    },
    actionStatement: { ko: '하실 일이 없습니다.', en: 'Nothing to do.' },
    detail: '호출 그래프에서 닿는 경로가 없고, 시험 T-88에서 TIFF 입력이 거절됨을 확인했다.',
    control: 'controlled',
    scope: 'component',
    versions: 'vers:pypi/>=11.0.0|<12.0.0',
    releases: [linked.release],
    expiresOn: '2027-05-25',
    reviewEpss: '0.1',
    reviewOnKev: true,
    reviewOnChange: true,
    hazards: [linked.hazard],
    cases: [ids.vulnerabilityCase],
    supersedes: [ids.earlierDecision],
    carriedFrom: [ids.earlierDecision],
    evidence: [exampleFile('호출 그래프.pdf')],
  },
  'match-rule': {
    name: '제어기의 RTOS는 Zephyr이다',
    component: 'zephyr',
    supplier: 'Zephyr Project',
    type: 'operating-system',
    versionFrom: '3.0.0',
    versionBefore: '4.0.0',
    outcome: 'cpe',
    purl: 'pkg:swift/github.com/zephyrproject-rtos/zephyr',
    cpe: 'cpe:2.3:o:zephyrproject:zephyr',
    watchedAt: 'https://docs.zephyrproject.org/latest/security/vulnerabilities.html',
    watchedBy: linked.author,
    everyDays: 30,
    because: '공급자가 준 소스와 공개 저장소의 파일 해시가 같다.',
    evidence: [exampleFile('파일 대조.pdf')],
  },
  advisory: {
    name: {
      ko: '결절 검출 소프트웨어의 TIFF 가져오기에서 임의 코드가 실행될 수 있음',
      en: 'Arbitrary code may run when Nodule Finder imports a TIFF file',
    },
    trackingId: 'GAON-SA-2026-0001',
    tlp: 'WHITE',
    vulnerabilities: [
      {
        vulnerability: 'CVE-2026-12345',
        title: 'Heap overflow when a TIFF file is decoded',
        cwe: 'CWE-787',
        vector: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:H',
      },
    ],
    summary: {
      ko: '조작된 TIFF 파일을 가져오면 판독 프로그램이 멈추거나 임의 코드가 실행될 수 있습니다.',
      en: 'A crafted TIFF file may stop the reading program or run code of its author.',
    },
    riskEvaluation: {
      ko: '판독 PC에 로그인한 사용자의 권한으로 코드가 실행됩니다.',
      en: 'Code runs with the rights of whoever is signed in at the reading PC.',
    },
    clinicalImpact: {
      ko: '판독 보조가 멈출 수 있습니다. 통상 판독은 계속할 수 있으며 잘못된 결과가 표시되지는 않습니다.',
      en: 'Assistance may stop. Ordinary reading goes on; no wrong result is shown.',
    },
    meanwhile: {
      ko: '외부에서 받은 TIFF 파일을 열지 말고, 설정 > 가져오기에서 TIFF를 끄십시오.',
      en: 'Do not open TIFF files from outside, and switch TIFF off under Settings > Import.',
    },
    workarounds: { ko: 'DICOM으로 변환해 가져오십시오.', en: 'Convert to DICOM before importing.' },
    affected: [linked.release],
    fixed: [linked.nextRelease],
    fixPlan: { ko: '3.4.1에서 고쳤습니다.', en: 'Fixed in 3.4.1.' },
    notAffected: ['5a000000-0000-4000-8000-00000000000b'],
    notAffectedBecause: 'component_not_present',
    notAffectedImpact: { ko: 'TIFF를 읽지 않습니다.', en: 'It reads no TIFF.' },
    noneUnaffected: false,
    contact: 'psirt@gaon.example, 02-000-0000',
    acknowledgements: [{ name: '이보안', organisation: '가온대학교', summary: '취약점 신고' }],
    references: [{ summary: 'CVE', url: 'https://www.cve.org/CVERecord?id=CVE-2026-12345' }],
    cases: [ids.vulnerabilityCase],
    decisions: [ids.triageDecision],
    revisionSummary: '최초 게시 / First published',
    revisions: [{ number: 1, at: '2026-06-10T00:00:00.000Z', summary: '최초 게시 / First published' }],
    csaf: exampleFile('gaon-sa-2026-0001.json', 'application/json'),
  },
}
