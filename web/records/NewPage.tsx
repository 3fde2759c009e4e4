import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function NewPage() {
  return <PageSkeleton />
}
