import { say as words } from '@maek/domain/words.ts'
import { Tabs } from '@mantine/core'
import { useParam, useSearchTexts, useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { RecordFacePage } from '../records/RecordFacePage.tsx'
import { SbomComponents } from './SbomComponents.tsx'
import { SbomDiff } from './SbomDiff.tsx'
import { SbomQuality } from './SbomQuality.tsx'

const tabs = [
  { name: 'components', label: words('구성요소', 'Components') },
  { name: 'quality', label: words('품질', 'Quality') },
  { name: 'diff', label: words('변경', 'Changes') },
] as const

/** One SBOM from inside: what it lists, how complete it is, and what changed from what was predefined. */
export function SbomPage() {
  const say = useSay()
  const id = useParam('id')
  const setSearch = useSetSearch()
  const search = useSearchTexts()
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? 'components'
  return (
    <RecordFacePage kind="sbom">
      {() => (
        <Tabs
          value={tab}
          onChange={(name) =>
            setSearch({ tab: name === 'components' || name === null ? '' : name, ...cleared })
          }
          keepMounted={false}
        >
          <Tabs.List className="no-print">
            {tabs.map(({ name, label }) => (
              <Tabs.Tab key={name} value={name}>
                {say(label)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab} pt="md">
            {tab === 'components' && <SbomComponents id={id} />}
            {tab === 'quality' && <SbomQuality id={id} />}
            {tab === 'diff' && <SbomDiff id={id} />}
          </Tabs.Panel>
        </Tabs>
      )}
    </RecordFacePage>
  )
}

/** What belongs to one tab does not go along to the next. */
const cleared = { q: '', only: '', lacking: '', after: '', class: '', from: '' } as const
