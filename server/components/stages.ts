import type { intakeStages } from '@maek/domain/components/component-filters.ts'

export type IntakeStage = (typeof intakeStages)[number]

/** How far each upload under way on this server has come: in memory only, for whoever waits for it. */
export type Stages = {
  readonly set: (organisation: string, token: string | undefined, stage: IntakeStage) => void
  readonly get: (organisation: string, token: string) => IntakeStage
}

const keptMax = 1_000

export function openStages(): Stages {
  const stages = new Map<string, IntakeStage>()
  return {
    set: (organisation, token, stage) => {
      if (token === undefined) return
      const key = `${organisation} ${token}`
      stages.delete(key)
      stages.set(key, stage)
      const [oldest] = stages.keys()
      if (stages.size > keptMax && oldest !== undefined) stages.delete(oldest)
    },
    get: (organisation, token) => stages.get(`${organisation} ${token}`) ?? 'unknown',
  }
}
