import { getObservationsProgress, intakeObservations } from '@maek/domain/monitoring/api.ts'
import {
  type ColumnChoice,
  columnParameters,
  likelyContents,
  type ObservationContents,
  proposeColumns,
  unchosen,
} from '@maek/domain/monitoring/observation-columns.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, freshKey, once } from '../api.ts'
import { useUpload } from '../vulnerabilities/use-upload.ts'
import { columnsIn } from './columns-in.ts'

/** A file of observations on its way: what it holds, what its columns mean, and how far it has gone. */
export function useObserve(model: string) {
  const { upload, part } = useUpload(intakeObservations)
  const [progress] = useState(freshKey)
  const told = useQuery({
    ...ask(getObservationsProgress, { progress }),
    enabled: upload.isPending && part === 1,
    refetchInterval: 500,
    meta: once,
  })
  const columns = useMutation({ mutationFn: columnsIn })
  const [contents, setContents] = useState<ObservationContents>('predictions')
  const [chosen, setChosen] = useState<ColumnChoice | null>(null)
  const [supersedes, supersede] = useState('')
  const names = columns.data ?? null
  const choice = chosen ?? proposeColumns(contents, names ?? [])
  const contain = (next: ObservationContents) => {
    setContents(next)
    setChosen(null)
  }
  const choose = (file: File | null) => {
    setChosen(null)
    columns.reset()
    upload.reset()
    if (!file) return
    // What only labels, or only predictions, look like need not be asked about; people may still say otherwise.
    const tell = (read: readonly string[] | null) => setContents(likelyContents(read ?? []) ?? contents)
    columns.mutate(file, { onSuccess: tell })
  }
  const send = (file: File) => {
    if (columns.isPending || (names !== null && unchosen(contents, choice).length > 0)) return
    const given = { name: file.name, contents, model, progress, ...(supersedes !== '' && { supersedes }) }
    upload.mutate({ file, input: { ...given, ...columnParameters(contents, names ?? [], choice) } })
  }
  const isRead = columns.isSuccess || columns.isError
  const state = { upload, part, step: told.data, columns, contents, names, choice, isRead, supersedes }
  return { ...state, choose, contain, name: setChosen, send, supersede }
}
