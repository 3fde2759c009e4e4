import { say as words } from '@maek/domain/words.ts'
import { Button, Progress } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useSay } from '../language.tsx'
import { FileBox } from '../ui/FileBox.tsx'
import classes from './findings.module.css'

const fileWords = words('파일', 'File')
const sendWords = words('올리기', 'Upload')
const sendingWords = words('올리는 중', 'Uploading')
const workingWords = words(
  '읽고 대조하는 중입니다. 창을 닫아도 계속됩니다.',
  'Reading and matching. It goes on if you close this.',
)
const goesOnWords = words('창을 닫아도 계속됩니다.', 'It goes on if you close this.')
const needFileWords = words('파일을 고르십시오.', 'Choose a file.')
const tooLargeWords = words('파일이 너무 큽니다. 한도(MB):', 'The file is too large. Limit in MB:')

type UploadFormProps = {
  readonly help: string
  readonly accept: string
  readonly bytesMax: number
  readonly isBusy: boolean
  /** How much has gone, 0 to 1. */
  readonly part: number
  /** How far the server is, where it tells. */
  readonly stage?: string | undefined
  /** How much of that stage is done, 0 to 1, where it tells. */
  readonly stagePart?: number | undefined
  readonly onFile: (file: File) => void
  /** Told of every choice, before anything is sent. */
  readonly onChoose?: (file: File | null) => void
  readonly children?: ReactNode
}

/** Choose a file, send it, see how far it is. */
export function UploadForm(props: UploadFormProps) {
  const { help, accept, bytesMax, isBusy, onFile, onChoose, children } = props
  const say = useSay()
  const [file, setFile] = useState<File | null>(null)
  const [asked, setAsked] = useState(false)
  const fault = faultOf(file, bytesMax)
  return (
    <form
      className={classes.stack}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (file && fault === null) onFile(file)
      }}
    >
      <FileBox
        label={say(fileWords)}
        help={help}
        accept={accept}
        error={(asked || file !== null) && fault !== null && `${say(fault.words)} ${fault.detail}`}
        onChoose={(chosen) => {
          setFile(chosen)
          onChoose?.(chosen)
        }}
      />
      {children}
      {isBusy && <HowFar {...props} />}
      <div>
        <Button type="submit" loading={isBusy}>
          {say(sendWords)}
        </Button>
      </div>
    </form>
  )
}

/** First how much has gone, then what the server does with it. */
function HowFar({ part, stage, stagePart = 0 }: Pick<UploadFormProps, 'part' | 'stage' | 'stagePart'>) {
  const say = useSay()
  const isSent = part === 1
  const done = isSent ? stagePart : part
  const told = isSent ? (stage ?? say(workingWords)) : say(sendingWords)
  const share = isSent && done === 0 ? '' : ` ${Math.floor(done * 100)} %`
  return (
    <div role="status">
      <Progress value={isSent && done === 0 ? 100 : done * 100} animated={isSent} aria-label={told} />
      <span className={classes.dim}>
        {told}
        {share}
        {isSent && stage !== undefined && `. ${say(goesOnWords)}`}
      </span>
    </div>
  )
}

function faultOf(file: File | null, bytesMax: number) {
  if (!file) return { words: needFileWords, detail: '' }
  return file.size > bytesMax
    ? { words: tooLargeWords, detail: String(Math.floor(bytesMax / 1_000_000)) }
    : null
}
