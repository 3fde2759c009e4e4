import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { listPasskeys, passkeysPossible, registerPasskey, removePasskey } from '../passkeys.ts'
import { ConfirmButton } from './ConfirmButton.tsx'
import classes from './settings.module.css'

const titleWords = words('패스키', 'Passkeys')
const aboutWords = words(
  '패스키는 전자서명의 기본 수단입니다. 서명할 때 보인 내용의 해시에 묶여, 누구나 오프라인으로 확인할 수 있습니다. 노트북과 휴대전화처럼 두 개 이상 등록해 두십시오.',
  'Passkeys are how records are signed: each signature is bound to the hash of what was shown, and anyone can check it offline. Register two or more, such as a laptop and a phone.',
)
const noneWords = words(
  '등록된 패스키가 없습니다. 지금은 비밀번호로만 서명할 수 있습니다.',
  'None yet: for now you can sign by password only.',
)
const impossibleWords = words(
  '이 주소에서는 패스키를 쓸 수 없습니다. https 주소나 localhost로 여십시오.',
  'Passkeys do not work at this address. Open Maek over https or at localhost.',
)
const nameWords = words('패스키 이름', 'Name of the passkey')
const exampleWords = words('예: 업무용 노트북', 'Work laptop, for example')
const addWords = words('패스키 등록', 'Register a passkey')
const removeWords = words('삭제', 'Remove')
const sureWords = words('정말 삭제', 'Really remove')
const addedWords = words('등록', 'Added')
const unnamedWords = words('이름 없는 패스키', 'Unnamed passkey')

export function PasskeysPanel() {
  const say = useSay()
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries()
  const [name, setName] = useState('')
  const passkeys = useQuery({ queryKey: ['passkeys'], queryFn: listPasskeys })
  const remove = useMutation({ mutationFn: removePasskey, onSuccess: refresh })
  const add = useMutation({
    mutationFn: () => registerPasskey(name.trim()),
    onSuccess: () => {
      setName('')
      return refresh()
    },
  })
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <p className={classes.text}>{say(aboutWords)}</p>
        <Answered query={passkeys}>
          {(found) =>
            found.length === 0 ? (
              <Note tone="waiting">{say(noneWords)}</Note>
            ) : (
              <ul className={classes.rows}>
                {found.map((passkey) => (
                  <PasskeyRow
                    key={passkey.id}
                    passkey={passkey}
                    busy={remove.isPending && remove.variables === passkey.id}
                    onRemove={() => remove.mutate(passkey.id)}
                  />
                ))}
              </ul>
            )
          }
        </Answered>
        {passkeysPossible ? (
          <AddPasskey name={name} onName={setName} busy={add.isPending} onAdd={() => add.mutate()} />
        ) : (
          <Note tone="neutral">{say(impossibleWords)}</Note>
        )}
        {(add.error ?? remove.error) && <RefusalNote error={add.error ?? remove.error} />}
      </div>
    </Panel>
  )
}

type PasskeyRowProps = {
  readonly passkey: Awaited<ReturnType<typeof listPasskeys>>[number]
  readonly busy: boolean
  readonly onRemove: () => void
}

function PasskeyRow({ passkey, busy, onRemove }: PasskeyRowProps) {
  const say = useSay()
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <span className={classes.name}>{passkey.name || say(unnamedWords)}</span>
        <span className={classes.dim}>
          {say(addedWords)} {passkey.createdAt && <Day on={passkey.createdAt} />}
        </span>
      </span>
      <ConfirmButton label={say(removeWords)} sure={say(sureWords)} busy={busy} onConfirm={onRemove} />
    </li>
  )
}

type AddPasskeyProps = {
  readonly name: string
  readonly onName: (name: string) => void
  readonly busy: boolean
  readonly onAdd: () => void
}

function AddPasskey({ name, onName, busy, onAdd }: AddPasskeyProps) {
  const say = useSay()
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault()
        onAdd()
      }}
    >
      <TextInput
        className={classes.grow}
        label={say(nameWords)}
        placeholder={say(exampleWords)}
        value={name}
        onChange={(event) => onName(event.currentTarget.value)}
        maxLength={60}
        required
        withAsterisk={false}
      />
      <Button type="submit" leftSection={<IconFingerprint size={18} />} loading={busy}>
        {say(addWords)}
      </Button>
    </form>
  )
}
