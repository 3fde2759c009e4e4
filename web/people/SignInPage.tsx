import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function SignInPage() {
  return <PageSkeleton />
}
