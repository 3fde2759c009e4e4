import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function TracePage() {
  return <PageSkeleton />
}
