import { say as words } from '@maek/domain/words.ts'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { saveText } from '../../save-text.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { askAuth } from '../auth.ts'
import { QrCode } from './QrCode.tsx'
import { SecretText } from './SecretText.tsx'
import classes from './settings.module.css'

const scanWords = words(
  '1. 인증 앱으로 QR 코드를 읽으십시오.',
  '1. Scan the code with your authenticator app.',
)
const typeWords = words(
  '읽을 수 없으면 이 키를 앱에 직접 입력하십시오.',
  'If you cannot scan, type this key into the app.',
)
const pictureWords = words('인증 앱에 등록할 QR 코드', 'QR code for the authenticator app')
const codesWords = words(
  '2. 복구 코드를 안전한 곳에 보관하십시오. 휴대전화를 잃어도 하나씩 한 번 쓸 수 있고, 다시 보이지 않습니다.',
  '2. Keep the recovery codes in a safe place. Each opens the account once if the phone is lost; they are not shown again.',
)
const saveWords = words('복구 코드 저장', 'Save the codes')
const keptWords = words('복구 코드를 보관했습니다', 'I have kept the recovery codes')
const codeWords = words('3. 앱에 보이는 여섯 자리', '3. The six digits in the app')
const finishWords = words('켜기', 'Turn on')

type SecondFactorSetupProps = {
  readonly uri: string
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** The secret goes into the app; nothing is switched on until a code from the app proves that it arrived. */
export function SecondFactorSetup({ uri, codes, onDone }: SecondFactorSetupProps) {
  const say = useSay()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const [kept, setKept] = useState(false)
  const verify = useMutation({
    mutationFn: () => askAuth('/two-factor/verify-totp', { code: code.replaceAll(/\D/g, '') }),
    onSuccess: async () => {
      await queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        verify.mutate()
      }}
    >
      <ScanStep uri={uri} />
      <CodesStep codes={codes} kept={kept} onKept={setKept} />
      <div className={classes.inline}>
        <TextInput
          label={say(codeWords)}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={verify.isPending}>
          {say(finishWords)}
        </Button>
      </div>
      {verify.error && <RefusalNote error={verify.error} />}
    </form>
  )
}

function ScanStep({ uri }: { uri: string }) {
  const say = useSay()
  return (
    <>
      <p className={classes.text}>{say(scanWords)}</p>
      <div className={classes.twoFactor}>
        <QrCode text={uri} label={say(pictureWords)} />
        <div className={classes.stack}>
          <p className={classes.text}>{say(typeWords)}</p>
          <SecretText text={secretOf(uri)} />
        </div>
      </div>
    </>
  )
}

type CodesStepProps = {
  readonly codes: readonly string[]
  readonly kept: boolean
  readonly onKept: (kept: boolean) => void
}

function CodesStep({ codes, kept, onKept }: CodesStepProps) {
  const say = useSay()
  return (
    <>
      <p className={classes.text}>{say(codesWords)}</p>
      <ul className={classes.codes}>
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={classes.inline}>
        <Button
          variant="default"
          size="xs"
          onClick={() => saveText('maek-recovery-codes.txt', `${codes.join('\n')}\n`)}
        >
          {say(saveWords)}
        </Button>
        <Checkbox
          label={say(keptWords)}
          checked={kept}
          onChange={(event) => onKept(event.currentTarget.checked)}
          required
        />
      </div>
    </>
  )
}

/** The secret of an `otpauth://` address in groups of four, as people type it. */
function secretOf(uri: string): string {
  const secret = URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : ''
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
