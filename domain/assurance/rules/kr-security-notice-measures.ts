import { key } from '../../protection/key.ts'
import { measure } from '../../protection/measure.ts'
import { say } from '../../words.ts'
import { every } from '../claim.ts'
import { all } from '../combine.ts'
import { chapter } from '../rule.ts'
import { approved, filled, holdsAll, notPast, reviewed, standing } from '../trait.ts'
import { learnedFromUnaltered } from '../unaltered.ts'
import { inDeviceFile, policyOn, procedure, prove, written } from './papers.ts'
import { holder, people, trainedIn } from './persons.ts'
import {
  aiProtected,
  koreanAi,
  koreanDevices,
  koreanReleases,
  protectedBy,
  signedArtefacts,
} from './populations.ts'

/* MFDS notice 2025-30, chapters 1 to 3: articles 1 to 12. Refs with # are working splits of this library. */

const protectedDevices = (article: string, topic?: string) => koreanDevices().is(protectedBy(article, topic))

/** Keys that protect or once protected something and are not destroyed. */
const keysInUse = () =>
  every(key)
    .which(standing('in-use', ['active', 'suspended'], say('사용 중이 아닙니다', 'is not in use')))
    .called('사용 중인 암호화 키', 'Keys in use')

export const krSecurityNoticeGeneral = chapter('kr-security-notice', [
  prove(
    'Art.1',
    say(
      '전 수명주기 보안을 약속한 제품보안 방침이 시행 중이고 책임자가 확인되었다',
      'A product security policy for the whole life cycle is in force, and its lead is confirmed',
    ),
    all(
      policyOn('product-security', holdsAll('commitments', 'protects-life-cycle')),
      holder('product-security'),
    ),
  ),
  prove(
    'Art.2',
    say(
      '제품 보안 절차가 시행 중이고, 등록된 모든 보호조치가 확인 결과와 함께 승인되어 검토 기한 안에 있다',
      'A procedure for product security is in force, and every measure is approved with its verification and not overdue for review',
    ),
    all(
      procedure('secure-development'),
      procedure('document-control'),
      every(measure).is(filled('what', 'verification', 'result'), approved, reviewed),
    ),
  ),
])

export const krSecurityNoticePhysical = chapter('kr-security-notice', [
  prove(
    'Art.3',
    say(
      '물리적 보안 문서가 시행 중이고, 모든 국내 제품이 제3조 보호조치로 보호된다',
      'Physical security is documented, and every device for Korea has an Art. 3 measure in place',
    ),
    all(written('physical-security'), protectedDevices('article-3')),
  ),
  prove(
    'Art.4',
    say(
      '네트워크·보안 통신 문서가 시행 중이고, 모든 국내 제품이 제4조 보호조치로 보호된다',
      'Network and secure communication are documented, and every device for Korea has an Art. 4 measure in place',
    ),
    all(written('network-security'), protectedDevices('article-4')),
  ),
  prove(
    'Art.5',
    say(
      '접근통제·인증 절차가 시행 중이고, 모든 국내 제품이 제5조 보호조치로 보호된다',
      'Access control is documented, and every device for Korea has an Art. 5 measure in place',
    ),
    all(procedure('access-control'), protectedDevices('article-5')),
  ),
  prove(
    'Art.5#1',
    say(
      '모든 국내 제품에 최소권한·계정 수명주기 보호조치가 확인되어 있다',
      'Every device for Korea has a verified measure for least privilege and accounts',
    ),
    protectedDevices('article-5', 'account-life'),
  ),
  prove(
    'Art.5#2',
    say(
      '모든 국내 제품에 세션 보호조치가 확인되어 있다',
      'Every device for Korea has a verified measure for sessions',
    ),
    protectedDevices('article-5', 'session'),
  ),
  prove(
    'Art.5#3',
    say(
      '모든 국내 제품에 강한 인증 보호조치가 확인되어 있다',
      'Every device for Korea has a verified measure for strong authentication',
    ),
    protectedDevices('article-5', 'authentication'),
  ),
  prove(
    'Art.5#4',
    say(
      '모든 국내 제품에 원격접속 통제 보호조치가 확인되어 있다',
      'Every device for Korea has a verified measure for remote access',
    ),
    protectedDevices('article-5', 'remote-access'),
  ),
])

export const krSecurityNoticeTechnical = chapter('kr-security-notice', [
  prove(
    'Art.6',
    say(
      '시큐어 코딩·보안 설정 기준이 시행 중이고, 모든 국내 제품이 제6조 보호조치로 보호된다',
      'Secure coding and hardening are documented, and every device for Korea has an Art. 6 measure in place',
    ),
    all(written('secure-coding'), protectedDevices('article-6')),
  ),
  prove(
    'Art.7',
    say(
      '모든 국내 제품이 제7조 파일·입력 유효성 보호조치로 보호되고 보안 시험이 파일에 있다',
      'Every device for Korea has an Art. 7 measure in place and security tests in its file',
    ),
    koreanDevices().is(protectedBy('article-7'), inDeviceFile('security-testing')),
  ),
  prove(
    'Art.8',
    say(
      '개인정보 보호 절차가 시행 중이고, 모든 국내 제품이 제8조 보호조치로 보호된다',
      'Privacy is documented, and every device for Korea has an Art. 8 measure in place',
    ),
    all(procedure('privacy'), protectedDevices('article-8')),
  ),
  prove(
    'Art.9',
    say(
      '키 관리 절차가 시행 중이고, 사용 중인 모든 키가 만료 전이며 보관·접근·백업이 적혀 있다',
      'Key management is documented; every key in use is not expired, with storage, access and backup',
    ),
    all(
      procedure('cryptography'),
      protectedDevices('article-9'),
      keysInUse().is(
        filled('storage', 'custodians', 'access', 'backup', 'rotationMonths', 'log'),
        notPast('expiresOn', say('만료일이 지났습니다', 'has expired')),
        reviewed,
      ),
    ),
  ),
  prove(
    'Art.10',
    say(
      '유지보수 절차가 시행 중이고, 모든 국내 제품이 제10조 보호조치로 보호된다',
      'Maintenance is documented, and every device for Korea has an Art. 10 measure in place',
    ),
    all(procedure('maintenance'), protectedDevices('article-10')),
  ),
  prove(
    'Art.10#1',
    say(
      '업데이트 무결성 보호조치가 확인되었고, 출하된 릴리스마다 서명된 배포 파일이 있다',
      'Update integrity is verified, and every release for Korea is signed',
    ),
    all(protectedDevices('article-10', 'update-integrity'), koreanReleases().is(signedArtefacts)),
  ),
  prove(
    'Art.10#2',
    say(
      '업데이트 실패 대비 보호조치가 확인되었고, 출하된 릴리스마다 복구 방법이 있다',
      'Update failure is provided for, and every release for Korea has its roll-back',
    ),
    all(protectedDevices('article-10', 'update-failure'), koreanReleases().is(filled('rollback'))),
  ),
  prove(
    'Art.11',
    say(
      '보안 모니터링·백업 절차가 시행 중이고, 모든 국내 제품이 제11조 보호조치로 보호된다',
      'Monitoring and backup are documented, and every device for Korea has an Art. 11 measure in place',
    ),
    all(procedure('security-monitoring'), procedure('backup'), protectedDevices('article-11')),
  ),
  prove(
    'Art.11#1',
    say(
      '로그 관리 보호조치가 확인되었고, 보안 책임자가 한 해 안에 로그 분석 교육을 받았다',
      'Log management is verified, and the security lead was trained in log review within the year',
    ),
    all(protectedDevices('article-11', 'logs'), people('product-security').is(trainedIn(12, 'log-review'))),
  ),
  prove(
    'Art.12',
    say(
      '국내 제품의 모든 AI 시스템이 제12조 보호조치로 보호되고 안전 정지와 대체 방법이 확인되었다',
      'Every AI system of a Korean device has an Art. 12 measure in place, and safe stop and alternative are confirmed',
    ),
    koreanAi().is(aiProtected(), filled('fallback'), approved),
  ),
  prove(
    'Art.12#1',
    say(
      '모든 AI 시스템에 데이터 공격 방어 보호조치가 확인되어 있다',
      'Every AI system has a verified measure against attacks on data',
    ),
    koreanAi().is(aiProtected('data-attack')),
  ),
  prove(
    'Art.12#2',
    say(
      '모든 AI 시스템에 학습데이터 보호조치가 확인되어 있고, 승인 뒤 설명 없이 바뀐 학습데이터가 없다',
      'Every AI system has a verified measure for training data, and none of its data was altered since approval without an explanation',
    ),
    koreanAi().is(aiProtected('training-data'), learnedFromUnaltered),
  ),
  prove(
    'Art.12#3',
    say(
      '모든 AI 시스템에 모델 추출 대응 보호조치가 확인되어 있다',
      'Every AI system has a verified measure against model extraction',
    ),
    koreanAi().is(aiProtected('model-extraction')),
  ),
  prove(
    'Art.12#4',
    say(
      '모든 AI 시스템에 운영 중 문제 대응 보호조치와 사용자 고지가 확인되어 있다',
      'Every AI system has a verified measure and a notice for problems in use',
    ),
    koreanAi().is(aiProtected('runtime-failure'), filled('fallback', 'transparencyNotice'), approved),
  ),
])
