import { readRecord } from '@maek/domain/api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { useParam, useSearchTexts, useSetSearch } from '../address.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { recordFaces } from '../record-faces.ts'
import { RecordTools } from '../record-tools.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { PageTabs } from '../ui/PageTabs.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { ActionBar } from './act/ActionBar.tsx'
import { KnownKind } from './KnownKind.tsx'
import type { PlainKind } from './plain-kind.ts'
import classes from './record.module.css'
import { HistoryTab } from './tabs/HistoryTab.tsx'
import { LinksTab } from './tabs/LinksTab.tsx'
import { OverviewTab } from './tabs/OverviewTab.tsx'
import { ProofTab } from './tabs/ProofTab.tsx'
import { SignaturesTab } from './tabs/SignaturesTab.tsx'
import { ValuePlaceContext } from './values/value-place.ts'

const tabs = [
  { name: 'overview', label: words('개요', 'Overview') },
  { name: 'links', label: words('연결', 'Links') },
  { name: 'signatures', label: words('전자서명', 'Signatures') },
  { name: 'history', label: words('변경 이력', 'History') },
  { name: 'proof', label: words('원장 증명', 'Ledger proof') },
] as const

const versionWords = words('판', 'version')
const editionWords = words('개정', 'edition')
const noEditionWords = words('아직 승인된 적 없음', 'never approved yet')

export function RecordPage() {
  return <KnownKind>{(kind) => <KnownRecord kind={kind} />}</KnownKind>
}

function KnownRecord({ kind }: { kind: PlainKind }) {
  const id = useParam('id')
  const view = useAsk(readRecord, { kind: kind.name, id })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => <RecordFrame kind={kind} view={answer} />}
    </Answered>
  )
}

function RecordFrame({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const { record } = view
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? 'overview'
  const face = recordFaces[kind.name]
  const names = new Map(view.linksOut.map((link) => [link.id, link]))
  return (
    <ValuePlaceContext value={{ kind: kind.name, id: record.id, names }}>
      <Page
        title={record.title}
        eyebrow={<Eyebrow kind={kind} view={view} />}
        actions={
          <>
            {face && (
              <LinkButton variant="default" {...face.path(record.id)}>
                {say(face.label)}
              </LinkButton>
            )}
            <RecordTools record={record} />
            <ActionBar kind={kind} view={view} />
          </>
        }
      >
        <PageTabs
          tabs={tabs}
          tab={tab}
          onChange={(name) => setSearch({ tab: name === 'overview' ? '' : name })}
          mark={(name) => <TabCount number={countOf(name, view)} />}
        >
          <TabContent tab={tab} kind={kind} view={view} />
        </PageTabs>
      </Page>
    </ValuePlaceContext>
  )
}

type TabName = (typeof tabs)[number]['name']

function TabContent({ tab, kind, view }: { tab: TabName; kind: PlainKind; view: RecordView }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab kind={kind} view={view} />
    case 'links':
      return <LinksTab kind={kind} view={view} />
    case 'signatures':
      return <SignaturesTab view={view} />
    case 'history':
      return <HistoryTab kind={kind} record={view.record} />
    case 'proof':
      return <ProofTab record={view.record} ledgerIndex={view.ledgerIndex} />
    default:
      return tab satisfies never
  }
}

function Eyebrow({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const { record } = view
  const edition = record.edition === 0 ? say(noEditionWords) : `${say(editionWords)} ${record.edition}`
  return (
    <>
      <TextLink {...paths.records(kind.name)}>{say(kind.plural)}</TextLink>
      <span aria-hidden>/</span>
      <strong>{record.number}</strong>
      <StateBadge kind={kind.name} state={record.state} />
      <span>
        {edition} · {say(versionWords)} {record.version}
      </span>
    </>
  )
}

function countOf(tab: TabName, view: RecordView): number {
  if (tab === 'links') return view.linksIn.length + view.linksOut.length
  return tab === 'signatures' ? view.signatures.length : 0
}

function TabCount({ number }: { number: number }) {
  return number > 0 && <span className={classes.tabCount}>{number}</span>
}
