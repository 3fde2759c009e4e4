import { readFile } from 'node:fs/promises'
import { sbom } from '@maek/domain/components/sbom.ts'
import { measure } from '@maek/domain/protection/measure.ts'
import { vulnerabilityCase } from '@maek/domain/vulnerabilities/vulnerability-case.ts'
import { takeInSbom } from '../components/intake.ts'
import { withOrganisation } from '../database/scope.ts'
import { findRecord } from '../records/find.ts'
import { readFindings } from '../vulnerabilities/findings.ts'
import { takeInFeed } from '../vulnerabilities/import.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import { type Pen, wanted } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = {
  readonly release: string
  readonly device: string
  readonly people: SamplePeople
}

/** The SBOM of the release, approved, and the advisories that hit it. */
export async function takeInSampleSbom(pen: Pen, { release }: Pick<Told, 'release'>): Promise<string> {
  const { house, author } = pen
  const [advisories, bytes] = await Promise.all(
    ['./advisories.json', './device-sbom.json'].map((name) => readFile(new URL(name, import.meta.url))),
  )
  if (!advisories || !bytes) throw new Error('two files were read')
  wanted(await takeInFeed(house, { bytes: advisories, name: 'advisories.json', source: 'osv' }), 'advisories')
  const taken = wanted(await takeInSbom(house, author, { bytes, name: 'device-sbom.json', release }), 'SBOM')
  const { record } = wanted(
    await withOrganisation(house.database, author.organisation, (client) =>
      findRecord(client, author.organisation, { kind: sbom.name, id: taken.record.id }),
    ),
  )
  const completed = await pen.rewrite(record, {
    stage: 'build',
    author: lineOf('소프트웨어개발팀', 'Software team'),
    tool: lineOf('샘플 도구', 'Sample tool'),
    gaps: proseOf('모르는 부분과 가린 부분이 없다.', 'Nothing unknown, nothing withheld.'),
    disclosure: 'on-request',
  })
  return (await pen.lead(completed, 'submit', 'approve')).id
}

/** Every finding from high upwards is decided, but one: the case that is still being assessed blocks the gate. */
export async function decideFindings(pen: Pen, told: Told & { readonly sbom: string }): Promise<void> {
  const { house, author } = pen
  const page = wanted(
    await withOrganisation(house.database, author.organisation, (client) =>
      readFindings(client, author.organisation, { release: told.release, limit: 200, now: house.now() }),
    ),
  )
  const severe = page.findings.filter(({ severity }) => severity === 'critical' || severity === 'high')
  const evidence = await pen.keep('analysis-sample.txt', '영향 분석 샘플 데이터 · analysis, sample data\n')
  const [open, ...settled] = severe
  const opened = (finding: (typeof severe)[number]) => ({
    name: lineOf(`${finding.vulnerability} 영향 검토`, `Assessment of ${finding.vulnerability}`),
    vulnerability: finding.vulnerability,
    component: finding.component,
    source: 'feed',
    awareAt: pen.hour(-96),
    market: ['KR'],
    role: ['manufacturer'],
    owner: told.people.security,
    releases: [told.release],
    sboms: [told.sbom],
    ...(finding.vector !== null && { publishedVector: finding.vector }),
    ...(finding.score !== null && { publishedScore: finding.score, publishedIssuer: 'OSV' }),
  })
  await Promise.all([
    ...settled.map(async (finding) => {
      const written = await pen.write(vulnerabilityCase, {
        ...opened(finding),
        exploited: 'none',
        vexStatus: 'not_affected',
        justification: 'vulnerable_code_not_in_execute_path',
        analysis: proseOf('취약한 코드를 부르지 않음을 확인했다.', 'The vulnerable code is not called.'),
        personalDataAtRisk: false,
        decision: 'none',
        decisionReason: proseOf('닿을 수 없는 코드다.', 'The code cannot be reached.'),
        scope: 'release',
        evidence: [evidence],
      })
      await pen.lead(written, 'start', 'propose', 'close-without-remedy')
    }),
    open && pen.write(vulnerabilityCase, opened(open)).then((written) => pen.lead(written, 'start')),
  ])
}

const measures = [
  ['article-3', '최소권한 계정 관리', 'Least-privilege accounts', 'in-place'],
  ['article-6', '원격접속 통제', 'Controlled remote access', 'partly'],
  ['article-12', '모델 가중치 무결성 확인', 'Integrity check of the weights', 'in-place'],
] as const

/** Some of the measures the security notice asks for; the rest are missing, as in many firms. */
export async function writeMeasures(pen: Pen, told: Told & { readonly aiSystem: string }): Promise<void> {
  const evidence = await pen.keep('measure-sample.txt', '보호조치 점검 샘플 데이터 · check, sample data\n')
  await Promise.all(
    measures.map(async ([article, ko, en, status]) => {
      const written = await pen.write(measure, {
        name: pairOf(ko, en),
        article,
        place: 'product',
        status,
        owner: told.people.security,
        devices: [told.device],
        aiSystems: [told.aiSystem],
        what: proseOf(ko, en),
        verification: proseOf('시험과 설정 점검', 'Test and check of settings'),
        result: proseOf('적합', 'Conforms'),
        verifiedOn: pen.day(-50),
        verifier: told.people.quality,
        evidence: [evidence],
        ...(status === 'partly' && {
          gap: proseOf('다단계 인증이 남았다.', 'Multi-factor sign-in is still to come.'),
          dueOn: pen.day(45),
        }),
      })
      await pen.lead(written, 'submit', 'approve')
    }),
  )
}
