import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function RequirementPage() {
  return <PageSkeleton />
}
