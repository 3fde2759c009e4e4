import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function ImportPage() {
  return <PageSkeleton />
}
