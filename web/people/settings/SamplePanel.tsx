import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLanguage, useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import classes from './settings.module.css'

const titleWords = words('샘플 회사 삭제', 'Remove the sample company')
const aboutWords = words(
  '샘플 회사의 기록을 모두 지우고 빈 조직으로 시작합니다. 되돌릴 수 없으므로, 남길 것이 있으면 먼저 백업하십시오.',
  'Removes every record of the sample company and leaves an empty organisation. It cannot be undone: back up first if anything is worth keeping.',
)
const openWords = words('샘플 회사 삭제…', 'Remove the sample company…')
const phraseWords = words('샘플 삭제', 'remove sample')
const typeWords = words('확인을 위해 그대로 입력하십시오:', 'To confirm, type exactly:')
const removeWords = words('모두 삭제', 'Remove all of it')
const cancelWords = words('취소', 'Cancel')
const mismatchWords = words('입력한 글이 다릅니다.', 'That is not the same text.')

type SamplePanelProps = Pick<ConfirmRemovalProps, 'busy' | 'error' | 'onConfirm'> & {
  readonly because: string | null
}

export function SamplePanel({ because, ...removal }: SamplePanelProps) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <p className={classes.text}>{say(aboutWords)}</p>
        <div className={classes.buttons}>
          <ReasonButton variant="default" because={because} onClick={() => setAsking(true)}>
            {say(openWords)}
          </ReasonButton>
        </div>
      </div>
      {asking && <ConfirmRemoval {...removal} onClose={() => setAsking(false)} />}
    </Panel>
  )
}

type ConfirmRemovalProps = {
  readonly busy: boolean
  readonly error: Error | null
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** What cannot be undone asks for a typed confirmation. */
function ConfirmRemoval({ busy, error, onConfirm, onClose }: ConfirmRemovalProps) {
  const say = useSay()
  const { language } = useLanguage()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const same = typed.trim().toLowerCase() === phraseWords[language]
  return (
    <Dialogue onClose={onClose} title={say(titleWords)}>
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (same) onConfirm()
        }}
      >
        <p className={classes.text}>{say(aboutWords)}</p>
        <TextInput
          label={
            <>
              {say(typeWords)} <strong>{say(phraseWords)}</strong>
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          error={asked && !same && say(mismatchWords)}
          data-autofocus
        />
        {error && <RefusalNote error={error} />}
        <div className={classes.buttons}>
          <Button type="submit" color="red" loading={busy}>
            {say(removeWords)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say(cancelWords)}
          </Button>
        </div>
      </form>
    </Dialogue>
  )
}
