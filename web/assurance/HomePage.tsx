import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function HomePage() {
  return <PageSkeleton />
}
