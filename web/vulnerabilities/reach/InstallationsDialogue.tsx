import { updateInstallations } from '@maek/domain/products/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useLocale, useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { FaultList } from '../FaultList.tsx'
import { UploadForm } from '../UploadForm.tsx'
import { useUpload } from '../use-upload.ts'
import classes from './reach.module.css'

type Updated = z.infer<typeof updateInstallations.output>

const titleWords = words('설치 현황 올리기', 'Upload installations')
const helpWords = words(
  'CSV(UTF-8) 또는 JSON. 먼저 결과를 보여 드리고, 확인한 뒤에 씁니다. 같은 파일을 다시 올려도 바뀌지 않습니다.',
  'CSV (UTF-8) or JSON. You see what would come of it before anything is written. The same file again changes nothing.',
)
const columnWords = [
  words(
    'serial: 일련번호·UDI-PI, 또는 name: 묶음 이름',
    'serial: serial number or UDI-PI, or name: name of a group',
  ),
  words('site: 사용처 번호나 기관 기호', 'site: number of the site or institution code'),
  words(
    'release: 릴리스 번호나 버전(device로 제품을 함께)',
    'release: number or version (with device where needed)',
  ),
  words(
    '선택: units, connection, patcher, installedOn, seenOn',
    'Optional: units, connection, patcher, installedOn, seenOn',
  ),
]
const writeWords = words('이대로 쓰기', 'Write this')
const nothingWords = words('바뀌는 것이 없습니다', 'Nothing would change')
const closeWords = words('닫기', 'Close')

/** A preview first, then the same file once more, to be written. */
export function InstallationsDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { upload, part } = useUpload(updateInstallations)
  const [file, setFile] = useState<File | null>(null)
  const [isWritten, setWritten] = useState(false)
  const send = (sent: File, mode: 'preview' | 'write') => {
    setFile(sent)
    upload.mutate(
      { file: sent, input: { format: sent.name.toLowerCase().endsWith('.csv') ? 'csv' : 'json', mode } },
      { onSuccess: () => setWritten(mode === 'write') },
    )
  }
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {upload.data && file ? (
        <Result updated={upload.data} isWritten={isWritten} onClose={onClose}>
          <Button loading={upload.isPending} onClick={() => send(file, 'write')}>
            {say(writeWords)}
          </Button>
        </Result>
      ) : (
        <UploadForm
          help={say(helpWords)}
          accept=".csv,.json"
          bytesMax={updateInstallations.bytesMax ?? 0}
          isBusy={upload.isPending}
          part={part}
          onFile={(sent) => send(sent, 'preview')}
        >
          <ul className={classes.columns}>
            {columnWords.map((column) => (
              <li key={column.en}>{say(column)}</li>
            ))}
          </ul>
          {upload.error && <RefusalNote error={upload.error} />}
        </UploadForm>
      )}
    </Dialogue>
  )
}

type ResultProps = {
  readonly updated: Updated
  readonly isWritten: boolean
  readonly onClose: () => void
  readonly children: React.ReactNode
}

function Result({ updated, isWritten, onClose, children }: ResultProps) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const { rows, added, moved, changed, unchanged, refusals } = updated
  const changes = added + moved + changed
  const told = words(
    `${isWritten ? '썼습니다' : '미리보기'}: ${format(rows)}행 가운데 새로 ${format(added)}, 버전 바뀜 ${format(moved)}, 그 밖의 변경 ${format(changed)}, 그대로 ${format(unchanged)}, 거절 ${format(refusals.length)}.`,
    `${isWritten ? 'Written' : 'Preview'}: of ${format(rows)} rows ${format(added)} are new, ${format(moved)} run another release, ${format(changed)} changed otherwise, ${format(unchanged)} stay as they are, ${format(refusals.length)} are refused.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={isWritten ? 'good' : 'neutral'}>{say(told)}</Note>
      <FaultList
        faults={refusals.map(({ row, field, because }) => ({
          place: field === null ? String(row) : `${row} · ${field}`,
          because,
        }))}
      />
      <div>
        {isWritten || changes === 0 ? (
          <Button variant="default" onClick={onClose}>
            {say(isWritten ? closeWords : nothingWords)}
          </Button>
        ) : (
          children
        )}
      </div>
    </div>
  )
}
