import { readFramework } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { SegmentedControl } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import type { z } from 'zod'
import { useParam, useSearchTexts, useSetSearch } from '../address.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { AsOfPicker } from './AsOfPicker.tsx'
import { useAsOf } from './as-of.ts'
import { chaptersOf } from './chapters.ts'
import { jurisdictionWords, statusWords } from './framework-words.ts'
import { MapLegend, useChosenVerdicts } from './MapLegend.tsx'
import classes from './map.module.css'
import { ReadinessMap } from './ReadinessMap.tsx'
import { RequirementTable } from './RequirementTable.tsx'
import { TallyBar } from './TallyBar.tsx'
import { assessedOf } from './verdicts.ts'

type Framework = z.infer<typeof readFramework.output>

const readinessWords = words('준비도', 'Readiness')
const packWords = words('심사 자료집', 'Inspection pack')
const metWords = words('충족', 'met')
const mapWords = words('지도', 'Map')
const listWords = words('목록', 'List')
const viewWords = words('보기', 'View')
const pastWords = words('지난 날짜의 답입니다.', 'These are answers for a past day.')

export function FrameworkPage() {
  const framework = useParam('framework')
  const { at } = useAsOf()
  const found = useAsk(readFramework, { framework, asOf: at })
  return (
    <Answered query={found} waiting={<PageSkeleton />}>
      {(answer) => <KnownFramework framework={answer} />}
    </Answered>
  )
}

function KnownFramework({ framework }: { framework: Framework }) {
  const say = useSay()
  const { day, search } = useAsOf()
  const { view } = useSearchTexts()
  const chosen = useChosenVerdicts()
  const chapters = chaptersOf(framework.cells)
  const { tally } = framework
  return (
    <Page
      title={say(framework.title)}
      eyebrow={
        <>
          <TextLink {...paths.readiness(search.asOf)}>{say(readinessWords)}</TextLink>
          <span aria-hidden>/</span>
          <span>
            {say(jurisdictionWords(framework.jurisdiction))} {say(statusWords(framework.status))} ·{' '}
            {framework.version}
          </span>
        </>
      }
      actions={
        <>
          <AsOfPicker />
          <LinkButton {...paths.packs()} variant="default" size="xs" leftSection={<IconPackage size={16} />}>
            {say(packWords)}
          </LinkButton>
        </>
      }
    >
      {day !== '' && <Note tone="neutral">{say(pastWords)}</Note>}
      <Panel>
        <div className={classes.chapters}>
          <div>
            <strong>
              {tally.met} / {assessedOf(tally)}
            </strong>{' '}
            {say(metWords)}
          </div>
          <TallyBar tally={tally} />
        </div>
      </Panel>
      <div className={`${classes.tools} no-print`}>
        <MapLegend tally={tally} />
        <ViewSwitch />
      </div>
      {view === 'list' ? (
        <RequirementTable framework={framework.id} chapters={chapters} chosen={chosen} />
      ) : (
        <ReadinessMap framework={framework.id} chapters={chapters} chosen={chosen} />
      )}
    </Page>
  )
}

/** Map or list; the address holds which. */
function ViewSwitch() {
  const say = useSay()
  const { view } = useSearchTexts()
  const setSearch = useSetSearch()
  return (
    <SegmentedControl
      size="xs"
      aria-label={say(viewWords)}
      value={view === 'list' ? 'list' : 'map'}
      onChange={(name) => setSearch({ view: name === 'list' ? 'list' : '' }, { replace: true })}
      data={[
        { value: 'map', label: say(mapWords) },
        { value: 'list', label: say(listWords) },
      ]}
    />
  )
}
