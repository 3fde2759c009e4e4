import { dataset } from '@maek/domain/models/dataset.ts'
import { intakeDataset } from '@maek/domain/models/datasets/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Checkbox, Group, Progress, TextInput } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call, Refused } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { DialogueButton } from '../../ui/DialogueButton.tsx'
import { FileBox } from '../../ui/FileBox.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { LinkButton } from '../../ui/TextLink.tsx'
import classes from './datasets.module.css'

type Taken = z.infer<typeof intakeDataset.output>

const titleWords = words('데이터 카드 올리기', 'Upload a data card')
const mayNotWords = words('데이터셋을 등록할 권한이 없습니다.', 'Your role may not register datasets.')
const fileWords = words('파일', 'File')
const helpWords = words(
  'MLCommons Croissant(JSON-LD) 또는 CycloneDX 1.5–1.7의 데이터 구성요소. 카드에 적힌 값으로 데이터셋 초안을 만들고, 카드는 그대로 보존합니다.',
  'MLCommons Croissant (JSON-LD), or CycloneDX 1.5 to 1.7 with a data component. A draft of a dataset is made of what the card says; the card is kept as it came.',
)
const purposesHelp = words(
  '카드에 쓰임이 없거나 다를 때만 고르십시오.',
  'Only where the card does not say it, or says it otherwise.',
)
const versionHelp = words(
  '카드에 버전이 없거나 다를 때만 적으십시오.',
  'Only where the card does not say it, or says it otherwise.',
)
const tooLargeWords = words('파일이 16 MB보다 큽니다.', 'The file is larger than 16 MB.')
const sendWords = words('올리기', 'Upload')
const knownWords = words(
  '전에 올린 것과 같은 카드라 새로 만들지 않았습니다.',
  'The same card was registered before: nothing was added.',
)
const keptWords = words(
  '카드에는 있으나 데이터셋 항목에 옮기지 않은 것(카드 파일에 그대로 있습니다)',
  'In the card, but in no field of the dataset (it stays in the kept card)',
)
const openWords = words('데이터셋 여권 열기', 'Open the passport')
const editWords = words('나머지 작성', 'Write the rest')
const purposesChoices = Object.entries(dataset.fields.purposes?.choices ?? {})

export function IntakeCardButton() {
  const say = useSay()
  const may = useMay()
  return (
    <DialogueButton
      label={say(titleWords)}
      because={may('write', dataset.domain) ? null : say(mayNotWords)}
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {(close) => <IntakeCardDialogue onClose={close} />}
    </DialogueButton>
  )
}

function IntakeCardDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [file, setFile] = useState<File | null>(null)
  const [purposes, setPurposes] = useState<string[]>([])
  const [version, setVersion] = useState('')
  const { send, part } = useCardIntake()
  const isTooLarge = file !== null && file.size > (intakeDataset.bytesMax ?? 0)
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {send.data ? (
        <IntakeResult taken={send.data} />
      ) : (
        <form
          className={classes.stack}
          onSubmit={(event) => {
            event.preventDefault()
            if (file && !isTooLarge) send.mutate({ file, purposes, version: version.trim() })
          }}
        >
          <FileBox
            label={say(fileWords)}
            help={say(helpWords)}
            accept=".json,.jsonld"
            error={isTooLarge && say(tooLargeWords)}
            onChoose={setFile}
          />
          <WhatItLacks {...{ purposes, setPurposes, version, setVersion }} error={send.error} />
          {send.isPending && (
            <Progress value={part * 100} animated={part === 1} aria-label={say(sendWords)} />
          )}
          {send.error && !isOfLacking(send.error) && <RefusalNote error={send.error} />}
          <div>
            <Button type="submit" loading={send.isPending} disabled={!file || isTooLarge}>
              {say(sendWords)}
            </Button>
          </div>
        </form>
      )}
    </Dialogue>
  )
}

type Chosen = { readonly file: File; readonly purposes: readonly string[]; readonly version: string }

/** Sends a card; `part` is how much has gone, 0 to 1. */
function useCardIntake() {
  const queries = useQueryClient()
  const [part, setPart] = useState(0)
  const send = useMutation({
    mutationFn: ({ file, purposes, version }: Chosen) =>
      call(
        intakeDataset,
        {
          name: file.name,
          ...(purposes.length > 0 && { purposes: purposes.join(',') }),
          ...(version !== '' && { version }),
        },
        { bytes: file, onProgress: setPart },
      ),
    onSuccess: () => queries.invalidateQueries(),
  })
  return { send, part }
}

/** A refusal of what the card lacks stands beside its field, and only there. */
function isOfLacking(error: unknown): boolean {
  return error instanceof Refused && ['purposes', 'version'].includes(error.refusal.field ?? '')
}

type WhatItLacksProps = {
  readonly purposes: string[]
  readonly setPurposes: (purposes: string[]) => void
  readonly version: string
  readonly setVersion: (version: string) => void
  readonly error: unknown
}

/** What every dataset needs and a card may not say. */
function WhatItLacks({ purposes, setPurposes, version, setVersion, error }: WhatItLacksProps) {
  const say = useSay()
  const at = error instanceof Refused ? error.refusal : null
  const faultOf = (field: string) => (at?.field === field ? say(at.because) : null)
  return (
    <>
      <Checkbox.Group
        label={say(dataset.fields.purposes?.label ?? titleWords)}
        description={say(purposesHelp)}
        error={faultOf('purposes')}
        value={purposes}
        onChange={setPurposes}
      >
        <Group mt="xs" gap="md">
          {purposesChoices.map(([value, label]) => (
            <Checkbox key={value} value={value} label={say(label)} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput
        label={say(dataset.fields.version?.label ?? titleWords)}
        description={say(versionHelp)}
        error={faultOf('version')}
        maxLength={60}
        value={version}
        onChange={(event) => setVersion(event.currentTarget.value)}
      />
    </>
  )
}

function IntakeResult({ taken: { record, format, filled, kept, known } }: { taken: Taken }) {
  const say = useSay()
  const told = words(
    `${format}: ${filled.length}개 항목을 채운 초안을 만들었습니다.`,
    `${format}: a draft was made; fields filled: ${filled.length}.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={known ? 'neutral' : 'good'}>
        <p>
          <strong>
            {record.number} {record.title}
          </strong>
        </p>
        <p>{say(known ? knownWords : told)}</p>
      </Note>
      {kept.length > 0 && (
        <section>
          <p className={classes.dim}>{say(keptWords)}</p>
          <ul className={classes.list}>
            {kept.map(({ place, because }) => (
              <li key={`${place} ${because.en}`}>
                <code>{place}</code>: {say(because)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Group gap="sm">
        <LinkButton {...paths.dataset(record.id)}>{say(openWords)}</LinkButton>
        {!known && (
          <LinkButton variant="default" {...paths.editRecord(dataset.name, record.id)}>
            {say(editWords)}
          </LinkButton>
        )}
      </Group>
    </div>
  )
}
