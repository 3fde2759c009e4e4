import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function EditPage() {
  return <PageSkeleton />
}
