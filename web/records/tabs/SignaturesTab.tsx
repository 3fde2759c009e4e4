import { meanings } from '@maek/domain/life.ts'
import type { RecordView, signatureSchema } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useSay } from '../../language.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import ui from '../../ui/ui.module.css'
import classes from '../record.module.css'

type Signature = z.infer<typeof signatureSchema>

const titleWords = words('전자서명', 'Electronic signatures')
const noneWords = words('아직 서명이 없습니다', 'No signatures yet')
const nextWords = words(
  '검토·승인·종결처럼 서명이 필요한 단계를 진행하면 여기에 남습니다.',
  'Steps that need a signature, such as review, approval or closing, leave it here.',
)
const staleWords = words('서명 뒤에 내용이 바뀜', 'Content changed since')
const currentWords = words('현재 내용에 대한 서명', 'Signs the current content')
const methodWords = {
  passkey: words('패스키', 'Passkey'),
  password: words('비밀번호 재인증(대체 수단)', 'Password re-authentication (fallback)'),
} as const
const signedWords = words('이 서명으로 남은 판', 'Recorded as version')
const digestWords = words('서명한 내용의 SHA-256', 'SHA-256 of what was signed')

/** Who signed what, meaning what, when and how; a signature on an older version is shown as stale, never removed. */
export function SignaturesTab({ view }: { view: RecordView }) {
  const say = useSay()
  if (view.signatures.length === 0) return <Empty title={say(noneWords)}>{say(nextWords)}</Empty>
  return (
    <Panel title={say(titleWords)}>
      <ul className={classes.list}>
        {view.signatures.map((signature) => (
          <SignatureItem key={signature.id} signature={signature} />
        ))}
      </ul>
    </Panel>
  )
}

function SignatureItem({ signature }: { signature: Signature }) {
  const say = useSay()
  const meaning = Object.entries(meanings).find(([name]) => name === signature.meaning)?.[1]
  return (
    <li className={classes.revision}>
      <div className={classes.revisionHead}>
        <strong>{signature.signerName}</strong>
        <span>{meaning ? say(meaning) : signature.meaning}</span>
        <Moment at={signature.at} />
        <span className={classes.dim}>{say(methodWords[signature.method])}</span>
        <ToneBadge
          tone={signature.stale ? 'waiting' : 'good'}
          label={say(signature.stale ? staleWords : currentWords)}
        />
      </div>
      <p>{say(signature.statement)}</p>
      <div className={classes.dim}>
        {say(signedWords)} {signature.version} · {say(digestWords)}{' '}
        <span className={ui.digest}>{signature.digest}</span>
      </div>
    </li>
  )
}
