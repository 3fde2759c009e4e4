import { Skeleton, Stack } from '@mantine/core'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

/** The shape of a list before its rows come. */
export function TableSkeleton() {
  return (
    <Stack gap={4} aria-busy="true">
      {rows.map((row) => (
        <Skeleton key={row} height={40} />
      ))}
    </Stack>
  )
}
