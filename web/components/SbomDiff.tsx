import {
  changeClasses,
  changeReasons,
  changeWords,
  impactOfClass,
  impactWords,
} from '@maek/domain/components/diff-classes.ts'
import { diffSbom } from '@maek/domain/components/sbom-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import list from '../records/list.module.css'
import { TableSkeleton } from '../records/TableSkeleton.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Moment } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import classes from './components.module.css'
import { DiffTable } from './DiffTable.tsx'

type Diff = z.infer<typeof diffSbom.output>

const baselineWords = words('기준(사전 정의 SBOM)', 'Baseline (predefined SBOM)')
const approvedWords = words('승인', 'approved')
const unchangedWords = words('그대로인 구성요소', 'Unchanged components')
const filterWords = words('변경 유형', 'Class of change')
const allWords = words('전체', 'All')
const nextWords = words('다음', 'Next')
const firstWords = words('처음으로', 'First page')

const impactTones = {
  critical: 'bad',
  significant: 'waiting',
  minor: 'neutral',
  none: 'good',
} as const

/** What changed from the predefined SBOM, the gravest first, with why it weighs what it does. */
export function SbomDiff({ id }: { id: string }) {
  const { class: asked, from = '', against } = useSearchTexts()
  const chosen = changeClasses.find((one) => one === asked)
  const found = useQuery({
    ...ask(diffSbom, {
      id,
      limit: 100,
      ...(chosen && { class: chosen }),
      ...(/^\d{1,6}$/.test(from) && { from }),
      ...(against && { against }),
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Answered query={found} waiting={<TableSkeleton />}>
      {(diff) => <DiffAnswer diff={diff} chosen={chosen ?? ''} />}
    </Answered>
  )
}

function DiffAnswer({ diff, chosen }: { diff: Diff; chosen: string }) {
  const say = useSay()
  const setSearch = useSetSearch()
  const { from = '' } = useSearchTexts()
  const { baseline } = diff
  if (baseline === null) return <Note tone="neutral">{say(diff.because)}</Note>
  const tone = impactTones[diff.impact]
  return (
    <div className={classes.stack}>
      <p className={classes.line}>
        <span className={classes.dim}>{say(baselineWords)}</span>
        <TextLink {...paths.sbom(baseline.id)}>
          {baseline.number} {baseline.title}
        </TextLink>
        {baseline.release && (
          <TextLink {...paths.record('release', baseline.release.id)}>{baseline.release.title}</TextLink>
        )}
        {baseline.approvedAt !== null && (
          <span className={classes.dim}>
            {say(approvedWords)} <Moment at={baseline.approvedAt} />
          </span>
        )}
      </p>
      <Note tone={tone}>{say(diff.because)}</Note>
      <fieldset className={`${list.states} no-print`}>
        <legend className={list.legend}>{say(filterWords)}</legend>
        <ClassToggle name="" label={say(allWords)} chosen={chosen} />
        {changeClasses.map((one) => {
          const count = diff.counts[one] ?? 0
          return (
            count > 0 && (
              <ClassToggle key={one} name={one} label={`${say(changeWords[one])} ${count}`} chosen={chosen} />
            )
          )
        })}
      </fieldset>
      <Chosen chosen={chosen} />
      {diff.changes.length > 0 && <DiffTable changes={diff.changes} />}
      <p className={classes.dim}>
        {say(unchangedWords)}: {diff.unchanged}
      </p>
      <div className={`${classes.line} no-print`}>
        {from !== '' && (
          <Button variant="default" onClick={() => setSearch({ from: '' })}>
            {say(firstWords)}
          </Button>
        )}
        {diff.next !== null && (
          <Button variant="default" onClick={() => setSearch({ from: String(diff.next) })}>
            {say(nextWords)}
          </Button>
        )}
      </div>
    </div>
  )
}

function ClassToggle({ name, label, chosen }: { name: string; label: string; chosen: string }) {
  const setSearch = useSetSearch()
  return (
    <Toggle on={chosen === name} onToggle={() => setSearch({ class: name, from: '' })}>
      {label}
    </Toggle>
  )
}

/** Why the class that is looked at weighs what it does. */
function Chosen({ chosen }: { chosen: string }) {
  const say = useSay()
  const one = changeClasses.find((name) => name === chosen)
  if (!one) return null
  return (
    <p className={classes.dim}>
      {say(impactWords[impactOfClass(one)])}: {say(changeReasons[one])}
    </p>
  )
}
