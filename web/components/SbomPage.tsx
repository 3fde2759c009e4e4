import { say as words } from '@maek/domain/words.ts'
import { useParam, useSearchTexts, useSetSearch } from '../address.ts'
import { RecordFacePage } from '../records/RecordFacePage.tsx'
import { PageTabs } from '../ui/PageTabs.tsx'
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
  const id = useParam('id')
  const setSearch = useSetSearch()
  const search = useSearchTexts()
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? 'components'
  return (
    <RecordFacePage kind="sbom">
      {() => (
        <PageTabs
          tabs={tabs}
          tab={tab}
          onChange={(name) => setSearch({ tab: name === 'components' ? '' : name, ...cleared })}
        >
          {tab === 'components' && <SbomComponents id={id} />}
          {tab === 'quality' && <SbomQuality id={id} />}
          {tab === 'diff' && <SbomDiff id={id} />}
        </PageTabs>
      )}
    </RecordFacePage>
  )
}

/** What belongs to one tab does not go along to the next. */
const cleared = { q: '', only: '', lacking: '', after: '', class: '', from: '' } as const
