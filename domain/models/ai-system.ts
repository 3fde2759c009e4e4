import {
  choice,
  choices,
  day,
  files,
  later,
  line,
  optional,
  pair,
  prose,
  ref,
  refs,
  rows,
  yesNo,
} from '../field.ts'
import { kind } from '../kind.ts'
import { register } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const roles = {
  developer: say('개발자(인공지능개발사업자)', 'Developer'),
  provider: say('제공자(인공지능이용사업자)', 'Provider'),
  user: say('이용자(사내 사용)', 'User (in house)'),
} as const

const resources = {
  data: say('데이터', 'Data'),
  tooling: say('개발 도구', 'Tooling'),
  computing: say('시스템·컴퓨팅', 'System and computing'),
  human: say('인적 자원', 'People'),
} as const

/** The inventory of AI: every system the firm builds, provides or uses, with its role and its place in scope. */
export const aiSystem = kind({
  name: 'ai-system',
  code: 'AIS',
  domain: 'models',
  title: say('AI 시스템', 'AI system'),
  plural: say('AI 시스템', 'AI systems'),
  about: say(
    '조직이 개발·제공·이용하는 AI의 목록입니다. ISO/IEC 42001 4.1·4.3·A.4.2와 인공지능기본법 제33조(고영향 여부 검토)의 출발점입니다.',
    'The inventory of AI the organisation develops, provides or uses: where ISO/IEC 42001 4.1, 4.3 and A.4.2 and the high-impact check of Korea’s AI Basic Act Art. 33 begin.',
  ),
  titleField: 'name',
  life: register,
  reviewMonths: 12,
  retention: deviceFileRetention,
  fields: {
    name: pair({ label: say('명칭', 'Name'), searched: true, max: 200 }),
    use: choice({
      label: say('용도', 'Use'),
      help: say(
        '의료기기가 아닌 사내 AI 도구도 관리 대상입니다(ISO/IEC 42001 A.9.2).',
        'In-house AI tools are controlled too (ISO/IEC 42001 A.9.2).',
      ),
      listed: true,
      choices: {
        device: say('의료기기의 기능', 'Function of a device'),
        'in-house': say('사내 업무 도구', 'In-house tool'),
      },
    }),
    roles: choices({ label: say('조직의 역할', 'Our role'), choices: roles }),
    purpose: pair({
      label: say('사용목적', 'Intended use'),
      help: say(
        '누구를 위해 무엇을 판단·출력하는지 허가(인증)받은 사용목적과 같게 적습니다.',
        'For whom it decides or shows what; the same as the approved intended use.',
      ),
    }),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('책임지는 AI 시스템', 'AI systems owned'),
    }),
    devices: optional(
      refs('device', { label: say('탑재 제품', 'Devices'), reverse: say('AI 시스템', 'AI systems') }),
    ),
    suppliers: optional(
      refs('supplier', {
        label: say('공급자(기반모델·데이터·클라우드)', 'Suppliers (foundation model, data, cloud)'),
        reverse: say('공급받는 AI 시스템', 'AI systems supplied'),
      }),
    ),
    status: later(
      choice({
        label: say('단계', 'Stage'),
        listed: true,
        choices: {
          planned: say('기획', 'Planned'),
          development: say('개발 중', 'In development'),
          'in-use': say('사용 중', 'In use'),
          withdrawn: say('사용 중지', 'Withdrawn'),
        },
      }),
    ),
    inScope: later(yesNo({ label: say('AI 경영시스템 적용범위', 'In scope of the AI management system') })),
    scopeReason: later(prose({ label: say('포함·제외 사유', 'Why in or out of scope') })),
    task: later(
      choice({
        label: say('과업', 'Task'),
        choices: {
          detection: say('검출', 'Detection'),
          diagnosis: say('진단·분류', 'Diagnosis or classification'),
          triage: say('우선순위 분류', 'Triage'),
          segmentation: say('분할·계측', 'Segmentation or measurement'),
          prognosis: say('예후·위험 예측', 'Prognosis or risk'),
          reconstruction: say('영상 개선·재구성', 'Reconstruction'),
          generation: say('문장·영상 생성', 'Generation'),
          other: say('그 밖', 'Other'),
        },
      }),
    ),
    learning: later(
      choice({
        label: say('학습 방식', 'Learning after release'),
        choices: {
          locked: say('고정(출시 후 학습 없음)', 'Locked'),
          planned: say('변경관리 계획서에 따른 변경', 'Changes under a PCCP'),
          continuous: say('사용 중 학습', 'Learns in use'),
        },
      }),
    ),
    generative: later(yesNo({ label: say('생성형 인공지능', 'Generative AI') })),
    inputsAndOutputs: later(prose({ label: say('입력과 출력', 'Inputs and outputs') })),
    usersAndPatients: later(prose({ label: say('사용자와 대상 환자', 'Users and patients') })),
    deployment: later(prose({ label: say('배치 환경', 'Deployment environment') })),
    unintendedUses: later(
      prose({ label: say('금지된 사용과 예견 가능한 오용', 'Unintended use and misuse') }),
    ),
    oversight: later(
      prose({
        label: say('사람의 관리·감독', 'Human oversight'),
        help: say(
          '누가, 언제, 어떻게 결과를 검토하고 멈출 수 있는지(인공지능기본법 제34조, EU AI법 제14조).',
          'Who reviews or stops it, when and how (AI Basic Act Art. 34, EU AI Act Art. 14).',
        ),
      }),
    ),
    supervisor: later(
      ref('person', {
        label: say('관리·감독자', 'Supervisor'),
        help: say(
          '고영향 인공지능은 성명과 연락처를 게시합니다(시행령 제27조제1항제4호).',
          'For high-impact AI the name and contact are published (Decree Art. 27(1)4).',
        ),
        reverse: say('관리·감독하는 AI 시스템', 'AI systems supervised'),
      }),
    ),
    fallback: later(
      prose({
        label: say('안전 정지와 대체 방법', 'Safe stop and alternative'),
        help: say(
          'AI가 오작동할 때의 정지·고지·대체 운용(보안지침 제12조).',
          'What happens when the AI misbehaves (MFDS notice Art. 12).',
        ),
      }),
    ),
    highImpact: later(
      choice({
        label: say('고영향 인공지능 해당 여부', 'High-impact AI'),
        listed: true,
        choices: {
          yes: say('해당', 'Yes'),
          no: say('해당 없음', 'No'),
          confirmed: say('해당(과기정통부 확인)', 'Yes, confirmed by MSIT'),
          'confirmed-not': say('해당 없음(과기정통부 확인)', 'No, confirmed by MSIT'),
        },
      }),
    ),
    highImpactReason: later(prose({ label: say('고영향 검토 근거', 'Grounds of the high-impact check') })),
    highImpactOn: later(day({ label: say('고영향 검토일', 'Checked on') })),
    highImpactFiles: optional(files({ label: say('확인 회신 등 증빙', 'Confirmation and evidence') })),
    euRisk: optional(
      choice({
        label: say('EU AI법 위험등급', 'Risk class, EU AI Act'),
        choices: {
          high: say('고위험', 'High risk'),
          limited: say('투명성 의무', 'Transparency duties'),
          minimal: say('최소 위험', 'Minimal risk'),
        },
      }),
    ),
    transparencyNotice: later(
      pair({
        label: say('AI 사용 고지 문구', 'Notice that AI is used'),
        help: say(
          '제공 전에 이용자에게 알리는 문구(인공지능기본법 제31조).',
          'Told to users before provision (AI Basic Act Art. 31).',
        ),
      }),
    ),
    explanation: later(
      prose({
        label: say('설명 방안', 'Explanation plan'),
        help: say(
          '결과, 판단에 쓴 주요 기준, 학습용데이터 개요를 어떻게 설명하는지(인공지능기본법 제34조제1항제2호).',
          'How the outcome, its main criteria and the training data are explained (AI Basic Act Art. 34(1)2).',
        ),
      }),
    ),
    resources: later(
      rows({
        label: say('자원', 'Resources'),
        help: say(
          '수명주기 단계별로 필요한 자원(ISO/IEC 42001 A.4.2~A.4.6).',
          'What each stage needs (ISO/IEC 42001 A.4.2 to A.4.6).',
        ),
        columns: {
          resource: choice({ label: say('구분', 'Kind'), choices: resources }),
          name: line({ label: say('자원', 'Resource') }),
          purpose: line({ label: say('쓰임', 'Used for') }),
        },
      }),
    ),
  },
})
