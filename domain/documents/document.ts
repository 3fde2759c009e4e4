import {
  choice,
  choices,
  day,
  file,
  files,
  later,
  line,
  optional,
  pair,
  prose,
  ref,
  refs,
  yesNo,
} from '../field.ts'
import { guarded, holds, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import type { Guard } from '../life.ts'
import { controlled } from '../lives.ts'
import { say } from '../words.ts'
import { inStep, settleLanguages } from './language.ts'
import { subjects } from './subjects.ts'

const hasContent: Guard = ({ body }) =>
  body.body === undefined && body.koreanFile === undefined && body.englishFile === undefined
    ? say('본문을 쓰거나 파일을 올리십시오.', 'Write the text or upload the file.')
    : null

const languagesInStep: Guard = ({ body }) => {
  if (body.languages !== 'pair' || holds(body, 'languageInStep', 'both')) return null
  return holds(body, 'languageInStep', 'english-newer')
    ? say('국문이 영문보다 오래되었습니다. 국문을 갱신하십시오.', 'The Korean lags behind. Update it first.')
    : say('영문이 국문보다 오래되었습니다. 영문을 갱신하십시오.', 'The English lags behind. Update it first.')
}

const described = kind({
  name: 'document',
  code: 'DOC',
  domain: 'documents',
  title: say('문서', 'Document'),
  plural: say('문서', 'Documents'),
  about: say(
    '매뉴얼, 절차서, 계획서, 보고서, 외부 문서. 직접 쓰거나 올린 파일이나 같은 절차로 관리합니다: ISO 13485 4.2, ISO/IEC 42001 7.5, 보안지침 제2조.',
    'Manuals, procedures, plans, reports and documents from outside, written here or uploaded, under one control: ISO 13485 4.2, ISO/IEC 42001 7.5, MFDS security notice Art. 2.',
  ),
  life: guarded(
    controlled,
    ['submit', 'approve'],
    [
      hasContent,
      languagesInStep,
      neededWhen('documentType', ['external'], {
        needed: 'origin',
        because: say(
          '외부 문서는 발행처와 판을 적으십시오(13485 4.2.4 f).',
          'Give publisher and edition (13485 4.2.4 f).',
        ),
      }),
    ],
  ),
  titleField: 'title',
  // ISO 13485 4.2.4 b asks for review “as necessary” without a period; two years is the house's reading.
  reviewMonths: 24,
  retention: {
    years: 10,
    from: 'end-of-life',
    because: say(
      '폐기된 판도 제품 수명 이상 한 부를 보존하고(ISO 13485 4.2.4), EU에서는 기술문서·QMS 문서를 10년 보존합니다(MDR 제10조, AI Act 제18조).',
      'Obsolete editions are kept for at least the device lifetime (ISO 13485 4.2.4); the EU asks ten years for technical and quality documents (MDR Art. 10, AI Act Art. 18).',
    ),
  },
  fields: {
    title: pair({ label: say('제목', 'Title'), max: 200, searched: true }),
    documentType: choice({
      label: say('문서 종류', 'Type'),
      choices: {
        manual: say('매뉴얼', 'Manual'),
        procedure: say('절차서', 'Procedure'),
        instruction: say('지침서', 'Work instruction'),
        form: say('양식', 'Form'),
        plan: say('계획서', 'Plan'),
        specification: say('명세서·규격서', 'Specification'),
        report: say('보고서', 'Report'),
        file: say('파일(제품표준서 등)', 'File'),
        labelling: say('표시·기재, 취급설명서', 'Labelling'),
        agreement: say('계약·협약서', 'Agreement'),
        external: say('외부 문서', 'External document'),
      },
      listed: true,
      sorted: true,
    }),
    documentCode: optional(
      line({
        label: say('사내 문서번호', 'In-house number'),
        help: say(
          '이미 쓰던 번호가 있으면 적으십시오. 예: QP-04',
          'Your own number if there is one, e.g. QP-04',
        ),
        max: 60,
        listed: true,
        searched: true,
      }),
    ),
    subjects: later(
      choices({
        label: say('다루는 주제', 'Subjects'),
        help: say(
          '규칙은 이 항목으로 요구된 절차를 찾습니다. 실제로 다루는 것만 고르십시오.',
          'Rules look here for a required procedure. Choose only what it really covers.',
        ),
        choices: subjects,
      }),
    ),
    purpose: later(pair({ label: say('목적과 범위', 'Purpose and scope'), max: 2000 })),
    languages: choice({
      label: say('언어', 'Languages'),
      help: say(
        '국영문 한 쌍은 문서 하나입니다. 한쪽을 고치면 다른 쪽은 갱신 대상이 됩니다.',
        'A Korean/English pair is one document: changing one makes the other stale.',
      ),
      choices: {
        pair: say('국문·영문', 'Korean and English'),
        korean: say('국문', 'Korean'),
        english: say('영문', 'English'),
      },
    }),
    body: optional(
      pair({
        label: say('본문', 'Text'),
        help: say('마크다운으로 쓰거나 아래에 파일을 올리십시오.', 'Write Markdown, or upload a file below.'),
        max: 400_000,
        searched: true,
      }),
    ),
    koreanFile: optional(file({ label: say('국문 파일', 'Korean file') })),
    englishFile: optional(file({ label: say('영문 파일', 'English file') })),
    languageInStep: optional(
      choice({
        label: say('국영문 일치', 'Languages in step'),
        help: say(
          '저장할 때 정해집니다. 오탈자처럼 번역이 필요 없는 수정이면 내용을 두고 이 값만 바꿔 확인하십시오.',
          'Set on saving. For a correction that needs no translation, confirm by changing only this value.',
        ),
        choices: inStep,
      }),
    ),
    attachments: optional(files({ label: say('첨부', 'Attachments') })),
    origin: optional(
      line({
        label: say('외부 문서의 발행처와 판', 'Publisher and edition'),
        help: say('예: 식품의약품안전처고시 제2025-30호', 'For example: MFDS notice 2025-30'),
      }),
    ),
    owner: later(
      ref('person', {
        label: say('담당자', 'Owner'),
        reverse: say('담당 문서', 'Documents owned'),
        listed: true,
      }),
    ),
    confidentiality: later(
      choice({
        label: say('열람 등급', 'Confidentiality'),
        choices: {
          public: say('공개', 'Public'),
          internal: say('사내', 'Internal'),
          restricted: say('제한', 'Restricted'),
        },
      }),
    ),
    distribution: later(
      prose({
        label: say('배포처', 'Distribution'),
        help: say('누가 어디에서 이 문서를 보는지(13485 4.2.4 d).', 'Who finds it where (13485 4.2.4 d).'),
        max: 2000,
      }),
    ),
    readingRequired: later(
      yesNo({
        label: say('숙지 확인 필요', 'Reading to be confirmed'),
        help: say(
          '새 판마다 대상자의 교육훈련 기록이 필요합니다.',
          'Each new edition asks for training records.',
        ),
      }),
    ),
    effectiveOn: later(day({ label: say('시행일', 'In force from'), listed: true, sorted: true })),
    policies: optional(
      refs('policy', {
        label: say('근거 방침', 'Policies it carries out'),
        reverse: say('이행 문서', 'Documents'),
      }),
    ),
    replaces: optional(
      refs('document', { label: say('대체하는 문서', 'Replaces'), reverse: say('대체 문서', 'Replaced by') }),
    ),
  },
})

/** `settle` corrects the stored body on every create and edit, so that nobody's claim decides what is in step. */
export const document = { ...described, settle: settleLanguages }
