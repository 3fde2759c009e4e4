import { getPredictionsProgress, inspectPredictions, intakePredictions } from '@maek/domain/models/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, once } from '../../api.ts'
import { pieceOf } from './piece-of.ts'

export type ColumnRoles = {
  readonly case: string | null
  readonly label: string | null
  readonly score: string | null
  readonly subject: string | null
  readonly reference: string | null
  readonly subgroups: readonly string[]
}

/** Looks at a chosen table's columns, sends it, and asks how far the server is with it. */
export function usePredictionsIntake(evaluation: string) {
  const queries = useQueryClient()
  const [progress] = useState(() => crypto.randomUUID())
  const [part, setPart] = useState(0)
  const inspection = useMutation({
    mutationFn: async (file: File) =>
      call(inspectPredictions, { name: file.name }, { bytes: await pieceOf(file) }),
  })
  const intake = useMutation({
    mutationFn: ({ file, roles, columns }: { file: File; roles: ColumnRoles | null; columns: string }) => {
      setPart(0)
      const input = {
        name: file.name,
        evaluation,
        progress,
        ...(columns !== '' && { columns }),
        ...given(roles),
      }
      return call(intakePredictions, input, { bytes: file, onProgress: setPart })
    },
    // What is shown stays until the dialogue closes: its own result would vanish with the button that opened it.
    onSuccess: () => queries.invalidateQueries({ refetchType: 'none' }),
  })
  const told = useQuery({
    ...ask(getPredictionsProgress, { progress }),
    enabled: intake.isPending && part === 1,
    refetchInterval: 500,
    meta: once,
  })
  return { inspection, intake, part, step: told.data, refresh: () => queries.invalidateQueries() }
}

function given(roles: ColumnRoles | null): Record<string, string> {
  if (roles === null) return {}
  const { subgroups, ...single } = roles
  const named = Object.entries(single).flatMap(([role, column]) => (column ? [[role, column] as const] : []))
  return {
    ...Object.fromEntries(named),
    ...(subgroups.length > 0 && { subgroups: subgroups.join(',') }),
  }
}
