import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function ReadinessPage() {
  return <PageSkeleton />
}
