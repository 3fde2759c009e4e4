import { createToken, listTokens, revokeToken } from '@maek/domain/people/api.ts'
import { type Role, roles as roleWords } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAsk, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { useSession } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { RolesInput } from './RolesInput.tsx'
import { SecretText } from './SecretText.tsx'
import classes from './settings.module.css'

const makeTitle = words('API 토큰 만들기', 'Create an API token')
const aboutWords = words(
  '스크립트와 CI가 쓰는 열쇠입니다. 토큰은 서명할 수 없고, 내가 가진 역할까지만 받습니다.',
  'A key for scripts and pipelines. A token never signs and holds no role you do not hold.',
)
const nameWords = words('용도', 'Purpose')
const exampleWords = words('예: 릴리스 파이프라인', 'Release pipeline, for example')
const makeWords = words('토큰 만들기', 'Create token')
const onceWords = words('지금 복사해 두십시오. 다시 보이지 않습니다.', 'Copy it now: it is not shown again.')
const noneChosenWords = words('역할을 하나 이상 고르십시오.', 'Choose at least one role.')
const listTitle = words('내 토큰', 'My tokens')
const noneWords = words('아직 만든 토큰이 없습니다.', 'No tokens yet.')
const madeWords = words('만듦', 'Created')
const usedWords = words('마지막 사용', 'Last used')
const neverWords = words('쓰인 적 없음', 'Never used')
const revokeWords = words('폐기', 'Revoke')
const sureWords = words('정말 폐기', 'Really revoke')

export function TokensSection() {
  return (
    <>
      <MakeToken />
      <TokenList />
    </>
  )
}

function MakeToken() {
  const say = useSay()
  const mine = useSession()?.roles ?? []
  const create = useTell(createToken)
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>([])
  const [asked, setAsked] = useState(false)
  const none = roles.length === 0
  return (
    <Panel title={say(makeTitle)}>
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (none) return
          create.mutate({ name: name.trim(), roles: [...roles] }, { onSuccess: () => setName('') })
        }}
      >
        <p className={classes.text}>{say(aboutWords)}</p>
        <TextInput
          label={say(nameWords)}
          placeholder={say(exampleWords)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          withAsterisk={false}
        />
        <RolesInput
          value={roles}
          onChange={setRoles}
          among={mine}
          error={asked && none ? say(noneChosenWords) : undefined}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={create.isPending}>
            {say(makeWords)}
          </Button>
        </div>
        {create.error && <RefusalNote error={create.error} />}
        {create.data && (
          <>
            <Note tone="waiting">{say(onceWords)}</Note>
            <SecretText text={create.data.token} />
          </>
        )}
      </form>
    </Panel>
  )
}

function TokenList() {
  const say = useSay()
  const found = useAsk(listTokens, {})
  const revoke = useTell(revokeToken)
  return (
    <Panel title={say(listTitle)}>
      <Answered query={found}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <span className={classes.dim}>{say(noneWords)}</span>
          ) : (
            <ul className={classes.rows}>
              {tokens.map((token) => (
                <li key={token.id} className={classes.row}>
                  <span className={classes.what}>
                    <span className={classes.name}>{token.name}</span>
                    <span className={classes.dim}>
                      {token.roles.map((role) => say(roleWords[role])).join(', ')}
                    </span>
                    <span className={classes.dim}>
                      {say(madeWords)} <Moment at={token.createdAt} /> ·{' '}
                      {token.lastUsedAt === null ? (
                        say(neverWords)
                      ) : (
                        <>
                          {say(usedWords)} <Moment at={token.lastUsedAt} />
                        </>
                      )}
                    </span>
                  </span>
                  <ConfirmButton
                    label={say(revokeWords)}
                    sure={say(sureWords)}
                    busy={revoke.isPending && revoke.variables?.id === token.id}
                    onConfirm={() => revoke.mutate({ id: token.id })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {revoke.error && <RefusalNote error={revoke.error} />}
    </Panel>
  )
}
