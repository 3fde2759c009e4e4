import type { IntakeStep } from '@maek/domain/models/intake-words.ts'

export type IntakeProgress = { readonly step: IntakeStep; readonly part: number }

/** How far tables of predictions have come: in memory only, for whoever waits for one. */
export type IntakeProgresses = {
  readonly set: (organisation: string, token: string | undefined, progress: IntakeProgress) => void
  readonly get: (organisation: string, token: string) => IntakeProgress
}

const keptMax = 1_000

export function openIntakeProgresses(): IntakeProgresses {
  const known = new Map<string, IntakeProgress>()
  return {
    set: (organisation, token, progress) => {
      if (token === undefined) return
      const key = `${organisation} ${token}`
      known.delete(key)
      known.set(key, progress)
      const [oldest] = known.keys()
      if (known.size > keptMax && oldest !== undefined) known.delete(oldest)
    },
    get: (organisation, token) => known.get(`${organisation} ${token}`) ?? { step: 'unknown', part: 0 },
  }
}
