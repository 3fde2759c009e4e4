import { bodyIs, filled } from '../conditions.ts'
import { choice, choices, files, later, line, moment, optional, pair, prose, ref, refs } from '../field.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { noticeClocks } from './notice-clocks.ts'
import { noticeDuties } from './notice-duties.ts'

/**
 * Sent by one person, since “immediately” cannot wait for a second signature; the one who sends signs for it.
 * What was sent can no longer change: only its receipt is added.
 */
const noticeLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    sent: { label: say('발송됨', 'Sent'), tone: 'good', editable: true },
    acknowledged: { label: say('수신 확인됨', 'Acknowledged'), tone: 'good', closed: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    send: {
      label: say('발송 기록', 'Record as sent'),
      from: ['draft'],
      to: 'sent',
      permission: 'approve',
      signs: 'responsibility',
      guards: [
        bodyIs(
          (body) => body.incident !== undefined || body.case !== undefined,
          say(
            '무엇에 관한 것인지 사고나 취약점을 고르십시오.',
            'Choose the incident or vulnerability case it is about.',
          ),
        ),
        filled('content', say('보낸 내용을 적으십시오.', 'Write what was sent.')),
        filled('sentAt', say('발송 시각을 적으십시오.', 'Give the time it was sent.')),
      ],
    },
    acknowledge: {
      label: say('수신 확인', 'Record the receipt'),
      from: ['sent'],
      to: 'acknowledged',
      permission: 'write',
      complete: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['draft'],
      to: 'cancelled',
      permission: 'retire',
      reason: true,
    },
  },
})

const whatWasSent = [
  'incident',
  'case',
  'duty',
  'alsoMeets',
  'addressee',
  'recipient',
  'channel',
  'content',
  'sites',
  'sentAt',
]

/** Why a notice cannot stand: about two things at once, or about an incident without the duty it meets. */
function faultOf(body: { readonly incident?: unknown; readonly case?: unknown; readonly duty?: unknown }) {
  if (body.incident === undefined) return null
  if (body.case !== undefined)
    return {
      field: 'case',
      because: say(
        '사고와 취약점 가운데 하나만 고르십시오.',
        'Choose the incident or the vulnerability case it is about, one of the two.',
      ),
    }
  return body.duty === undefined
    ? { field: 'duty', because: say('이행하는 의무를 고르십시오.', 'Choose the duty it meets.') }
    : null
}

/** One report or notice to one addressee about an incident or a vulnerability, with the proof that it arrived; it stops the clock. */
export const notice = kind({
  name: 'notice',
  code: 'NOT',
  domain: 'incidents',
  title: say('신고·통지', 'Notice'),
  plural: say('신고·통지', 'Notices'),
  about: say(
    '당국·의료기관·사용자에게 보낸 신고와 통지, 그 접수 증빙. 보내면 사고의 법정 기한이 멈춥니다. ISO 13485 8.2.3, 보안지침 제18조, 개인정보 보호법 제34조의 기록입니다.',
    'A report or notice to an authority, hospitals or users with proof of receipt; sending it stops the incident’s clock. ISO 13485 8.2.3, MFDS notice Art. 18, PIPA Art. 34.',
  ),
  titleField: 'name',
  life: noticeLife,
  sealed: { sent: whatWasSent },
  clocks: noticeClocks,
  check: faultOf,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    incident: optional(
      ref('incident', {
        label: say('사고', 'Incident'),
        listed: true,
        reverse: say('신고·통지', 'Notices'),
      }),
    ),
    case: optional(
      ref('vulnerability-case', {
        label: say('취약점', 'Vulnerability case'),
        help: say(
          '사고가 아니라 취약점을 알릴 때 고릅니다(보안지침 제20조, 시행규칙 제29조).',
          'For telling of a vulnerability rather than an incident (MFDS notice Art. 20, Rule Art. 29).',
        ),
        reverse: say('신고·통지', 'Notices'),
      }),
    ),
    duty: optional(
      choice({
        label: say('이행하는 의무', 'Duty met'),
        help: say(
          '이 신고로 이행되는 법정 의무. 보내면 그 기한이 멈춥니다. 사고에는 반드시 고르고, 법이 요구하지 않는 취약점 안내에는 비웁니다.',
          'The statutory duty this meets; its clock stops when it is sent. Needed for an incident; left empty for word of a vulnerability that no law asks for.',
        ),
        listed: true,
        choices: noticeDuties,
      }),
    ),
    alsoMeets: optional(
      choices({
        label: say('함께 이행되는 의무', 'Duties also met'),
        help: say(
          '다른 법률에 따른 신고로 갈음되는 경우만 고르십시오(예: 정보통신망법 제48조의3).',
          'Only where a law lets this report count for it (such as Network Act Art. 48-3).',
        ),
        choices: noticeDuties,
      }),
    ),
    addressee: choice({
      label: say('수신 대상', 'Addressee'),
      listed: true,
      choices: {
        authority: say('당국', 'Authority'),
        hospitals: say('의료기관', 'Hospitals'),
        users: say('사용자·이용자', 'Users'),
        persons: say('정보주체', 'Data subjects'),
        suppliers: say('판매업자·공급망', 'Sellers and supply chain'),
      },
    }),
    recipient: line({
      label: say('수신 기관', 'Recipient'),
      help: say(
        '예: 식품의약품안전처, 개인정보 보호위원회, 설치 의료기관 42곳.',
        'Such as MFDS, PIPC, or the 42 hospitals that run it.',
      ),
      searched: true,
      max: 300,
    }),
    contact: optional(line({ label: say('수신 담당자', 'Contact person'), personal: true })),
    sites: optional(
      refs('site', {
        label: say('통지한 의료기관', 'Sites told'),
        reverse: say('받은 통지', 'Notices received'),
      }),
    ),
    channel: later(
      choice({
        label: say('방법', 'Channel'),
        choices: {
          portal: say('전자민원·신고 시스템', 'Authority portal'),
          email: say('이메일', 'Email'),
          letter: say('서면·등기', 'Letter'),
          telephone: say('전화', 'Telephone'),
          product: say('제품 화면', 'In the product'),
          website: say('홈페이지 게시', 'Website'),
        },
      }),
    ),
    content: later(
      pair({
        label: say('내용', 'Content'),
        help: say(
          '유형, 발생·인지 시각, 초기 영향, 조치. 유출 통지에는 항목, 시점과 경위, 피해 최소화 방법, 구제 절차, 문의처를 더합니다.',
          'Type, times, first impact, actions. For a leak also the items, circumstances, how to reduce harm, remedies and contact.',
        ),
      }),
    ),
    attachments: optional(files({ label: say('발송한 서식·첨부', 'Forms and attachments sent') })),
    sentAt: later(moment({ label: say('발송 시각', 'Sent at'), listed: true, sorted: true })),
    sender: later(
      ref('person', { label: say('발송자', 'Sender'), reverse: say('발송한 신고·통지', 'Notices sent') }),
    ),
    receipt: later(
      line({ label: say('접수번호·수신 확인', 'Receipt number or proof'), searched: true, max: 200 }),
    ),
    receiptFiles: optional(files({ label: say('접수증·수신 기록', 'Receipts') })),
    acknowledgedAt: later(moment({ label: say('수신 확인 시각', 'Acknowledged at') })),
    reply: optional(prose({ label: say('회신과 후속 요구', 'Reply and what it asks for') })),
  },
})
