import { freezeReference, takeLook } from '@maek/domain/monitoring/api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchTexts } from '../address.ts'
import { useTell } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { RecordFacePage } from '../records/RecordFacePage.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Note } from '../ui/Note.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { LookView } from './LookView.tsx'
import classes from './monitoring.module.css'

const watchWords = words('현장 성능', 'Field performance')
const takeWords = words('예정된 점검 하기', 'Take the look that is due')
const freezeWords = words('기준 고정', 'Freeze the reference')
const nothingDueWords = words('지금 예정된 점검이 없습니다.', 'No look is due now.')
const tookWords = words('점검했습니다', 'Look taken')
const openedWords = words('경보를 열었습니다', 'Alerts opened')
const frozenWords = words('기준을 고정했습니다', 'The reference is frozen')
const draftWords = words(
  '서명하기 전입니다. 아래는 지금 이 계획으로 보면 보이는 것이며, 경보를 열지 않습니다.',
  'Not signed yet. Below is what this plan would see now; it opens no alert.',
)

/** A plan at work: its looks, what it sees now, and the acts that belong to it. */
export function MonitoringPlanPage() {
  const say = useSay()
  const { look } = useSearchTexts()
  return (
    <RecordFacePage
      kind="monitoring-plan"
      actions={(view) => (
        <>
          <PlanActs view={view} />
          <LinkButton variant="default" {...paths.watch(String(view.record.body.modelVersion))}>
            {say(watchWords)}
          </LinkButton>
        </>
      )}
    >
      {({ record }) => (
        <>
          {record.state === 'draft' && <Note tone="waiting">{say(draftWords)}</Note>}
          <LookView planId={record.id} lookId={look} />
        </>
      )}
    </RecordFacePage>
  )
}

function PlanActs({ view: { record } }: { view: RecordView }) {
  const say = useSay()
  const [isFreezing, setFreezing] = useState(false)
  if (record.state === 'draft')
    return (
      <>
        <Button onClick={() => setFreezing(true)}>{say(freezeWords)}</Button>
        {isFreezing && (
          <FreezeDialogue plan={record.id} version={record.version} onClose={() => setFreezing(false)} />
        )}
      </>
    )
  return record.state === 'in-force' ? <TakeButton plan={record.id} /> : null
}

function TakeButton({ plan }: { plan: string }) {
  const say = useSay()
  const take = useTell(takeLook)
  const [isShown, setShown] = useState(false)
  const close = () => setShown(false)
  return (
    <>
      <Button
        loading={take.isPending}
        onClick={() => take.mutate({ plan }, { onSettled: () => setShown(true) })}
      >
        {say(takeWords)}
      </Button>
      <Modal opened={isShown} onClose={close} title={say(takeWords)}>
        <div className={classes.stack}>
          {take.error && <RefusalNote error={take.error} />}
          {take.data && (
            <Note tone={take.data.alerts.length > 0 ? 'bad' : 'good'}>
              {take.data.look ? `${say(tookWords)}: ${take.data.look.number}` : say(nothingDueWords)}
            </Note>
          )}
          {take.data && take.data.alerts.length > 0 && (
            <ul className={classes.rows} aria-label={say(openedWords)}>
              {take.data.alerts.map(({ id, number, title }) => (
                <li key={id}>
                  <TextLink {...paths.record('alert', id)}>{number}</TextLink> {title}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Modal>
    </>
  )
}

const scoreWords = words('점수 열', 'Score column')
const labelWords = words('정답 열', 'Label column')
const inputsWords = words('분포를 볼 입력 열(쉼표로)', 'Input columns to watch (comma-separated)')
const freezeHelpWords = words(
  '기준이 되는 평가의 예측 파일에서 점수와 입력의 분포를 한 번 고정합니다. 서명하면 바꿀 수 없습니다.',
  'Freezes the distribution of the score and inputs from the predictions of the baseline evaluation. Sealed by signing.',
)
const closeWords = words('닫기', 'Close')

function FreezeDialogue(props: { plan: string; version: number; onClose: () => void }) {
  const { plan, version, onClose } = props
  const say = useSay()
  const freeze = useTell(freezeReference)
  const [score, setScore] = useState('score')
  const [label, setLabel] = useState('label')
  const [inputs, setInputs] = useState('')
  const listed = inputs
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return (
    <Dialogue onClose={onClose} title={say(freezeWords)}>
      {freeze.data ? (
        <div className={classes.stack}>
          <Note tone="good">
            {say(frozenWords)}: n = {freeze.data.n}, {freeze.data.variables.join(', ')}
          </Note>
          <div>
            <Button onClick={onClose}>{say(closeWords)}</Button>
          </div>
        </div>
      ) : (
        <form
          className={classes.stack}
          onSubmit={(event) => {
            event.preventDefault()
            freeze.mutate({ plan, version, score, label, inputs: listed })
          }}
        >
          <p className={classes.dim}>{say(freezeHelpWords)}</p>
          <TextInput
            label={say(scoreWords)}
            value={score}
            onChange={(event) => setScore(event.currentTarget.value)}
          />
          <TextInput
            label={say(labelWords)}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <TextInput
            label={say(inputsWords)}
            value={inputs}
            onChange={(event) => setInputs(event.currentTarget.value)}
          />
          {freeze.error && <RefusalNote error={freeze.error} />}
          <div>
            <Button type="submit" loading={freeze.isPending}>
              {say(freezeWords)}
            </Button>
          </div>
        </form>
      )}
    </Dialogue>
  )
}
