import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function RecordPage() {
  return <PageSkeleton />
}
