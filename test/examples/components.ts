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
}
