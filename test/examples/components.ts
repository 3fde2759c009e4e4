import type { Body } from '@maek/domain/kind.ts'
import { exampleFile, linked } from './linked.ts'

export const ids = { sbom: '6f000000-0000-4000-8000-000000000001' } as const

export const examples: Readonly<Record<string, Body>> = {
  sbom: {
    name: '결절 검출 소프트웨어 3.4.0 SBOM',
    release: linked.release,
    file: exampleFile('bom.cdx.json', 'application/vnd.cyclonedx+json'),
    format: 'cyclonedx-json',
    specVersion: '1.6',
    serial: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    stage: 'build',
    author: '소프트웨어개발팀',
    tool: 'cdxgen 11',
    generatedAt: '2026-05-18T02:10:00.000Z',
    components: 412,
    dependencies: 1280,
    withoutVersion: 1,
    withoutIdentifier: 3,
    includesAi: true,
    quality: [
      { element: 'version', covered: 411, of: 412 },
      { element: 'identifier', covered: 409, of: 412 },
      { element: 'hash', covered: 398, of: 412 },
    ],
    schemaErrors: 0,
    gaps: '영상 압축 라이브러리 1건의 버전을 모른다. 가린 항목은 없다.',
    disclosure: 'on-request',
    deliveries: [{ to: '가온대학교병원', on: '2026-05-22', proof: '전자우편 수신 확인' }],
    signature: exampleFile('bom.cdx.json.sig', 'application/octet-stream'),
  },
  'component-policy': {
    name: '구성요소 방침 2026',
    devices: [linked.device],
    owner: linked.author,
    classes: [
      { class: 'permissive', ruling: 'allowed' },
      { class: 'weak-copyleft', ruling: 'review' },
      { class: 'strong-copyleft', ruling: 'forbidden' },
    ],
    licences: [{ licence: 'GPL-2.0-only WITH Classpath-exception-2.0', ruling: 'allowed' }],
    undeclared: 'review',
    notRecognised: 'review',
    readings: [{ text: 'BSD License', licence: 'BSD-3-Clause', because: 'LICENSE 파일을 확인함' }],
    exceptions: [
      {
        component: 'pkg:npm/left-pad',
        licence: 'GPL-3.0-only',
        because: '3.5.0에서 교체',
        until: '2026-12-31',
      },
    ],
    criticalDays: 14,
    highDays: 30,
    mediumDays: 90,
    lowDays: 180,
    blocks: ['critical', 'high'],
    rationale: '설치형 제품이므로 소스 제공 의무가 제품 전체에 미치는 라이선스는 쓰지 않는다.',
  },
  'support-plan': {
    name: '결절 검출 소프트웨어 지원 계획',
    eraseGuide: linked.document,
    suppliers: [linked.supplier],
    releases: [linked.release],
    device: linked.device,
    endsOn: '2031-05-20',
    policy: '보안 수정은 지원 종료일까지, 문의는 평일에 받는다.',
    contracts: [
      {
        component: 'pkg:generic/openssl@3.0.*',
        level: 'security-only',
        endsOn: '2028-12-31',
        supplier: '한빛오픈소스',
        reference: 'C-2026-014',
      },
    ],
    contractFiles: [exampleFile('C-2026-014.pdf')],
    actions: [
      {
        component: 'pkg:npm/left-pad',
        action: 'replace',
        dueOn: '2026-12-31',
        because: '3.5.0에서 내장 함수로 바꾼다.',
      },
    ],
    warnMonths: 12,
    announceMonths: 24,
    announcedOn: '2029-05-20',
    afterEnd: {
      ko: '망을 분리하고 새 제품으로 옮긴다. 옮길 때까지 영상 전송은 읽기 전용으로 한다.',
      en: 'Separate it from the network and move to the new product; until then keep image transfer read only.',
    },
    reviewedOn: '2026-05-18',
    evidence: [exampleFile('지원 종료일 확인표.pdf')],
  },
}
