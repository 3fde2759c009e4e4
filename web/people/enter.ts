import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { safeNext } from './safe-next.ts'

/** What to do once signed in: forget what the page knew as nobody, and go where one was going. */
export function useEnter(): (next: string | undefined) => void {
  const queries = useQueryClient()
  const router = useRouter()
  return (next) => {
    queries.clear()
    router.history.push(safeNext(next))
  }
}
