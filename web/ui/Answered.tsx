import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { LinesSkeleton } from './PageSkeleton.tsx'
import { RefusalNote } from './RefusalNote.tsx'

type AnsweredProps<T> = {
  readonly query: UseQueryResult<T>
  /** Shown until the answer comes; lines by default. */
  readonly waiting?: ReactNode
  readonly children: (answer: T) => ReactNode
}

/** A query's three faces: a skeleton, a refusal with its reason, or the answer. */
export function Answered<T>({ query, waiting, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <RefusalNote error={query.error} onRetry={() => void query.refetch()} />
  return waiting ?? <LinesSkeleton />
}
