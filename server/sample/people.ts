import { competence } from '@maek/domain/people/competence.ts'
import { person } from '@maek/domain/people/person.ts'
import { training } from '@maek/domain/people/training.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'

export type SamplePeople = {
  readonly quality: string
  readonly chief: string
  readonly research: string
  readonly security: string
}

/** Four people with their responsibilities. The AI engineer's competence is still below what the task needs: a gap. */
export async function writePeople(pen: Pen): Promise<SamplePeople> {
  const letter = await pen.keep(
    'appointment-sample.txt',
    '임명장 샘플 데이터 · appointment letter, sample data\n',
  )
  const shared = { engagement: 'employee', startedOn: pen.day(-900) }
  const write = async (body: Readonly<Record<string, unknown>>) =>
    (await pen.lead(await pen.write(person, { ...shared, ...body }), 'confirm')).id
  const chief = await write({
    name: pairOf('박도윤', 'Doyun Park'),
    department: lineOf('경영', 'Management'),
    position: lineOf('대표이사', 'Chief executive'),
    responsibilities: ['management-representative', 'release-approval'],
    authority: proseOf('방침, 자원, 출하를 결정한다.', 'Decides on policy, resources and release.'),
    qualification: proseOf('의료기기 경영 12년', 'Twelve years in medical devices'),
    appointmentFiles: [letter],
  })
  const [quality, research, security] = await Promise.all([
    write({
      name: pairOf('김하늘', 'Haneul Kim'),
      department: lineOf('품질보증팀', 'Quality'),
      position: lineOf('품질책임자', 'Quality manager'),
      responsibilities: ['quality-manager', 'safety-reporting'],
      authority: proseOf('출하를 단독으로 중지한다.', 'May stop a release alone.'),
      qualification: proseOf('의공학 석사, 품질관리 6년', 'MSc biomedical engineering, six years in quality'),
      appointmentFiles: [letter],
      deputy: chief,
    }),
    write({
      name: pairOf('이서준', 'Seojun Lee'),
      department: lineOf('AI연구팀', 'AI research'),
      position: lineOf('책임연구원', 'Principal researcher'),
      responsibilities: ['model-development', 'data-management'],
      authority: proseOf('모델 배포를 제안한다.', 'Proposes models for release.'),
      qualification: proseOf('통계학 석사', 'MSc statistics'),
    }),
    write({
      name: pairOf('최지안', 'Jian Choi'),
      department: lineOf('제품보안팀', 'Product security'),
      position: lineOf('제품보안책임자', 'Product security officer'),
      responsibilities: ['product-security', 'incident-response', 'vulnerability-handling'],
      authority: proseOf('원격 접속을 즉시 차단한다.', 'May cut remote access at once.'),
      qualification: proseOf('정보보안기사', 'Certified in information security'),
    }),
  ])
  await Promise.all([
    writeCompetences(pen, { quality, chief, research, security }),
    writeTrainings(pen, { quality, research }),
  ])
  return { quality, chief, research, security }
}

async function writeCompetences(pen: Pen, people: SamplePeople): Promise<void> {
  const shared = {
    criteria: proseOf('관련 학위와 실무 2년', 'A degree in the field and two years of practice'),
    basis: proseOf('학위증과 수행 기록 검토', 'Degree and work records reviewed'),
    method: 'portfolio',
    assessedOn: pen.day(-200),
    assessor: people.chief,
  }
  const held = await pen.write(competence, {
    ...shared,
    task: lineOf('내부심사 수행', 'Internal auditing'),
    person: people.quality,
    area: 'internal-audit',
    levelNeeded: 'independent',
    levelHeld: 'independent',
  })
  await pen.lead(held, 'confirm')
  await pen.write(competence, {
    ...shared,
    task: lineOf('모델 성능 평가', 'Evaluation of model performance'),
    person: people.research,
    area: 'ai-development',
    levelNeeded: 'independent',
    levelHeld: 'supervised',
    gapAction: proseOf('선임의 지도로 평가 1건을 더 한다.', 'One more evaluation under supervision.'),
  })
}

async function writeTrainings(pen: Pen, people: Pick<SamplePeople, 'quality' | 'research'>): Promise<void> {
  const certificate = await pen.keep(
    'certificate-sample.txt',
    '수료증 샘플 데이터 · certificate, sample data\n',
  )
  const done = await pen.write(training, {
    subject: lineOf('품질책임자 보수교육', 'Quality manager refresher'),
    person: people.quality,
    trainingType: 'statutory',
    topics: ['quality-manager', 'regulation'],
    plannedOn: pen.day(-120),
    heldOn: pen.day(-120),
    hours: '8.0',
    trainer: lineOf('교육기관', 'Course provider'),
    evidence: [certificate],
    effectMethod: 'test',
    effectCriteria: lineOf('80점 이상', '80 points or more'),
    effect: 'effective',
    effectCheckedOn: pen.day(-90),
  })
  await pen.lead(done, 'hold', 'confirm-effect')
  // Planned and past its day: the sample shows what an overdue training looks like.
  await pen.write(training, {
    subject: lineOf('침해사고 대응 훈련', 'Incident response drill'),
    person: people.research,
    trainingType: 'internal',
    topics: ['incident-response', 'security-awareness'],
    plannedOn: pen.day(-10),
  })
}
