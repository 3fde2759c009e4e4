import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function FrameworkPage() {
  return <PageSkeleton />
}
