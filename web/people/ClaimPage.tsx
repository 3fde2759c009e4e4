import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function ClaimPage() {
  return <PageSkeleton />
}
