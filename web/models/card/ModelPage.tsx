import { readRecord } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Tabs } from '@mantine/core'
import { useParam, useSearchTexts, useSetSearch } from '../../address.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { RecordTools } from '../../record-tools.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageSkeleton } from '../../ui/PageSkeleton.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import { CardTab } from './CardTab.tsx'
import classes from './card.module.css'
import { TraceTab } from './TraceTab.tsx'
import { UpdateTab } from './UpdateTab.tsx'

const tabs = [
  { name: 'card', label: words('모델 카드', 'Model card') },
  { name: 'update', label: words('갱신 판단', 'Update decision') },
  { name: 'trace', label: words('추적', 'Trace') },
] as const
const kindWords = words('모델 버전', 'Model versions')
const recordWords = words('기록 보기', 'Show the record')

/** One model version: its card, whether it may go out under its plan, and where it comes from. */
export function ModelPage() {
  const say = useSay()
  const id = useParam('id')
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const view = useAsk(readRecord, { kind: 'model-version', id })
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? 'card'
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {({ record }) => (
        <Page
          title={`${record.title} ${String(record.body.version ?? '')}`.trim()}
          actions={
            <>
              <RecordTools record={record} />
              <LinkButton variant="default" {...paths.record('model-version', id)}>
                {say(recordWords)}
              </LinkButton>
            </>
          }
          eyebrow={
            <>
              <TextLink {...paths.records('model-version')}>{say(kindWords)}</TextLink>
              <span aria-hidden>/</span>
              <TextLink {...paths.record('model-version', id)}>{record.number}</TextLink>
              <StateBadge kind="model-version" state={record.state} />
            </>
          }
        >
          <Tabs
            value={tab}
            onChange={(name) => setSearch({ tab: name === 'card' ? '' : (name ?? '') })}
            keepMounted={false}
          >
            <Tabs.List className={`${classes.tabs} no-print`}>
              {tabs.map(({ name, label }) => (
                <Tabs.Tab key={name} value={name}>
                  {say(label)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value={tab} pt="md">
              {tab === 'card' ? (
                <CardTab id={id} />
              ) : tab === 'update' ? (
                <UpdateTab id={id} />
              ) : (
                <TraceTab id={search.from || id} />
              )}
            </Tabs.Panel>
          </Tabs>
        </Page>
      )}
    </Answered>
  )
}
