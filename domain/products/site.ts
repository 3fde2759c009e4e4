import { choice, day, files, later, line, optional, pair, prose, refs } from '../field.ts'
import { kind } from '../kind.ts'
import { register } from '../lives.ts'
import { say } from '../words.ts'

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export const site = kind({
  name: 'site',
  code: 'SIT',
  domain: 'products',
  title: say('사용처', 'Site'),
  plural: say('사용처', 'Sites'),
  about: say(
    '릴리스가 쓰이는 병원 등의 장소와 연락처. 침해 신고, 회수, 업데이트 안내가 누구에게 가는지 여기서 정해집니다: 시행규칙 제29조, 보안지침 제18조, ISO 13485 7.5.9.',
    'Where a release is used and whom to reach there: decides who is told of infringements, recalls and fixes. Rule Art. 29, MFDS security notice Art. 18, ISO 13485 7.5.9.',
  ),
  life: register,
  titleField: 'name',
  reviewMonths: 12,
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '공급 기록은 회수 때 사용처를 찾는 근거입니다(ISO 13485 7.5.9·4.2.5, 시행규칙 제29조).',
      'Distribution records are how a recall finds its users (ISO 13485 7.5.9, 4.2.5; Rule Art. 29).',
    ),
  },
  fields: {
    name: pair({ label: say('기관명', 'Name'), max: 200, searched: true }),
    siteType: choice({
      label: say('구분', 'Type'),
      choices: {
        hospital: say('병원', 'Hospital'),
        clinic: say('의원', 'Clinic'),
        laboratory: say('검사기관', 'Laboratory'),
        'screening-centre': say('검진센터', 'Screening centre'),
        cloud: say('클라우드 서비스', 'Cloud service'),
        home: say('가정·개인 사용자', 'Home users'),
        research: say('연구·임상시험 기관', 'Research or trial site'),
        distributor: say('판매업자', 'Distributor'),
      },
      listed: true,
    }),
    country: line({ label: say('국가', 'Country'), max: 60, listed: true, sorted: true }),
    institutionCode: optional(
      line({
        label: say('기관 기호', 'Institution code'),
        help: say('요양기관기호 등.', 'For Korea the health care institution code.'),
        max: 40,
        searched: true,
      }),
    ),
    releases: later(
      refs('release', {
        label: say('사용 중인 릴리스', 'Releases in use'),
        help: say(
          '실제로 켜져 있는 버전. 업데이트하면 바꾸십시오.',
          'The versions really running; change it when the site is updated.',
        ),
        reverse: say('사용처', 'Sites'),
      }),
    ),
    deployment: later(
      choice({
        label: say('설치 형태', 'Deployment'),
        choices: {
          'on-premises': say('기관 내 설치', 'On premises'),
          cloud: say('클라우드', 'Cloud'),
          hybrid: say('혼합', 'Hybrid'),
          'device-only': say('기기 단독', 'In the device only'),
        },
        listed: true,
      }),
    ),
    installedOn: later(day({ label: say('최초 설치일', 'First installed on'), sorted: true })),
    noticeEmail: later(
      line({
        label: say('안내 수신 이메일', 'Email for notices'),
        help: say(
          '침해·취약점·회수 안내가 즉시 가는 곳. 부서 대표 주소가 좋습니다.',
          'Where notices of infringement, vulnerability and recall go at once; best a shared address.',
        ),
        pattern: address,
        personal: true,
      }),
    ),
    contactName: later(line({ label: say('담당자', 'Contact'), personal: true })),
    contactPhone: optional(line({ label: say('담당자 전화', 'Contact phone'), max: 40, personal: true })),
    responsibilities: later(
      prose({
        label: say('기관과의 책임 분담', 'Shared responsibilities'),
        help: say(
          '사용자 교육, 계정·망 관리, 백업, 업데이트 적용, AI 결과의 감독을 누가 하는지(42001 A.10.2).',
          'Who does training, accounts, network, backup, updates, oversight of AI results (42001 A.10.2).',
        ),
        max: 8000,
      }),
    ),
    environment: optional(
      prose({
        label: say('사용 환경', 'Environment'),
        help: say(
          '장비, 연동 시스템, 망 구성. AI라면 장비 제조사와 환자 구성도.',
          'Equipment, connected systems, network; for AI also equipment makers and patient mix.',
        ),
        max: 8000,
      }),
    ),
    acceptanceFiles: optional(
      files({
        label: say('설치 확인서·계약', 'Installation report and agreement'),
        help: say('설치와 인수 시험 결과(13485 7.5.3).', 'Installation and its acceptance (13485 7.5.3).'),
      }),
    ),
  },
})
