import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function FindingsPage() {
  return <PageSkeleton />
}
