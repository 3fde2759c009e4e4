import { exportDataset, submitManifest } from '@maek/domain/models/datasets/api.ts'
import { isChanged } from '@maek/domain/models/datasets/manifest-diff.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Input, Menu, Progress } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call, hrefOf } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { useMay } from '../../session.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { Submitted } from './answers.ts'
import classes from './datasets.module.css'

const exportWords = words('카드 내보내기', 'Export the card')
const submitWords = words('매니페스트 제출', 'Submit a manifest')
const helpWords = words(
  'maek dataset fingerprint로 만든 파일(.jsonl). 이름·내용·대상자는 기관의 키로 가명이 되어 있습니다.',
  'The file that maek dataset fingerprint made (.jsonl). Names, contents and subjects in it are pseudonyms under the key of the site.',
)
const checkWords = words(
  '승인된 데이터셋이므로 승인된 매니페스트와 대조한 기록이 남습니다.',
  'The dataset is approved, so this becomes a check against its approved manifest.',
)
const fileWords = words('파일', 'File')
const sendWords = words('제출', 'Submit')
const formats = [
  ['croissant', 'MLCommons Croissant 1.1 + RAI 1.0'],
  ['cyclonedx-1.7', 'CycloneDX 1.7 (ML-BOM)'],
  ['cyclonedx-1.6', 'CycloneDX 1.6 (ML-BOM)'],
] as const

/** What is done with a dataset beside the steps of its life: a manifest in, its card out. */
export function DatasetTools({ record }: { record: StoredRecord }) {
  const say = useSay()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {may('transfer', 'models') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {say(exportWords)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {formats.map(([format, label]) => (
              <Menu.Item
                key={format}
                component="a"
                href={hrefOf(exportDataset, { id: record.id, format })}
                download
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {may('write', 'models') && (
        <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {say(submitWords)}
        </Button>
      )}
      {isOpen && <SubmitDialogue record={record} onClose={() => setOpen(false)} />}
    </>
  )
}

function SubmitDialogue({ record, onClose }: { record: StoredRecord; onClose: () => void }) {
  const say = useSay()
  const id = useId()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [part, setPart] = useState(0)
  const send = useMutation({
    mutationFn: (chosen: File) =>
      call(submitManifest, { id: record.id, name: chosen.name }, { bytes: chosen, onProgress: setPart }),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <Dialogue onClose={onClose} title={say(submitWords)} size="lg">
      {send.data ? (
        <SubmitResult sent={send.data} />
      ) : (
        <form
          className={classes.stack}
          onSubmit={(event) => {
            event.preventDefault()
            if (file) send.mutate(file)
          }}
        >
          {record.state === 'approved' && <Note tone="neutral">{say(checkWords)}</Note>}
          <Input.Wrapper id={id} label={say(fileWords)} description={say(helpWords)}>
            <input
              id={id}
              type="file"
              accept=".jsonl"
              required
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            />
          </Input.Wrapper>
          {send.isPending && (
            <Progress value={part * 100} animated={part === 1} aria-label={say(sendWords)} />
          )}
          {send.error && <RefusalNote error={send.error} />}
          <div>
            <Button type="submit" loading={send.isPending} disabled={!file}>
              {say(sendWords)}
            </Button>
          </div>
        </form>
      )}
    </Dialogue>
  )
}

function SubmitResult({ sent }: { sent: Submitted }) {
  const say = useSay()
  const { into, changes, known, manifest, record } = sent
  const isAltered = into === 'check' && changes !== null && isChanged(changes)
  const told = words(
    `항목 ${manifest.items.toLocaleString('en-US')}건, 대상자 ${manifest.subjects?.toLocaleString('en-US') ?? '(모름)'}`,
    `Items: ${manifest.items.toLocaleString('en-US')}, subjects: ${manifest.subjects?.toLocaleString('en-US') ?? 'unknown'}`,
  )
  const head = known
    ? words('이미 제출한 매니페스트입니다.', 'This manifest was submitted before.')
    : isAltered
      ? words(
          `승인된 데이터셋이 바뀌었습니다(${record.number}).`,
          `The approved dataset was altered (${record.number}).`,
        )
      : into === 'check'
        ? words(`승인된 것과 같습니다(${record.number}).`, `As approved (${record.number}).`)
        : words('데이터셋에 넣었습니다.', 'It is the manifest of the dataset now.')
  return (
    <Note tone={isAltered ? 'bad' : 'good'} alert={isAltered}>
      <p>
        <strong>{say(head)}</strong>
      </p>
      <p>{say(told)}</p>
    </Note>
  )
}
