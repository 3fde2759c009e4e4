import { correctiveAction } from '../../improvement/corrective-action.ts'
import { say } from '../../words.ts'
import { all, beyond } from '../combine.ts'
import { clocksKept, has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { closed, filled } from '../trait.ts'
import { closedOrInTime, infringements, notified } from './happenings.ts'
import { plan, procedure, prove, written } from './papers.ts'
import { holder, people, trainedIn } from './persons.ts'

/* MFDS notice 2025-30, chapter 5: articles 17 to 19. Refs with # are working splits of this library. */

export const krSecurityNoticeIncidents = chapter('kr-security-notice', [
  prove(
    'Art.17',
    say(
      '침해대응 계획이 시행 중이고, 대응팀이 확인되어 한 해 안에 교육·훈련을 받았다',
      'A response plan is in force, and the team is confirmed and trained within the year',
    ),
    all(
      plan('incident-response'),
      holder('incident-response'),
      people('incident-response').is(trainedIn(12, 'incident-response')),
    ),
  ),
  prove(
    'Art.17#1',
    say(
      '침해대응 계획, 업무연속성 절차, 대응팀이 갖추어졌다(훈련 기록은 아직 확인할 수 없다)',
      'Plan, continuity and team are in place (drills cannot be shown yet)',
    ),
    all(
      plan('incident-response'),
      procedure('backup'),
      holder('incident-response'),
      beyond('모의훈련 기록', 'records of drills'),
    ),
  ),
  prove(
    'Art.18',
    say(
      '침해대응 절차와 인지 기준이 시행 중이고, 침해행위마다 시간순 기록과 식약처·의료기관·사용자 통지가 있다',
      'Response and awareness criteria are in force; every infringement has its log and notices to MFDS, providers and users',
    ),
    all(
      written('incident-response'),
      written('awareness-criteria'),
      infringements().is(
        filled('timeline'),
        notified('kr-infringement-notice-mfds'),
        notified('kr-infringement-notice-providers'),
        notified('kr-infringement-notice-users'),
        clocksKept(),
      ),
    ),
  ),
  prove(
    'Art.18#1',
    say('침해행위 인지 기준이 시행 중이다', 'Criteria of awareness are in force'),
    written('awareness-criteria'),
  ),
  prove(
    'Art.18#2',
    say(
      '통지 절차가 시행 중이고, 침해행위마다 세 곳에 통지를 보냈다',
      'Notification is documented, and every infringement was notified to all three parties',
    ),
    all(
      written('incident-response'),
      holder('incident-response'),
      infringements().is(
        notified('kr-infringement-notice-mfds'),
        notified('kr-infringement-notice-providers'),
        notified('kr-infringement-notice-users'),
      ),
    ),
  ),
  prove(
    'Art.18#3',
    say(
      '후속 공유 절차가 시행 중이고, 새 사실이 나온 침해행위마다 후속 통지를 보냈다',
      'Follow-up is documented, and every infringement with a new fact had a follow-up notice',
    ),
    all(
      written('incident-response'),
      infringements()
        .which(filled('newFactAt'))
        .is(notified('kr-infringement-notice-mfds#1'), notified('kr-infringement-notice-providers#1'))
        .called('새 사실이 나온 침해행위', 'Infringements with a new fact'),
    ),
  ),
  prove(
    'Art.19',
    say(
      '시정조치 절차가 시행 중이고, 침해행위마다 원인과 재발방지 대책이 시정조치로 이어져 효과가 확인되었거나 기한 안에 있다',
      'Corrective action is documented; every infringement leads to one that is closed as effective or still in time',
    ),
    all(
      procedure('corrective-action'),
      infringements().is(has(correctiveAction, 'incidents', closedOrInTime('dueOn'))),
      infringements()
        .which(closed)
        .is(filled('rootCause', 'prevention', 'effectCheck'))
        .called('종결된 침해행위', 'Closed infringements'),
    ),
  ),
  prove(
    'Art.19#1',
    say(
      '재발방지 통보 절차가 시행 중이고, 대책이 정해진 침해행위마다 통보를 보냈다',
      'Notice of prevention is documented, and every infringement with measures decided was notified',
    ),
    all(
      written('incident-response'),
      infringements()
        .which(filled('preventionDecidedAt'))
        .is(notified('kr-infringement-aftermath'))
        .called('대책이 정해진 침해행위', 'Infringements with measures decided'),
    ),
  ),
])
