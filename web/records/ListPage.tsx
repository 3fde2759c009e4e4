import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function ListPage() {
  return <PageSkeleton />
}
