import { z } from 'zod'
import { choice, line, optional, rows } from '../field.ts'
import type { Body } from '../kind.ts'
import { say, type Words } from '../words.ts'
import { readRubric, vectorOf } from './rubric.ts'
import { rubricAnswers, rubricQuestions } from './rubric-questions.ts'
import { scoreVector } from './severity.ts'
import { decideSsvc, readSsvc } from './ssvc.ts'
import { askedPoints, derivedPoints } from './ssvc-points.ts'

const reason = optional(line({ label: say('근거', 'Reason'), max: 500 }))

const questionWords: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(rubricQuestions).map(([name, { text }]) => [
    name,
    say(`${name} ${text.ko}`, `${name} ${text.en}`),
  ]),
)

const pointWords: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(askedPoints).map(([name, { title }]) => [name, title]),
)

const valueWords: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.values(askedPoints).flatMap(({ values }) => values.map(({ name, title }) => [name, title])),
)

const priorities = {
  defer: derivedPoints.priority.values[0].title,
  scheduled: derivedPoints.priority.values[1].title,
  'out-of-cycle': derivedPoints.priority.values[2].title,
  immediate: derivedPoints.priority.values[3].title,
} as const

/** Answers people give, from which vector, score and priority follow. */
export const answerFields = {
  rubric: optional(
    rows({
      label: say('루브릭 답', 'Rubric answers'),
      help: say(
        '답에서 기기 벡터와 점수가 나옵니다. 벡터와 점수는 비워 두면 됩니다.',
        'Device vector and score follow from the answers; leave those two empty.',
      ),
      columns: {
        question: choice({ label: say('질문', 'Question'), choices: questionWords }),
        answer: choice({ label: say('답', 'Answer'), choices: rubricAnswers }),
        reason,
      },
      max: 60,
    }),
  ),
  ssvc: optional(
    rows({
      label: say('SSVC 답', 'SSVC answers'),
      columns: {
        point: choice({ label: say('판단 항목', 'Decision point'), choices: pointWords }),
        value: choice({ label: say('답', 'Answer'), choices: valueWords }),
        reason,
      },
      max: 20,
    }),
  ),
  ssvcPriority: optional(
    choice({
      label: say('SSVC 우선순위', 'SSVC priority'),
      help: say('SSVC 답에서 나옵니다. 비워 두면 됩니다.', 'Follows from the SSVC answers; leave it empty.'),
      listed: true,
      choices: priorities,
    }),
  ),
} as const

const shape = z.object({
  rubric: z.array(z.object({ question: z.string(), answer: z.string() })).optional(),
  ssvc: z.array(z.object({ point: z.string(), value: z.string() })).optional(),
  deviceVector: z.string().optional(),
  deviceScore: z.string().optional(),
  ssvcPriority: z.string().optional(),
})

type Fault = { readonly field: string; readonly because: Words }

/** What answers give; undefined where they are not complete. Fault: answers that cannot be, or cannot be read. */
type Computed = {
  readonly deviceVector?: string | undefined
  readonly deviceScore?: string | undefined
  readonly ssvcPriority?: string | undefined
}

/** Device vector, device score and SSVC priority as they follow from a parsed body; nothing that does not follow. */
export function computedScores(body: Body): Computed {
  const { rubric, ssvc, deviceVector: typed } = shape.parse(body)
  const answers = rubric && readRubric(rubric)
  const found = answers?.ok ? vectorOf(answers.value) : undefined
  const deviceVector = rubric ? (found?.ok ? found.value : undefined) : typed
  const score = deviceVector === undefined ? undefined : scoreVector(deviceVector)
  const points = ssvc && readSsvc(ssvc)
  const decided = points?.ok ? decideSsvc('supplier', points.value) : undefined
  return {
    deviceVector,
    deviceScore: score?.ok ? score.value.overall.toFixed(1) : undefined,
    ssvcPriority: decided?.decided ? decided.outcome.name : undefined,
  }
}

/**
 * Why vector, score and priority cannot stand beside these answers, or null. They are computed and never typed: one
 * that does not follow is refused. A vector without a rubric may stand while the case is being assessed.
 */
export function scoreFault(body: Body): Fault | null {
  const { rubric, ssvc, deviceVector, deviceScore, ssvcPriority } = shape.parse(body)
  const answers = readRubric(rubric ?? [])
  if (!answers.ok) return { field: 'rubric', because: answers.refusal.because }
  const points = readSsvc(ssvc ?? [])
  if (!points.ok) return { field: 'ssvc', because: points.refusal.because }
  const computed = computedScores(body)
  if (deviceVector !== undefined && deviceVector !== computed.deviceVector)
    return fault('deviceVector', computed.deviceVector)
  if (deviceVector !== undefined) {
    const scored = scoreVector(deviceVector)
    if (!scored.ok) return { field: 'deviceVector', because: scored.refusal.because }
  }
  if (deviceScore !== undefined && !isSameNumber(deviceScore, computed.deviceScore))
    return fault('deviceScore', computed.deviceScore)
  if (ssvcPriority !== undefined && ssvcPriority !== computed.ssvcPriority)
    return fault('ssvcPriority', computed.ssvcPriority)
  return null
}

function isSameNumber(text: string, other: string | undefined): boolean {
  return other !== undefined && Number(text) === Number(other)
}

function fault(field: string, wanted: string | undefined): Fault {
  if (wanted === undefined) {
    return {
      field,
      because: say(
        '답에서 나오는 값입니다. 답을 마저 채우거나 이 칸을 비우십시오.',
        'It follows from the answers: complete them, or leave this empty.',
      ),
    }
  }
  return {
    field,
    because: say(
      `답에서 나오는 값과 다릅니다. 계산된 값: ${wanted}. 이 칸을 비우면 그 값이 들어갑니다.`,
      `Does not follow from the answers, which give ${wanted}. Leave it empty to have that filled in.`,
    ),
  }
}

/** Fills in what follows from the answers. Before: `scoreFault` found nothing. */
export function withScores(body: Body): Body {
  const computed = Object.entries(computedScores(body)).filter(([, value]) => value !== undefined)
  return { ...body, ...Object.fromEntries(computed) }
}
