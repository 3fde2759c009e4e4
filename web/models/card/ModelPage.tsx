import { say as words } from '@maek/domain/words.ts'
import { useParam, useSearchTexts, useSetSearch } from '../../address.ts'
import { RecordFacePage } from '../../records/RecordFacePage.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { CardTab } from './CardTab.tsx'
import { TraceTab } from './TraceTab.tsx'
import { UpdateTab } from './UpdateTab.tsx'

const tabs = [
  { name: 'card', label: words('모델 카드', 'Model card') },
  { name: 'update', label: words('갱신 판단', 'Update decision') },
  { name: 'trace', label: words('추적', 'Trace') },
] as const

/** One model version: its card, whether it may go out under its plan, and where it comes from. */
export function ModelPage() {
  const id = useParam('id')
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? 'card'
  return (
    <RecordFacePage
      kind="model-version"
      title={({ record }) => `${record.title} ${String(record.body.version ?? '')}`.trim()}
    >
      {() => (
        <PageTabs tabs={tabs} tab={tab} onChange={(name) => setSearch({ tab: name === 'card' ? '' : name })}>
          {tab === 'card' ? (
            <CardTab id={id} />
          ) : tab === 'update' ? (
            <UpdateTab id={id} />
          ) : (
            <TraceTab id={search.from || id} />
          )}
        </PageTabs>
      )}
    </RecordFacePage>
  )
}
