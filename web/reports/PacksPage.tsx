import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function PacksPage() {
  return <PageSkeleton />
}
