import { correctiveAction } from '@maek/domain/improvement/corrective-action.ts'
import { nonconformity } from '@maek/domain/improvement/nonconformity.ts'
import { incident } from '@maek/domain/incidents/incident.ts'
import { notice } from '@maek/domain/incidents/notice.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = {
  readonly device: string
  readonly release: string
  readonly aiSystem: string
  readonly model: string
  readonly sites: readonly string[]
  readonly people: SamplePeople
}

/** An infringement noticed 20 hours ago: its clocks run, one notice is sent and acknowledged, the others are due. */
export async function writeIncident(pen: Pen, told: Told): Promise<string> {
  const written = await pen.write(incident, {
    name: lineOf('판독보조 서버 무단 접근', 'Unauthorised access to the assistance server'),
    awareAt: pen.hour(-20),
    summary: proseOf(
      '유지보수 계정으로 접속한 흔적을 발견했다.',
      'Traces of access by a maintenance account were found.',
    ),
    events: ['electronicInfringement', 'networkIntrusion'],
    market: ['KR'],
    deviceForm: 'standalone',
    role: ['manufacturer'],
    hospitalCustomer: true,
    personalData: true,
    onlineService: false,
    usesAi: true,
    occurredAt: pen.hour(-30),
    source: 'monitoring',
    owner: told.people.security,
    severity: 'serious',
    devices: [told.device],
    releases: [told.release],
    sites: told.sites.slice(0, 1),
    aiSystems: [told.aiSystem],
    firstImpact: proseOf('목록 조회 흔적, 결과 변조 없음', 'A list was viewed; no result was changed.'),
    firstActions: proseOf('계정 차단, 로그 보존', 'Account locked, logs kept.'),
    reportability: proseOf(
      '전자적 침해행위이므로 즉시 알린다.',
      'Notified at once as an electronic infringement.',
    ),
    timeline: [
      { at: pen.hour(-20), what: lineOf('경보 확인', 'Alarm seen'), role: lineOf('보안', 'Security') },
      { at: pen.hour(-19), what: lineOf('계정 차단', 'Account locked'), role: lineOf('보안', 'Security') },
    ],
  })
  const assessed = await pen.lead(written, 'assess')
  const sent = await pen.write(notice, {
    name: lineOf('침해행위 알림(식약처)', 'Infringement notice to MFDS'),
    incident: assessed.id,
    duty: 'kr-infringement-notice-mfds',
    addressee: 'authority',
    recipient: lineOf('식품의약품안전처', 'MFDS'),
    channel: 'portal',
    content: pairOf(
      '유형: 무단 접근. 조치: 계정 차단.',
      'Type: unauthorised access. Action: account locked.',
    ),
    sentAt: pen.hour(-18),
    sender: told.people.quality,
    receipt: 'SAMPLE-0001',
    acknowledgedAt: pen.hour(-17),
  })
  await pen.lead(sent, 'send', 'acknowledge')
  return assessed.id
}

/** A result below its limit in the field, and the corrective action on its way. */
export async function writeImprovement(
  pen: Pen,
  told: Told,
): Promise<{ nonconformity: string; action: string }> {
  const found = await pen.write(nonconformity, {
    name: lineOf('병원 1곳에서 특이도 기준 미달', 'Specificity below its limit at one hospital'),
    area: 'performance',
    description: proseOf(
      '염색 방법이 바뀐 뒤 특이도가 0.80이었다(n=64).',
      'After a change of stain specificity was 0.80 (n=64).',
    ),
    foundOn: pen.day(-25),
    requirement: lineOf('모니터링 계획: 특이도 0.85 이상', 'Monitoring plan: specificity at least 0.85'),
    owner: told.people.research,
    severity: 'major',
    devices: [told.device],
    releases: [told.release],
    aiSystems: [told.aiSystem],
    modelVersions: [told.model],
    containment: proseOf('그 병원에 주의 문구를 띄웠다.', 'A warning is shown at that hospital.'),
    investigation: proseOf('염색 시약이 바뀌어 있었다.', 'The staining reagent had changed.'),
  })
  const working = await pen.lead(found, 'start')
  const action = await pen.write(correctiveAction, {
    name: lineOf('염색 변화에 대한 점검 도입', 'A check for changes of stain'),
    type: 'corrective',
    problem: proseOf('염색이 바뀌면 성능이 낮아진다.', 'Performance falls when the stain changes.'),
    awareOn: pen.day(-24),
    owner: told.people.research,
    dueOn: pen.day(40),
    nonconformities: [working.id],
    devices: [told.device],
    aiSystems: [told.aiSystem],
    priority: 'high',
    correction: proseOf('주의 문구 표시', 'Warning shown'),
    causeMethod: 'five-whys',
    rootCause: proseOf('시약 변경을 알 길이 없었다.', 'There was no way to learn of a change of reagent.'),
    similarCases: proseOf('다른 병원 1곳 확인, 없음', 'One other hospital checked, none'),
    steps: [
      {
        action: lineOf('입력 분포 점검', 'Check of inputs'),
        role: lineOf('연구', 'Research'),
        dueOn: pen.day(20),
      },
    ],
    sideEffects: proseOf('경고가 지나치지 않음을 확인한다.', 'Confirm that warnings are not excessive.'),
    effectCriteria: proseOf(
      '두 달 동안 특이도 하한 0.85 이상',
      'Lower limit of specificity at least 0.85 for two months',
    ),
  })
  return { nonconformity: working.id, action: (await pen.lead(action, 'start')).id }
}
