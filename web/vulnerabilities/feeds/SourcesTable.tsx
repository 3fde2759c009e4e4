import { feedSources } from '@maek/domain/vulnerabilities/feed-source.ts'
import { fetchFeedSource } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useState } from 'react'
import { useTell } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { ListTable } from '../../records/ListTable.tsx'
import { Day, Moment } from '../../ui/Moment.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from './feeds.module.css'
import { SettingDialogue } from './SettingDialogue.tsx'
import type { Sources } from './sources.ts'

type Source = Sources['sources'][number]
type State = Source['states'][number]

const heads = {
  source: words('정보원', 'Source'),
  state: words('상태', 'State'),
  entries: words('항목', 'Entries'),
  dated: words('자료 일자', 'Dated'),
  success: words('마지막 성공', 'Last success'),
  signed: words('서명', 'Signed by'),
  network: words('네트워크', 'Network'),
} as const
const stateWords = {
  stale: words('오래됨', 'Stale'),
  fresh: words('최신', 'Fresh'),
  part: words('일부만', 'In part'),
  none: words('없음', 'None'),
} as const
const inPartWords = words(
  '권고가 이름을 댄 패키지와 제품만 대조됩니다. 전체 판(OSV는 all.zip, NVD는 모든 연도)을 가져오십시오.',
  'These answer only for the packages and products they name. Import the full edition (OSV: all.zip; NVD: every year).',
)
const unsignedWords = words('서명 없음', 'Not signed')
const offWords = words('꺼짐', 'Off')
const everyWords = (hours: number) => words(`${hours}시간마다`, `Every ${hours} h`)
const setWords = words('설정', 'Set')
const fetchWords = words('지금 받기', 'Fetch now')
const offBecause = words('먼저 네트워크를 켜십시오.', 'Turn the network on first.')
const busyBecause = words('다른 가져오기가 끝난 뒤에 하십시오.', 'Wait until the running import has ended.')

type SourcesTableProps = {
  readonly sources: Sources['sources']
  readonly busy: boolean
  readonly because: string | null
}

export function SourcesTable({ sources, busy, because }: SourcesTableProps) {
  const say = useSay()
  const [setting, setSetting] = useState<Source | null>(null)
  const start = useTell(fetchFeedSource)
  return (
    <>
      {start.error && <RefusalNote error={start.error} />}
      <ListTable heads={Object.values(heads)}>
        {sources.flatMap((source) =>
          (source.states.length === 0 ? [null] : source.states).map((state, at) => (
            <tr key={`${source.source} ${state?.part ?? ''}`}>
              <Name source={source} state={state} />
              <Standing state={state} />
              <td {...(at === 0 && { 'data-label': say(heads.network) })}>
                {at === 0 && (
                  <Network
                    source={source}
                    because={because}
                    busy={busy}
                    onSet={() => setSetting(source)}
                    onFetch={() => start.mutate({ source: source.source })}
                  />
                )}
              </td>
            </tr>
          )),
        )}
      </ListTable>
      {setting && <SettingDialogue source={setting} onClose={() => setSetting(null)} />}
    </>
  )
}

function Name({ source, state }: { source: Source; state: State | null }) {
  const say = useSay()
  const about = feedSources[source.source]
  return (
    <td className={classes.source}>
      <strong>
        {say(about.title)} {state?.part}
      </strong>
      <span className={classes.dim}>{say(about.about)}</span>
    </td>
  )
}

function Standing({ state }: { state: State | null }) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const verdict =
    state?.lastSuccessAt == null ? 'none' : state.stale ? 'stale' : state.whole ? 'fresh' : 'part'
  const tone = { none: 'neutral', stale: 'bad', fresh: 'good', part: 'waiting' } as const
  return (
    <>
      <td data-label={say(heads.state)}>
        <ToneBadge tone={tone[verdict]} label={say(stateWords[verdict])} />
        {state?.whole === false && <div className={classes.dim}>{say(inPartWords)}</div>}
        {state?.fault && (
          <div className={classes.fault}>
            {say(state.fault)}
            {state.lastTryAt !== null && (
              <>
                {' '}
                <Moment at={state.lastTryAt} />
              </>
            )}
          </div>
        )}
      </td>
      <td data-label={say(heads.entries)} className={classes.number}>
        {state === null ? '–' : format(state.entries)}
      </td>
      <td data-label={say(heads.dated)}>{state?.contentAt ? <Day on={state.contentAt} /> : '–'}</td>
      <td data-label={say(heads.success)}>
        {state?.lastSuccessAt ? <Moment at={state.lastSuccessAt} /> : '–'}
      </td>
      <td data-label={say(heads.signed)}>
        {state?.lastSuccessAt == null ? '–' : (state.signedBy ?? say(unsignedWords))}
      </td>
    </>
  )
}

type NetworkProps = {
  readonly source: Source
  readonly because: string | null
  readonly busy: boolean
  readonly onSet: () => void
  readonly onFetch: () => void
}

function Network({ source, because, busy, onSet, onFetch }: NetworkProps) {
  const say = useSay()
  const { isOn, everyHours } = source.setting
  const notNow = because ?? (isOn ? (busy ? say(busyBecause) : null) : say(offBecause))
  return (
    <div className={classes.rules}>
      <span>{say(isOn ? everyWords(everyHours) : offWords)}</span>
      <div className={classes.line}>
        <ReasonButton size="compact-sm" variant="default" because={because} onClick={onSet}>
          {say(setWords)}
        </ReasonButton>
        <ReasonButton size="compact-sm" variant="default" because={notNow} onClick={onFetch}>
          {say(fetchWords)}
        </ReasonButton>
      </div>
    </div>
  )
}
