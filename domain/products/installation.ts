import { choice, day, line, optional, prose, ref, whole } from '../field.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { say } from '../words.ts'

/** Units come, rest and go without a signature: what proves them is the log of every change. */
const installationLife = life({
  initial: 'in-use',
  states: {
    'in-use': { label: say('사용 중', 'In use'), tone: 'neutral', editable: true },
    resting: { label: say('사용 중지', 'Out of use'), tone: 'waiting', editable: true },
    removed: { label: say('철거·폐기', 'Removed'), tone: 'neutral', ended: true },
  },
  actions: {
    rest: {
      label: say('사용 중지', 'Take out of use'),
      from: ['in-use'],
      to: 'resting',
      permission: 'write',
      reason: true,
    },
    resume: {
      label: say('다시 사용', 'Use again'),
      from: ['resting'],
      to: 'in-use',
      permission: 'write',
    },
    remove: {
      label: say('철거·폐기', 'Remove'),
      from: ['in-use', 'resting'],
      to: 'removed',
      permission: 'retire',
      reason: true,
    },
  },
})

/** How a unit can be reached by an attacker, and by an update. The first two count as connected. */
export const unitConnections = {
  internet: say('인터넷 연결', 'Internet'),
  'hospital-network': say('기관 내부망', 'Network of the site'),
  none: say('연결 없음', 'Not connected'),
} as const

export const unitPatchers = {
  automatic: say('자동 업데이트', 'Updates itself'),
  'maker-remote': say('당사 원격', 'Us, remotely'),
  'maker-visit': say('당사 방문', 'Us, on site'),
  site: say('사용 기관', 'The site'),
  distributor: say('판매업자', 'The distributor'),
} as const

/** One unit, or several like ones, at one site and the release it runs; its revisions are the history of versions. */
export const installation = kind({
  name: 'installation',
  code: 'INS',
  domain: 'products',
  title: say('설치', 'Installation'),
  plural: say('설치 현황', 'Installations'),
  about: say(
    '어느 기관의 어느 기기가 어떤 릴리스로 쓰이는지. 취약점의 도달 범위, 결함·침해 안내 대상과 회수 대상이 여기서 나옵니다: 시행규칙 제29조, 보안지침 제18조·제22조, ISO 13485 7.5.9.',
    'Which unit at which site runs which release: tells how far a vulnerability reaches and whom to tell or recall. Rule Art. 29, MFDS security notice Arts. 18 and 22, ISO 13485 7.5.9.',
  ),
  titleField: 'name',
  life: installationLife,
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '공급·설치 기록은 회수 때 기기를 찾는 근거입니다(ISO 13485 7.5.9·4.2.5, 시행규칙 제29조).',
      'Distribution and installation records are how a recall finds the units (ISO 13485 7.5.9, 4.2.5; Rule Art. 29).',
    ),
  },
  check: ({ serial, units }) =>
    serial !== undefined && units !== undefined && units > 1
      ? {
          field: 'units',
          because: say(
            '일련번호는 한 대의 것입니다. 대수를 1로 하거나 일련번호를 비우십시오.',
            'A serial number belongs to one unit. Set the units to 1 or leave the serial number empty.',
          ),
        }
      : null,
  fields: {
    name: line({
      label: say('설치 단위', 'Unit or group'),
      help: say(
        '한 대면 일련번호나 설치 위치, 같은 릴리스를 쓰는 여러 대면 묶음의 이름.',
        'For one unit its serial number or place; for several that run the same release, a name for the group.',
      ),
      max: 160,
      searched: true,
    }),
    serial: optional(
      line({
        label: say('일련번호·UDI-PI', 'Serial number or UDI-PI'),
        help: say(
          '프로그램으로 버전을 알릴 때 이 번호로 찾습니다.',
          'Programs that report versions find the unit by it.',
        ),
        max: 120,
        searched: true,
      }),
    ),
    site: ref('site', {
      label: say('사용처', 'Site'),
      reverse: say('설치 현황', 'Installations'),
      listed: true,
    }),
    release: ref('release', {
      label: say('사용 중인 릴리스', 'Release it runs'),
      reverse: say('설치 현황', 'Installations'),
      listed: true,
    }),
    units: optional(
      whole({
        label: say('대수', 'Units'),
        help: say('비우면 한 대.', 'One, if left empty.'),
        min: 1,
        max: 1_000_000,
        unit: say('대', 'units'),
        listed: true,
      }),
    ),
    connection: optional(
      choice({ label: say('연결', 'Connection'), choices: unitConnections, listed: true }),
    ),
    patcher: optional(
      choice({
        label: say('업데이트 주체', 'Who can update it'),
        help: say(
          '취약점이 나오면 누가 새 릴리스를 설치할 수 있는지.',
          'Who is able to install a new release when a vulnerability appears.',
        ),
        choices: unitPatchers,
      }),
    ),
    installedOn: optional(day({ label: say('설치일', 'Installed on') })),
    runsSince: optional(day({ label: say('이 릴리스 사용 시작일', 'Runs this release since') })),
    confirmedOn: optional(
      day({
        label: say('마지막 확인일', 'Last confirmed on'),
        help: say('그 버전임을 마지막으로 확인한 날.', 'The day the version was last seen to be so.'),
        listed: true,
        sorted: true,
      }),
    ),
    remark: optional(prose({ label: say('비고', 'Remark'), max: 2000 })),
  },
})
