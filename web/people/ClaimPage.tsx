import { claimInvitation } from '@maek/domain/people/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useSearchTexts } from '../address.ts'
import { call, Refused } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Note } from '../ui/Note.tsx'
import { PasswordBox } from '../ui/PasswordBox.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { Door } from './Door.tsx'
import classes from './door.module.css'
import { useEnter } from './enter.ts'

const titleWords = words('초대 수락', 'Accept the invitation')
const aboutWords = words(
  '이름과 비밀번호를 정하면 바로 시작합니다. 이 주소는 한 번만 쓸 수 있습니다.',
  'Set your name and password to begin. This link works once.',
)
const nameWords = words('이름', 'Name')
const nameHelp = words(
  '서명에 이 이름이 남습니다. 실명을 쓰십시오.',
  'Signatures carry this name: use your real one.',
)
const emailWords = words('이메일', 'Email')
const passwordWords = words('비밀번호', 'Password')
const passwordHelp = words(
  '12자 이상. 긴 문장이 기억하기 쉽고 안전합니다.',
  'At least 12 characters. A long phrase is easy to keep and hard to guess.',
)
const shortWords = words('12자 이상이어야 합니다.', 'At least 12 characters are needed.')
const startWords = words('시작하기', 'Begin')
const noTokenWords = words(
  '초대 주소가 온전하지 않습니다. 받은 주소 전체를 복사해 여십시오.',
  'The invitation link is incomplete. Copy and open the whole link.',
)
const signInWords = words('이미 계정이 있으면 로그인', 'Sign in if you have an account')

const passwordCharactersMin = 12

/** The one-time link: the token stands after `#`, which browsers never send, so no log holds it. */
export function ClaimPage() {
  const say = useSay()
  const { hash } = useLocation()
  const search = useSearchTexts()
  const token = hash.replace(/^#/, '') || (search.token ?? '')
  return (
    <Door title={say(titleWords)} about={say(aboutWords)}>
      {token === '' ? <Note tone="bad">{say(noTokenWords)}</Note> : <ClaimForm token={token} />}
      <TextLink {...paths.signIn()}>{say(signInWords)}</TextLink>
    </Door>
  )
}

function ClaimForm({ token }: { token: string }) {
  const say = useSay()
  const enter = useEnter()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const claim = useMutation({
    mutationFn: () => call(claimInvitation, { token, name: name.trim(), email: email.trim(), password }),
    onSuccess: () => enter('/'),
  })
  const isShort = password.length < passwordCharactersMin
  const refusal = claim.error instanceof Refused ? claim.error.refusal : null
  const faultOf = (field: string) => refusal?.field === field && say(refusal.because)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!isShort) claim.mutate()
      }}
    >
      <TextInput
        label={say(nameWords)}
        description={say(nameHelp)}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
        maxLength={100}
        required
        withAsterisk={false}
      />
      <TextInput
        type="email"
        label={say(emailWords)}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="username"
        maxLength={200}
        required
        withAsterisk={false}
        error={faultOf('email')}
      />
      <PasswordBox
        label={say(passwordWords)}
        description={say(passwordHelp)}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={asked && isShort ? say(shortWords) : faultOf('password')}
      />
      {claim.error && !faultOf('email') && !faultOf('password') && <RefusalNote error={claim.error} />}
      <Button type="submit" loading={claim.isPending}>
        {say(startWords)}
      </Button>
    </form>
  )
}
