import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSearchTexts, useSetSearch, useTrail } from '../address.ts'
import { useSay } from '../language.tsx'
import classes from './list.module.css'

const previousWords = words('이전', 'Previous')
const nextWords = words('다음', 'Next')
const firstWords = words('처음으로', 'First page')
const pagingWords = words('쪽 이동', 'Pages')

/** Keyset paging: the cursor stands in the address; the way back in the history entry, or the first page. */
export function ListPaging({ next, children }: { next: string | null; children: ReactNode }) {
  const say = useSay()
  const after = useSearchTexts().after ?? ''
  const trail = useTrail()
  const setSearch = useSetSearch()
  const goNext = () => next && setSearch({ after: next }, { trail: [...trail, after] })
  const goBack = () => setSearch({ after: trail.at(-1) ?? '' }, { trail: trail.slice(0, -1) })
  return (
    <nav className={classes.paging} aria-label={say(pagingWords)}>
      {children}
      <span className={classes.pagingButtons}>
        {after !== '' && (
          <Button variant="default" leftSection={<IconChevronLeft size={16} />} onClick={goBack}>
            {say(trail.length > 0 ? previousWords : firstWords)}
          </Button>
        )}
        {next !== null && (
          <Button variant="default" rightSection={<IconChevronRight size={16} />} onClick={goNext}>
            {say(nextWords)}
          </Button>
        )}
      </span>
    </nav>
  )
}
