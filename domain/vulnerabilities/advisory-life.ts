import { bodyIs, filled } from '../conditions.ts'
import { inBothLanguages, neededWhen } from '../guards.ts'
import { type Guard, life } from '../life.ts'
import { sendingBack } from '../lives.ts'
import { say } from '../words.ts'

const both = (field: string, ko: string, en: string) =>
  inBothLanguages(
    field,
    say(`${ko}: 한국어와 영어로 모두 적으십시오.`, `${en}: write it in Korean and in English.`),
  )

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0

/**
 * What a hospital must be able to tell from it. Of 144 published medical advisories none said which version is safe;
 * ours says it, or says that there is none yet.
 */
const complete: readonly Guard[] = [
  both('name', '제목', 'Title'),
  both('summary', '요약', 'Summary'),
  both('riskEvaluation', '위험 평가', 'Risk evaluation'),
  both('clinicalImpact', '임상 영향', 'Clinical impact'),
  both('meanwhile', '고칠 때까지 할 일', 'What to do meanwhile'),
  bodyIs(
    ({ fixed, fixPlan }) => isFilled(fixed) || fixPlan !== undefined,
    say(
      '고쳐진 릴리스를 고르거나, 없으면 언제 어떻게 고칠지 적으십시오.',
      'Name the fixed releases, or say when and how it will be fixed.',
    ),
  ),
  bodyIs(
    ({ notAffected, noneUnaffected }) => isFilled(notAffected) || noneUnaffected === true,
    say(
      '영향 없는 릴리스를 고르거나, 확인해 보니 없음을 표시하십시오.',
      'Name the releases that are not affected, or state that there are none.',
    ),
  ),
  ({ body }) =>
    isFilled(body.notAffected) && body.notAffectedBecause === undefined
      ? say('영향 없는 사유를 고르십시오.', 'Say why those releases are not affected.')
      : null,
  neededWhen('noneUnaffected', [true], {
    needed: 'affected',
    because: say('영향받는 릴리스를 고르십시오.', 'Name the affected releases.'),
  }),
  bodyIs(
    (body) => {
      const all = [body.affected, body.fixed, body.notAffected].flatMap((list) =>
        Array.isArray(list) ? list : [],
      )
      return new Set(all).size === all.length
    },
    say('한 릴리스가 두 목록에 들어 있습니다.', 'A release stands in two of the lists.'),
  ),
  filled(
    'csaf',
    say(
      '먼저 CSAF 파일을 만드십시오. 서명은 그 파일까지 포함합니다.',
      'Make the CSAF file first: the signature covers it.',
    ),
  ),
]

/** Drafted, reviewed, published under the signature of another, revised as a new edition, withdrawn with a reason. */
export const advisoryLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('검토 중', 'In review'), tone: 'waiting' },
    published: { label: say('게시됨', 'Published'), tone: 'good' },
    withdrawn: { label: say('철회됨', 'Withdrawn'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
      guards: complete,
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    publish: {
      label: say('게시 승인', 'Approve and publish'),
      from: ['in-review'],
      to: 'published',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: complete,
    },
    revise: {
      label: say('개정', 'Revise'),
      from: ['published'],
      to: 'draft',
      permission: 'write',
      reason: true,
    },
    withdraw: {
      label: say('철회', 'Withdraw'),
      from: ['draft', 'in-review', 'published'],
      to: 'withdrawn',
      permission: 'retire',
      reason: true,
    },
  },
})
