import { say, type Words } from '../words.ts'
import type { PointName } from './ssvc-points.ts'

/**
 * A decision table: one outcome for every combination of its points. `outcomes` are the published keys of the
 * outcome's values, the last point turning fastest, each point's values in their published order.
 */
export type SsvcTable = {
  /** Namespace, key and version as published: `ssvc:DT_SP:1.0.0`. */
  readonly published: string
  readonly title: Words
  readonly about: Words
  readonly points: readonly PointName[]
  readonly outcome: PointName
  readonly outcomes: string
}

/**
 * Tables of SSVC (CERT/CC, © Carnegie Mellon University, MIT (SEI)-style licence) and of CISA, written in our own
 * compact form; a test compares every row with the published files. `utility`, `publicSafety` and `humanImpact`
 * feed the others.
 */
export const ssvcTables = {
  utility: {
    published: 'ssvc:DT_U:1.0.0',
    title: say('공격자에게 주는 효용', 'Utility'),
    about: say('자동화 가능 × 가치 집중도', 'Automatable × value density'),
    points: ['automatable', 'value-density'],
    outcome: 'utility',
    outcomes: 'L E E S',
  },
  publicSafety: {
    published: 'ssvc:DT_PSI:1.0.0',
    title: say('공공 안전 영향', 'Public safety impact'),
    about: say('안전 영향만 봅니다', 'Looks at the safety impact alone'),
    points: ['safety-impact'],
    outcome: 'public-safety',
    outcomes: 'M S S S',
  },
  humanImpact: {
    published: 'ssvc:DT_HI:1.0.0',
    title: say('사람에게 미치는 영향', 'Human impact'),
    about: say('안전 영향 × 임무 영향', 'Safety × mission impact'),
    points: ['safety-impact', 'mission-impact'],
    outcome: 'human-impact',
    outcomes: 'L L M VH L L M VH M H H VH VH VH VH VH',
  },
  supplier: {
    published: 'ssvc:DT_SP:1.0.0',
    title: say('패치를 만드는 쪽(우리)', 'Patch developer (us)'),
    about: say('수정을 언제 내놓을지', 'When to bring out a fix'),
    points: ['exploitation', 'utility', 'technical-impact', 'public-safety'],
    outcome: 'priority',
    outcomes: 'D S S O S O S O S O O O S O S I S I O I O I O I O I O I O I O I I I I I',
  },
  deployer: {
    published: 'ssvc:DT_DP:1.0.0',
    title: say('패치를 적용하는 쪽(병원)', 'Patch applier (the hospital)'),
    about: say('적용을 언제 권할지', 'When to advise hospitals to apply it'),
    points: ['exploitation', 'system-exposure', 'automatable', 'human-impact'],
    outcome: 'priority',
    outcomes:
      'D D S S D S S S D S S S S S S S D S S S S S S O D S S S S S S S D S S S S S S O S S S O S S O O S S O O S O O O S S O O O O O O S O O I O O I I',
  },
  cisa: {
    published: 'cisa:DT_CO:2.0.3',
    title: say('CISA 조정자', 'CISA coordinator'),
    about: say('미국 조정 기관의 눈으로', 'As the US coordinator sees it'),
    points: ['exploitation', 'automatable', 'technical-impact', 'mission-and-well-being'],
    outcome: 'cisa-level',
    outcomes: 'T T T T T T* T T AT T T AT T T T* T T* AT T T AT T T* AT T T AT T AT AC AT AT AC AT AC AC',
  },
  bod2604: {
    published: 'cisa:DT_BOD2604:1.0.0',
    title: say('CISA BOD 26-04', 'CISA BOD 26-04'),
    about: say('미국 연방기관 고객의 조치 기한', 'Timeline that binds US federal customers'),
    points: ['in-kev', 'publicly-exposed', 'automatable', 'technical-impact'],
    outcome: 'bod-timeline',
    outcomes: 'FSU FSU 60D 60D 60D 14D 14D 3D 14D 14D 14D 3DF 14D 3DF 3D 3DF',
  },
} as const satisfies Readonly<Record<string, SsvcTable>>

export type SsvcTableName = keyof typeof ssvcTables

/** The tables a person looks at; the others only feed them. */
export const decisionTables = [
  'supplier',
  'deployer',
  'cisa',
  'bod2604',
] as const satisfies readonly SsvcTableName[]
export type DecisionTable = (typeof decisionTables)[number]
