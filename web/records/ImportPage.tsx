import { importRecords } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { FileBox } from '../ui/FileBox.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ImportColumns } from './ImportColumns.tsx'
import { type ImportAnswer, ImportPreview } from './ImportPreview.tsx'
import { KnownKind } from './KnownKind.tsx'
import type { PlainKind } from './plain-kind.ts'

const titleWords = words('가져오기', 'Import')
const fileWords = words('CSV 또는 JSON 파일(최대 20MB)', 'CSV or JSON file (at most 20 MB)')
const fileHelp = words(
  '고르면 먼저 미리 봅니다. 한 행이라도 거절되면 아무것도 쓰지 않습니다.',
  'You see a preview first. If a single row is refused, nothing is written.',
)
const writeWords = words('기록으로 쓰기', 'Write the records')
const fixWords = words(
  '거절된 행을 파일에서 고친 뒤 다시 고르십시오.',
  'Mend the refused rows in the file, then choose it again.',
)
const checkingWords = words('파일을 살펴보는 중입니다.', 'Reading the file.')

export function ImportPage() {
  return <KnownKind>{(kind) => <ImportKind key={kind.name} kind={kind} />}</KnownKind>
}

function ImportKind({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const send = useMutation({
    mutationFn: ({ bytes, mode }: { bytes: File; mode: 'preview' | 'write' }) =>
      call(importRecords, { kind: kind.name, format: formatOf(bytes), mode }, { bytes }),
  })
  const preview = (chosen: File | null) => {
    setFile(chosen)
    if (chosen) send.mutate({ bytes: chosen, mode: 'preview' })
  }
  const write = () => {
    if (!file) return
    const show = async (answer: ImportAnswer) => {
      if (answer.written === 0) return
      await queries.invalidateQueries()
      void navigate(paths.records(kind.name))
    }
    send.mutate({ bytes: file, mode: 'write' }, { onSuccess: (answer) => void show(answer) })
  }
  return (
    <Page
      title={`${say(kind.plural)}: ${say(titleWords)}`}
      eyebrow={<TextLink {...paths.records(kind.name)}>{say(kind.plural)}</TextLink>}
    >
      <Panel>
        <FileBox
          label={say(fileWords)}
          help={say(fileHelp)}
          accept=".csv,.json,text/csv,application/json"
          onChoose={preview}
        />
      </Panel>
      {send.isPending && <Note tone="neutral">{say(checkingWords)}</Note>}
      {send.error && <RefusalNote error={send.error} />}
      {send.data && (
        <>
          <ImportPreview kind={kind} answer={send.data} />
          <Group>
            {send.data.refusals.length === 0 ? (
              <Button loading={send.isPending} onClick={write} disabled={send.data.rows === 0}>
                {say(writeWords)} ({send.data.rows})
              </Button>
            ) : (
              <span>{say(fixWords)}</span>
            )}
          </Group>
        </>
      )}
      <ImportColumns kind={kind} />
    </Page>
  )
}

function formatOf(file: File): 'csv' | 'json' {
  return /\.json$/i.test(file.name) || file.type === 'application/json' ? 'json' : 'csv'
}
