import { say, type Words } from '../words.ts'

/*
 * Decision points of SSVC (Stakeholder-Specific Vulnerability Categorization, CERT/CC): the questions a priority is
 * decided by. Names, versions and keys are those of the public decision-point files of CERT/CC (© Carnegie Mellon
 * University, MIT (SEI)-style licence) and CISA; the words are ours.
 */

export type SsvcPoint = {
  /** Namespace, key and version as published: `ssvc:E:1.1.0`. */
  readonly published: string
  readonly title: Words
  readonly question: Words
  /** In the published order, mild first; each with its published key. */
  readonly values: readonly SsvcValue[]
}

export type SsvcValue = {
  readonly name: string
  readonly key: string
  readonly title: Words
  readonly help?: Words
}

function value([name, key]: readonly [name: string, key: string], title: Words, help?: Words): SsvcValue {
  return help ? { name, key, title, help } : { name, key, title }
}

const no = value(['no', 'N'], say('아니요', 'No'))
const yes = value(['yes', 'Y'], say('예', 'Yes'))

/** Questions people answer. */
export const askedPoints = {
  exploitation: {
    published: 'ssvc:E:1.1.0',
    title: say('악용 상태', 'Exploitation'),
    question: say('지금 어디까지 악용되고 있습니까?', 'How far has exploitation gone?'),
    values: [
      value(
        ['none', 'N'],
        say('없음', 'None'),
        say('악용도 공개 PoC도 없음', 'No exploitation, no public PoC'),
      ),
      value(
        ['public-poc', 'P'],
        say('공개 PoC', 'Public PoC'),
        say('잘 알려진 방법 포함', 'Or a well-known method'),
      ),
      value(
        ['active', 'A'],
        say('실제 악용', 'Active'),
        say('KEV 등 믿을 만한 보고', 'Reliable reports, such as KEV'),
      ),
    ],
  },
  automatable: {
    published: 'ssvc:A:2.0.0',
    title: say('자동화 가능', 'Automatable'),
    question: say(
      '정찰부터 악용까지를 공격자가 안정적으로 자동화할 수 있습니까?',
      'Can reconnaissance to exploitation be automated reliably?',
    ),
    values: [no, yes],
  },
  'value-density': {
    published: 'ssvc:VD:1.0.0',
    title: say('가치 집중도', 'Value density'),
    question: say(
      '한 번의 악용으로 얻는 자원이 많은 시스템입니까?',
      'Does one exploitation yield a system rich in resources?',
    ),
    values: [
      value(['diffuse', 'D'], say('분산', 'Diffuse'), say('기기 한 대 정도', 'A single device or so')),
      value(
        ['concentrated', 'C'],
        say('집중', 'Concentrated'),
        say('서버, 클라우드, PACS 등', 'A server, cloud or PACS'),
      ),
    ],
  },
  'technical-impact': {
    published: 'ssvc:TI:1.0.0',
    title: say('기술적 영향', 'Technical impact'),
    question: say(
      '공격자가 소프트웨어를 어디까지 장악합니까?',
      'How much control over the software does an attacker gain?',
    ),
    values: [
      value(['partial', 'P'], say('일부', 'Partial')),
      value(
        ['total', 'T'],
        say('전부', 'Total'),
        say('완전한 제어 또는 모든 정보 노출', 'Full control, or all information'),
      ),
    ],
  },
  'safety-impact': {
    published: 'ssvc:SI:2.0.1',
    title: say('안전 영향', 'Safety impact'),
    question: say(
      '악용되면 사람에게 어떤 해가 생깁니까? (IEC 61508의 크기를 고친 것)',
      'What harm to people follows? (scale adapted from IEC 61508)',
    ),
    values: [
      value(
        ['negligible', 'N'],
        say('무시 가능', 'Negligible'),
        say('가벼운 상해까지', 'Minor injury at worst'),
      ),
      value(
        ['marginal', 'M'],
        say('한정적', 'Marginal'),
        say('한 사람 이상의 중상', 'Major injury to one or more'),
      ),
      value(['critical', 'R'], say('위중', 'Critical'), say('사망', 'Loss of life')),
      value(
        ['catastrophic', 'C'],
        say('치명적', 'Catastrophic'),
        say('여러 명의 사망', 'Multiple loss of life'),
      ),
    ],
  },
  'mission-impact': {
    published: 'ssvc:MI:2.0.0',
    title: say('임무 영향', 'Mission impact'),
    question: say(
      '쓰는 기관(병원)의 필수 기능이 어떻게 됩니까?',
      'What happens to the essential functions of the hospital that uses it?',
    ),
    values: [
      value(['degraded', 'D'], say('저하', 'Degraded')),
      value(
        ['support-crippled', 'MSC'],
        say('필수 기능 지원 마비', 'Support of essential functions crippled'),
      ),
      value(['function-failure', 'MEF'], say('필수 기능 하나의 중단', 'One essential function fails')),
      value(['mission-failure', 'MF'], say('임무 실패', 'Mission failure')),
    ],
  },
  'mission-and-well-being': {
    published: 'ssvc:MWI:1.0.0',
    title: say('임무·공공 안녕 영향', 'Mission and well-being impact'),
    question: say(
      '필수 임무와 공공의 안녕에 미치는 영향은 얼마나 큽니까?',
      'How large is the impact on essential missions and public well-being?',
    ),
    values: [
      value(['low', 'L'], say('낮음', 'Low')),
      value(['medium', 'M'], say('보통', 'Medium')),
      value(['high', 'H'], say('높음', 'High')),
    ],
  },
  'system-exposure': {
    published: 'ssvc:EXP:1.0.1',
    title: say('시스템 노출', 'System exposure'),
    question: say('설치된 곳에서 얼마나 닿기 쉽습니까?', 'How reachable is it where it is installed?'),
    values: [
      value(
        ['small', 'S'],
        say('작음', 'Small'),
        say('로컬 또는 엄격히 통제된 망', 'Local, or a highly controlled network'),
      ),
      value(
        ['controlled', 'C'],
        say('통제됨', 'Controlled'),
        say('접근 제한이 있는 망', 'Networked with restrictions'),
      ),
      value(
        ['open', 'O'],
        say('열림', 'Open'),
        say('인터넷 등 넓게 열린 망', 'Internet or widely accessible'),
      ),
    ],
  },
  'in-kev': {
    published: 'cisa:KEV:1.0.0',
    title: say('KEV 등재', 'In KEV'),
    question: say('CISA의 KEV 목록에 있습니까?', 'Is it listed in CISA’s KEV?'),
    values: [no, yes],
  },
  'publicly-exposed': {
    published: 'cisa:PE:1.0.0',
    title: say('공개 노출', 'Publicly exposed'),
    question: say(
      '인증 없는 사람이 공중망으로 닿을 수 있습니까?',
      'Can unauthenticated parties reach it over public networks?',
    ),
    values: [no, yes],
  },
} as const satisfies Readonly<Record<string, SsvcPoint>>

/** Points that follow from others by a table of their own and are never asked. */
export const derivedPoints = {
  utility: {
    published: 'ssvc:U:1.0.1',
    title: say('공격자에게 주는 효용', 'Utility'),
    question: say('자동화 가능과 가치 집중도에서 나옵니다.', 'Follows from automatable and value density.'),
    values: [
      value(['laborious', 'L'], say('수고로움', 'Laborious')),
      value(['efficient', 'E'], say('효율적', 'Efficient')),
      value(['super-effective', 'S'], say('매우 효과적', 'Super effective')),
    ],
  },
  'public-safety': {
    published: 'ssvc:PSI:2.0.1',
    title: say('공공 안전 영향', 'Public safety impact'),
    question: say('안전 영향에서 나옵니다.', 'Follows from the safety impact.'),
    values: [
      value(['minimal', 'M'], say('미미', 'Minimal')),
      value(['significant', 'S'], say('상당', 'Significant')),
    ],
  },
  'human-impact': {
    published: 'ssvc:HI:2.0.2',
    title: say('사람에게 미치는 영향', 'Human impact'),
    question: say('안전 영향과 임무 영향에서 나옵니다.', 'Follows from safety and mission impact.'),
    values: [
      value(['low', 'L'], say('낮음', 'Low')),
      value(['medium', 'M'], say('보통', 'Medium')),
      value(['high', 'H'], say('높음', 'High')),
      value(['very-high', 'VH'], say('매우 높음', 'Very high')),
    ],
  },
  priority: {
    published: 'ssvc:DSOI:1.0.0',
    title: say('우선순위', 'Priority'),
    question: say('표에서 나옵니다.', 'Follows from the table.'),
    values: [
      value(['defer', 'D'], say('미룸', 'Defer'), say('지금은 하지 않음', 'Nothing for now')),
      value(
        ['scheduled', 'S'],
        say('정기', 'Scheduled'),
        say('다음 정기 배포에', 'With the next regular release'),
      ),
      value(
        ['out-of-cycle', 'O'],
        say('정기 외', 'Out-of-cycle'),
        say('정기 배포를 기다리지 않음', 'Sooner than the regular release'),
      ),
      value(
        ['immediate', 'I'],
        say('즉시', 'Immediate'),
        say('모든 자원을 모아 바로', 'With all means, at once'),
      ),
    ],
  },
  'cisa-level': {
    published: 'cisa:CISA:1.1.0',
    title: say('CISA 판단', 'CISA level'),
    question: say('표에서 나옵니다.', 'Follows from the table.'),
    values: [
      value(['track', 'T'], say('추적', 'Track')),
      value(['track-closely', 'T*'], say('면밀 추적', 'Track*')),
      value(['attend', 'AT'], say('주의', 'Attend')),
      value(['act', 'AC'], say('조치', 'Act')),
    ],
  },
  'bod-timeline': {
    published: 'cisa:BOD2604:1.0.0',
    title: say('BOD 26-04 기한', 'BOD 26-04 timeline'),
    question: say('표에서 나옵니다.', 'Follows from the table.'),
    values: [
      value(['next-upgrade', 'FSU'], say('다음 업그레이드 때', 'On the next system upgrade')),
      value(['days-60', '60D'], say('60일', '60 days')),
      value(['days-14', '14D'], say('14일', '14 days')),
      value(['days-3', '3D'], say('3일', '3 days')),
      value(['days-3-forensic', '3DF'], say('3일과 침해 조사', '3 days and forensic investigation')),
    ],
  },
} as const satisfies Readonly<Record<string, SsvcPoint>>

export type AskedPoint = keyof typeof askedPoints
export type PointName = AskedPoint | keyof typeof derivedPoints

/** Every point by its name. */
export const ssvcPoints: Readonly<Record<PointName, SsvcPoint>> = { ...askedPoints, ...derivedPoints }

export function isAskedPoint(name: string): name is AskedPoint {
  return Object.hasOwn(askedPoints, name)
}

/** The value of a point, or undefined where it has none of that name. */
export function ssvcValue(point: PointName, name: string): SsvcValue | undefined {
  return ssvcPoints[point].values.find((known) => known.name === name)
}
