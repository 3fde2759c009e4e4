import { PageSkeleton } from '../ui/PageSkeleton.tsx'

export function SettingsPage() {
  return <PageSkeleton />
}
