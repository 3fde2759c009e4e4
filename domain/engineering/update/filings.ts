import type { Cited } from '../../cited.ts'
import { say, type Words } from '../../words.ts'
import type { MarketPath } from '../update-decision.ts'
import type { DecidedMarket, UpdateFacts } from './facts.ts'

/** `done`: on record; `open`: begun; `missing`: nothing on record; `to-confirm`: the law’s text leaves it open. */
export const filingStatuses = {
  done: say('완료', 'Done'),
  open: say('진행 중', 'Under way'),
  missing: say('기록 없음', 'Nothing on record'),
  'to-confirm': say('확인 필요', 'To be confirmed'),
} as const
export type FilingStatus = keyof typeof filingStatuses

export type Filing = {
  readonly market: DecidedMarket
  readonly what: Words
  readonly to: Words
  readonly citation: Words
  /** The duty of the catalogue whose clock runs for it; null where the law names no period. */
  readonly duty: string | null
  readonly status: FilingStatus
  readonly because: Words
  readonly evidence: readonly Cited[]
}

const mfds = say('식품의약품안전처', 'MFDS')
const agency = say('인증업무등 대행기관', 'Designated agency')
const house = say('사내 보관', 'Kept in house')
const label = say('전자적 표시', 'Electronic label')

/** What has to be filed or kept for each path, and how far it is, by what the records show. */
export function filingsOf(facts: UpdateFacts, paths: readonly In[]): Filing[] {
  return paths.flatMap((one) => filingsIn(facts, one))
}

type In = { readonly market: DecidedMarket; readonly path: MarketPath }

function filingsIn(facts: UpdateFacts, { market, path }: In): Filing[] {
  switch (path) {
    case 'kr-within-plan':
      return koreanWithin(facts)
    case 'kr-report':
      return [koreanReport(facts), changeRecord(facts, market)]
    case 'kr-change-approval':
    case 'kr-change-certification':
    case 'kr-change-notification':
    case 'kr-change':
      return koreanMajor(facts, path)
    case 'us-within-plan':
      return [
        executed(
          facts,
          market,
          say('21 CFR 820, FDA PCCP 지침(2025-08)', '21 CFR 820, FDA PCCP guidance (Aug 2025)'),
        ),
        usLabel(facts),
      ]
    case 'us-submission':
      return [usSubmission(facts)]
    case 'us-letter-to-file':
      return [executed(facts, market, say('21 CFR 807.81(a)(3), 820', '21 CFR 807.81(a)(3), 820'))]
    case 'eu-within-plan':
    case 'eu-documented':
      return [
        executed(
          facts,
          market,
          say('MDR 부속서 II·III, EU AI법 제11조·제18조', 'MDR Annexes II and III, AI Act Arts. 11 and 18'),
        ),
      ]
    case 'eu-notified-body':
      return [notifiedBody(facts)]
    case 'undecided':
      return []
  }
}

function koreanWithin(facts: UpdateFacts): Filing[] {
  return [
    {
      market: 'kr',
      what: say(
        '변경 내용과 이전 버전 대비 결과를 전자적 표시에 반영',
        'What changed, and its result beside the earlier version, in the electronic label',
      ),
      to: label,
      citation: say('시행규칙 제33조제2항제5호라목', 'Rule Art. 33(2)5(d)'),
      duty: null,
      ...labelStatus(facts),
    },
    changeRecord(facts, 'kr'),
    {
      market: 'kr',
      what: say(
        '계획서 범위 변경의 변경보고(별지 제26호서식) 대상 여부 확인',
        'Whether a change within the plan is reported as a minor one (form 26)',
      ),
      to: facts.grade !== null && facts.grade >= 3 ? mfds : agency,
      citation: say('법 제11조, 시행규칙 제23조제2항·제6항제2호', 'Act Art. 11, Rule Art. 23(2) and (6)2'),
      duty: 'kr-change-other',
      status: isFiled(facts) ? 'done' : 'to-confirm',
      because: isFiled(facts)
        ? filedWords(facts)
        : say(
            '중요한 변경에서는 빠지지만 그 밖의 변경으로 보고할지는 조문에 없습니다. 기관에 확인하십시오.',
            'It is not a major change; whether it is reported as another one the text leaves open. Ask the authority.',
          ),
      evidence: facts.change ? [facts.change] : [],
    },
  ]
}

function koreanMajor(facts: UpdateFacts, path: MarketPath): Filing[] {
  const toMfds = path === 'kr-change-approval'
  return [
    {
      market: 'kr',
      what: say(
        '변경허가·인증·신고 신청서(별지 제25호서식)와 첨부자료',
        'Application for the change (form 25) with its data',
      ),
      to: toMfds ? mfds : path === 'kr-change' ? say('식약처 또는 대행기관', 'MFDS or the agency') : agency,
      citation: say(
        '법 제11조, 시행규칙 제23조제2항·제4항(사유 발생일부터 30일)',
        'Act Art. 11, Rule Art. 23(2) and (4): 30 days from the cause',
      ),
      duty: 'kr-change-major',
      ...filingStatus(facts),
    },
    changeRecord(facts, 'kr'),
  ]
}

function koreanReport(facts: UpdateFacts): Filing {
  return {
    market: 'kr',
    what: say(
      '변경보고서(별지 제26호서식)와 변경기록 사본',
      'Change report (form 26) with a copy of the change record',
    ),
    to: facts.grade !== null && facts.grade >= 3 ? mfds : agency,
    citation: say(
      '법 제11조, 시행규칙 제23조제6항(다음 해 1월 31일, 고시 항목은 분기 다음 달 말일)',
      'Act Art. 11, Rule Art. 23(6): by 31 January, notified items by the end of the month after the quarter',
    ),
    duty: facts.change?.krDecision === 'notified-item' ? 'kr-change-notified-items' : 'kr-change-other',
    ...filingStatus(facts),
  }
}

function changeRecord(facts: UpdateFacts, market: DecidedMarket): Filing {
  return executed(
    facts,
    market,
    say('법 제11조, KGMP 7.3.9, ISO 13485 7.3.9', 'Act Art. 11, KGMP 7.3.9, ISO 13485 7.3.9'),
  )
}

function executed({ change }: UpdateFacts, market: DecidedMarket, citation: Words): Filing {
  return {
    market,
    what: say('변경 기록과 시험·판단 근거의 보관', 'The change record with its tests and this decision'),
    to: house,
    citation,
    duty: null,
    status: change === null ? 'missing' : change.isApproved ? 'done' : 'open',
    because:
      change === null
        ? say('모델을 연결한 변경 기록이 없습니다.', 'No change record names the model.')
        : change.isApproved
          ? say(`${change.number}: 승인됨`, `${change.number}: approved`)
          : say(`${change.number}: 승인 전`, `${change.number}: not approved yet`),
    evidence: change ? [change] : [],
  }
}

function usLabel(facts: UpdateFacts): Filing {
  return {
    market: 'us',
    what: say(
      'PCCP에 따른 변경을 표시·설명서에 반영',
      'Labelling brought up to the change made under the PCCP',
    ),
    to: say('사용자', 'Users'),
    citation: say('FDA PCCP 지침(2025-08) 표시', 'FDA PCCP guidance (Aug 2025), labelling'),
    duty: null,
    ...labelStatus(facts),
  }
}

function usSubmission(facts: UpdateFacts): Filing {
  return {
    market: 'us',
    what: say(
      '신규 시판 전 신청(510(k)·De Novo·PMA 추가)',
      'New premarket submission (510(k), De Novo or PMA supplement)',
    ),
    to: say('FDA', 'FDA'),
    citation: say('21 CFR 807.81(a)(3), 21 CFR 814.39', '21 CFR 807.81(a)(3), 21 CFR 814.39'),
    duty: null,
    ...filingStatus(facts),
  }
}

function notifiedBody(facts: UpdateFacts): Filing {
  return {
    market: 'eu',
    what: say('변경 신고와 심사 신청', 'Notice of the change, with application for its assessment'),
    to: say('인증기관(NB)', 'Notified body'),
    citation: say(
      'MDR 부속서 IX 2.4·4.10, EU AI법 제43조제4항',
      'MDR Annex IX 2.4 and 4.10, AI Act Art. 43(4)',
    ),
    duty: null,
    ...filingStatus(facts),
  }
}

type Standing = Pick<Filing, 'status' | 'because' | 'evidence'>

function isFiled({ change }: UpdateFacts): boolean {
  return change?.filedOn != null
}

function filedWords({ change }: UpdateFacts): Words {
  const number = change?.filing ? ` ${change.filing}` : ''
  return say(
    `${change?.number}: ${change?.filedOn} 제출${number}`,
    `${change?.number}: filed on ${change?.filedOn}${number}`,
  )
}

function filingStatus(facts: UpdateFacts): Standing {
  const { change } = facts
  if (change === null) {
    return {
      status: 'missing',
      because: say('변경 기록이 없습니다.', 'There is no change record.'),
      evidence: [],
    }
  }
  if (isFiled(facts)) return { status: 'done', because: filedWords(facts), evidence: [change] }
  const because = say(
    `${change.number}: 신청·보고일이 비어 있습니다.`,
    `${change.number}: no day of filing is given.`,
  )
  return { status: 'open', because, evidence: [change] }
}

function labelStatus({ change }: UpdateFacts): Standing {
  if (change === null || change.documents === 0) {
    return {
      status: 'missing',
      because: say(
        '변경 기록에 개정한 표시·설명서가 연결되어 있지 않습니다.',
        'The change record links no revised label.',
      ),
      evidence: change ? [change] : [],
    }
  }
  return {
    status: 'open',
    because: say(
      `${change.number}: 개정 문서 ${change.documents}건`,
      `${change.number}: documents revised: ${change.documents}`,
    ),
    evidence: [change],
  }
}
