import type { Component, ComponentList } from '../../../components/component-list.ts'
import { say } from '../../../words.ts'
import { type IssuedScore, scoreVector } from '../../severity.ts'
import type { Statement } from '../../statement.ts'
import type { Bill } from '../bill.ts'

/** A bill for tests, with the components and statements given. */
export function aBill(given: {
  readonly components?: readonly Component[]
  readonly dependencies?: ComponentList['dependencies']
  readonly statements?: readonly Statement[]
  readonly subject?: Component
}): Bill {
  return {
    maker: { name: '가온메디칼', namespace: 'https://gaon.example' },
    device: {
      id: '10000000-0000-4000-8000-000000000001',
      number: 'DEV-2026-0001',
      name: say('결절 검출 소프트웨어', 'Nodule Finder'),
      model: 'NF-3',
    },
    release: {
      id: '20000000-0000-4000-8000-000000000001',
      number: 'REL-2026-0002',
      name: 'Nodule Finder 3.4.0',
      version: '3.4.0',
      artefacts: [{ name: 'nodule-finder.tar', sha256: 'ab'.repeat(32) }],
    },
    sbom: {
      id: '30000000-0000-4000-8000-000000000001',
      number: 'SBM-2026-0003',
      list: aList(given.components ?? someComponents, given.dependencies ?? [], given.subject),
    },
    statements: given.statements ?? someStatements,
    history: [
      { at: '2026-05-18T02:10:00.000Z', about: say('SBOM 등록', 'SBOM registered') },
      { at: '2026-06-01T09:00:00.000Z', about: say('판정', 'Decided') },
    ],
    weaknesses: new Map([
      ['CWE-79', "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')"],
    ]),
  }
}

function aList(
  components: readonly Component[],
  dependencies: ComponentList['dependencies'],
  subject: Component | undefined,
): ComponentList {
  return {
    format: 'CycloneDX',
    specVersion: '1.6',
    ...(subject === undefined ? {} : { subject }),
    authors: ['가온메디칼'],
    tools: ['cdxgen 11'],
    components,
    dependencies,
    circular: [],
    faults: [],
    faultCount: 0,
    quality: {
      components: components.length,
      withSupplier: 0,
      withName: 0,
      withVersion: 0,
      withIdentifier: 0,
      withDependency: 0,
      withHash: 0,
      withLicence: 0,
      hasAuthor: true,
      hasTime: true,
      hasTool: true,
      hasGenerationContext: false,
    },
  }
}

export const someComponents: readonly Component[] = [
  {
    reference: 'pillow',
    name: 'pillow',
    version: '11.0.0',
    purl: 'pkg:pypi/pillow@11.0.0',
    type: 'library',
    licences: ['MIT-CMU'],
    hashes: [{ algorithm: 'SHA-256', value: '01'.repeat(32) }],
    supplier: 'Jeffrey A. Clark',
    scope: 'required',
  },
  {
    reference: 'openssl',
    name: 'openssl',
    version: '3.0.11',
    purl: 'pkg:deb/debian/openssl@3.0.11-1?arch=amd64',
    cpe: 'cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*',
    type: 'library',
    licences: ['Apache-2.0 OR MIT', 'Our own words'],
    hashes: [],
    within: 'base',
  },
  { reference: 'base', name: 'base image', type: 'container', licences: [], hashes: [] },
  {
    reference: 'rtos',
    group: 'vendor',
    name: 'RTOS',
    version: '5',
    type: 'unknown',
    licences: ['Vendor EULA'],
    hashes: [],
  },
]

export function score(vector: string, issuer: string): IssuedScore {
  const answer = scoreVector(vector)
  if (!answer.ok) throw new Error(vector)
  return { ...answer.value, issuer }
}

export function aStatement(given: Partial<Statement>): Statement {
  return {
    vulnerability: 'CVE-2026-12345',
    aliases: ['GHSA-abcd-1234-efgh'],
    summary: 'Heap overflow in TIFF <script>alert(1)</script>',
    reference: 'pillow',
    state: 'in-triage',
    justification: null,
    impact: null,
    action: null,
    detail: null,
    decision: null,
    foundAt: '2026-05-20T00:00:00.000Z',
    published: [score('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 'NVD')],
    device: null,
    fixedIn: null,
    exploited: false,
    likelihood: null,
    cwes: ['CWE-79'],
    references: ['https://example.org/advisory'],
    ...given,
  }
}

const decision = { number: 'VEX-2026-0001', at: '2026-06-01T09:00:00.000Z', expiresOn: null }

/** One of each state. */
export const someStatements: readonly Statement[] = [
  aStatement({}),
  aStatement({
    vulnerability: 'CVE-2026-2',
    aliases: [],
    state: 'affected',
    action: say('TIFF 파일을 열지 마십시오.', 'Do not open TIFF files.'),
    decision,
    fixedIn: '11.0.1',
    exploited: true,
    device: score('CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:U/C:L/I:L/A:H', 'maker'),
  }),
  aStatement({
    vulnerability: 'CVE-2026-2222',
    aliases: [],
    reference: 'openssl',
    state: 'not-affected',
    justification: 'vulnerable_code_not_in_execute_path',
    impact: say('서버 기능을 쓰지 않습니다.', 'The server part is not used.'),
    decision,
    published: [
      score('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'GHSA'),
      score('AV:N/AC:L/Au:N/C:P/I:P/A:P', 'NVD'),
    ],
  }),
  aStatement({
    vulnerability: 'GHSA-aaaa-bbbb-cccc',
    aliases: [],
    reference: 'rtos',
    state: 'accepted',
    decision: { ...decision, expiresOn: '2027-01-31' },
    published: [],
  }),
  aStatement({ vulnerability: 'CVE-2026-3333', aliases: [], reference: 'base', state: 'fixed', decision }),
]
