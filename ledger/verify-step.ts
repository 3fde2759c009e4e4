import type { Words } from './answer.ts'

/** Something to compare by eye: a hash, a size, a name. */
export type Evidence = { readonly label: Words; readonly value: string }

/** One numbered step of a verification, as it is shown. */
export type Step = {
  readonly number: number
  readonly ok: boolean
  readonly title: Words
  readonly detail: Words
  readonly evidence: readonly Evidence[]
}

type Outcome =
  | { readonly ok: boolean; readonly detail: Words; readonly evidence?: readonly Evidence[] }
  /** Something this step rests on was not there: that is a failure, never a pass. */
  | { readonly unchecked: true }

/** A step before it gets its number. */
export function stepOf(title: Words, outcome: Outcome): Step {
  if ('unchecked' in outcome) {
    const detail = {
      ko: '앞 단계의 자료를 읽을 수 없어 확인하지 못하였습니다.',
      en: 'Not checked: what it rests on could not be read.',
    }
    return { number: 0, ok: false, title, detail, evidence: [] }
  }
  return { number: 0, ok: outcome.ok, title, detail: outcome.detail, evidence: outcome.evidence ?? [] }
}
