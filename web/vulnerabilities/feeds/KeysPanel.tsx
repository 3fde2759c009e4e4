import { distrustFeedKey, trustFeedKey } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Refused, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { ListTable } from '../../records/ListTable.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import classes from './feeds.module.css'
import type { Sources } from './sources.ts'

const titleWords = words('신뢰하는 키', 'Trusted keys')
const aboutWords = words(
  '이 키로 서명된 묶음만 서명된 것으로 가져옵니다. 키는 maek feeds bundle을 실행한 사람에게서 다른 길(전화, 대면)로 확인하십시오.',
  'Only bundles signed by these keys are taken as signed. Confirm a key with whoever ran maek feeds bundle by another way, such as by phone.',
)
const noneWords = words('아직 없습니다.', 'None yet.')
const keyWords = words('공개키', 'Public key')
const addWords = words('신뢰하기', 'Trust')
const removeWords = words('해제', 'Remove')
const byWords = words('등록', 'Added')
const nameWords = words('이름', 'Name')

type KeysPanelProps = { readonly keys: Sources['keys']; readonly because: string | null }

export function KeysPanel({ keys, because }: KeysPanelProps) {
  const say = useSay()
  const remove = useTell(distrustFeedKey)
  return (
    <Panel title={say(titleWords)}>
      <p className={classes.dim}>{say(aboutWords)}</p>
      {keys.length === 0 ? (
        <p>{say(noneWords)}</p>
      ) : (
        <ListTable heads={[nameWords, keyWords, byWords, removeWords]}>
          {keys.map((key) => (
            <tr key={key.name}>
              <td>
                <strong>{key.name}</strong>
              </td>
              <td data-label={say(keyWords)} className={classes.key}>
                {key.key}
              </td>
              <td data-label={say(byWords)}>
                <Moment at={key.addedAt} /> · {key.addedBy}
              </td>
              <td>
                <ReasonButton
                  size="compact-sm"
                  variant="default"
                  because={because}
                  onClick={() => remove.mutate({ name: key.name })}
                >
                  {say(removeWords)}
                </ReasonButton>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
      {remove.error && <RefusalNote error={remove.error} />}
      <AddKey because={because} />
    </Panel>
  )
}

function AddKey({ because }: { because: string | null }) {
  const say = useSay()
  const [key, setKey] = useState('')
  const add = useTell(trustFeedKey)
  const send = () => add.mutate({ key }, { onSuccess: () => setKey('') })
  return (
    <form
      className={`${classes.line} no-print`}
      onSubmit={(event) => {
        event.preventDefault()
        if (because === null && key !== '') send()
      }}
    >
      <TextInput
        className={classes.grow}
        label={say(keyWords)}
        placeholder="maek-feeds+77764ba9+ARNAYt…"
        value={key}
        error={add.error instanceof Refused ? say(add.error.refusal.because) : undefined}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <ReasonButton because={because} onClick={send} loading={add.isPending}>
        {say(addWords)}
      </ReasonButton>
    </form>
  )
}
