import { device } from '@maek/domain/products/device.ts'
import { installation } from '@maek/domain/products/installation.ts'
import { release } from '@maek/domain/products/release.ts'
import { site } from '@maek/domain/products/site.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

/** A device that helps to judge breast masses; its name is said in many places. */
export async function writeDevice(
  pen: Pen,
  people: SamplePeople,
  documents: readonly string[],
): Promise<string> {
  const written = await pen.write(device, {
    name: pairOf('유방 종괴 판독보조', 'Breast Mass Assist'),
    modelName: 'SAMPLE-BMA-1',
    family: 'medical-device',
    form: 'standalone',
    ourRole: 'manufacturer',
    markets: ['kr'],
    usesAi: true,
    usesGenerativeAi: false,
    intendedUse: pairOf(
      '세침흡인 세포 영상의 핵 측정값으로 유방 종괴의 악성 가능성을 제시해 병리과 전문의의 판단을 보조한다.',
      'From measured nuclei of fine-needle aspirates it shows the probability that a breast mass is malignant, to assist pathologists.',
    ),
    patients: proseOf('만 19세 이상 유방 종괴 환자', 'Adults with a breast mass'),
    users: proseOf('병리과 전문의, 병리 판독실', 'Pathologists in the reading room'),
    misuse: proseOf('결과만 보고 조직검사를 생략함', 'Skipping biopsy on the result alone'),
    operatingPrinciple: pairOf(
      '로지스틱 회귀로 확률을 계산한다.',
      'Computes a probability by logistic regression.',
    ),
    grade: 'grade-2',
    gmpGroup: 'software-with-ai',
    productCode: lineOf('가상 품목', 'Fictitious item'),
    safetyClass: 'class-b',
    classificationReason: proseOf(
      '판독을 보조하며 단독으로 진단하지 않는다.',
      'Assists and does not diagnose alone.',
    ),
    connections: ['hospital-network', 'remote-service'],
    cyberDevice: true,
    handlesPersonalData: true,
    personalData: proseOf(
      '병원이 부여한 검체 번호만 처리한다.',
      'Specimen numbers issued by the hospital only.',
    ),
    udi: 'SAMPLE-08800000000000',
    lifetimeYears: 7,
    owner: people.quality,
    documents,
  })
  return (await pen.lead(written, 'confirm')).id
}

export const sampleVersion = '1.4.0'

/** The release the SBOM describes, still a draft: it is approved once its SBOM, model and evaluation are. */
export async function draftRelease(pen: Pen, deviceId: string): Promise<StoredRecord> {
  const artefact = await pen.keep('sample-artefact.txt', '배포 파일 샘플 데이터 · artefact, sample data\n')
  return pen.write(release, {
    name: `유방 종괴 판독보조 · Breast Mass Assist ${sampleVersion} (샘플 데이터 · sample data)`,
    version: sampleVersion,
    device: deviceId,
    purposes: ['initial'],
    changes: pairOf('첫 출하', 'First release'),
    sourceRevision: 'sample-v1.4.0',
    buildProcedure: proseOf('컨테이너 빌드, 지침 WI-01', 'Container build, instruction WI-01'),
    artefacts: [
      {
        name: artefact.name,
        sha256: artefact.sha256,
        signedWith: lineOf('샘플 서명 키', 'Sample signing key'),
      },
    ],
    tests: proseOf('계획한 시험 48건 모두 합격', 'All 48 planned tests passed'),
    testFiles: [artefact],
    knownAnomalies: proseOf('없음', 'None'),
    labelCheck: 'passed',
    udiProduction: '(10)1.4.0-SAMPLE',
    deploymentPlan: proseOf(
      '시험 서버에서 기준 사례 20건 확인 뒤 켠다.',
      'Goes live after 20 reference cases on a test server.',
    ),
    rollback: proseOf('직전 이미지로 되돌린다.', 'Returns to the image before.'),
    plannedOn: pen.day(-40),
  })
}

/** The next release is only begun: its gate shows everything that is still missing. */
export async function draftNextRelease(pen: Pen, deviceId: string, previous: string): Promise<string> {
  const written = await pen.write(release, {
    name: '유방 종괴 판독보조 · Breast Mass Assist 1.5.0 (샘플 데이터 · sample data)',
    version: '1.5.0',
    device: deviceId,
    previous,
    purposes: ['security-update'],
    plannedOn: pen.day(30),
  })
  return written.id
}

/** Two hospitals that run the release, one with its units. */
export async function writeSites(pen: Pen, releaseId: string): Promise<string[]> {
  const hospitals = [
    ['한빛대학교병원', 'Hanbit University Hospital', -30],
    ['누리중앙의료원', 'Nuri Medical Centre', -12],
  ] as const
  const written = await Promise.all(
    hospitals.map(async ([ko, en, installed], at) => {
      const one = await pen.write(site, {
        name: pairOf(ko, en),
        siteType: 'hospital',
        country: '대한민국 · Korea',
        institutionCode: `SAMPLE-${at + 1}`,
        releases: [releaseId],
        deployment: 'on-premises',
        installedOn: pen.day(installed),
        noticeEmail: `security-${at + 1}@hospital.example`,
        contactName: '샘플 담당자 · sample contact',
        contactPhone: '+82-2-0000-0000',
        responsibilities: proseOf(
          '병원은 계정과 망을, 당사는 업데이트를 맡는다.',
          'The hospital keeps accounts and network, we keep updates.',
        ),
      })
      return pen.lead(one, 'confirm')
    }),
  )
  const ids = written.map(({ id }) => id)
  await writeInstallations(pen, releaseId, ids)
  return ids
}

/** Units at the first hospital; of the second nobody has recorded any, as reach then says. */
async function writeInstallations(pen: Pen, releaseId: string, sites: readonly string[]): Promise<void> {
  const [siteId] = sites
  const common = { site: siteId, release: releaseId, connection: 'hospital-network', patcher: 'maker-remote' }
  await pen.write(installation, {
    ...common,
    name: lineOf('판독 서버', 'Reading server'),
    serial: 'SAMPLE-0001',
    installedOn: pen.day(-30),
    confirmedOn: pen.day(-3),
  })
  await pen.write(installation, {
    ...common,
    name: lineOf('판독실 단말', 'Reading room clients'),
    units: 6,
    installedOn: pen.day(-30),
    confirmedOn: pen.day(-3),
  })
}
