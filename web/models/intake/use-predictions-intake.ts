import { getPredictionsProgress, inspectPredictions, intakePredictions } from '@maek/domain/models/api.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, freshKey, once } from '../../api.ts'
import { pieceOf } from './piece-of.ts'

/** Looks at a chosen table's columns, sends it, and asks how far the server is with it. */
export function usePredictionsIntake(evaluation: string) {
  const queries = useQueryClient()
  const [progress] = useState(freshKey)
  const [part, setPart] = useState(0)
  const inspection = useMutation({
    mutationFn: async (file: File) =>
      call(inspectPredictions, { name: file.name }, { bytes: await pieceOf(file) }),
  })
  const intake = useMutation({
    mutationFn: ({ file, named }: { file: File; named: Readonly<Record<string, string>> }) => {
      setPart(0)
      const input = { name: file.name, evaluation, progress, ...named }
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
  return { inspection, intake, part, step: told.data }
}
