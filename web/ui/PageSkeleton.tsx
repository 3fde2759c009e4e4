import { say as words } from '@maek/domain/words.ts'
import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { useSay } from '../language.tsx'
import classes from './ui.module.css'

const loadingWords = words('불러오는 중', 'Loading')

const lines = [92, 78, 85, 60, 88, 70]

export function LinesSkeleton() {
  const say = useSay()
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{say(loadingWords)}</VisuallyHidden>
      {lines.map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} />
      ))}
    </Stack>
  )
}

/** The shape of a page before its content comes. */
export function PageSkeleton() {
  return (
    <div className={classes.page}>
      <Skeleton height={28} width="18rem" />
      <div className={classes.panel}>
        <LinesSkeleton />
      </div>
    </div>
  )
}
