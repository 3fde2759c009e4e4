import { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Modal } from '@mantine/core'
import type { z } from 'zod'
import { useLocale, useSay } from '../language.tsx'
import { Note } from '../ui/Note.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { FaultList } from './FaultList.tsx'
import classes from './findings.module.css'
import { UploadForm } from './UploadForm.tsx'
import { useUpload } from './use-upload.ts'

type Imported = z.infer<typeof importFeed.output>

const titleWords = words('취약점 정보 가져오기', 'Import advisories')
const helpWords = words(
  'OSV 내보내기(all.zip 또는 JSON). 인터넷 없이 파일만으로 됩니다.',
  'An OSV export (all.zip or JSON). Works from the file alone, without internet.',
)
const closeWords = words('닫기', 'Close')

export function ImportFeedDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { upload, part } = useUpload(importFeed)
  return (
    <Modal opened onClose={onClose} title={say(titleWords)} size="lg">
      {upload.data ? (
        <ImportResult imported={upload.data} onClose={onClose} />
      ) : (
        <UploadForm
          help={say(helpWords)}
          accept=".zip,.json"
          bytesMax={importFeed.bytesMax ?? 0}
          isBusy={upload.isPending}
          part={part}
          onFile={(file) => upload.mutate({ file, input: { name: file.name } })}
        >
          {upload.error && <RefusalNote error={upload.error} />}
        </UploadForm>
      )}
    </Modal>
  )
}

function ImportResult({ imported, onClose }: { imported: Imported; onClose: () => void }) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const { read, added, changed, unchanged, findings } = imported
  const told = words(
    `${format(read)}건을 읽어 ${format(added)}건 추가, ${format(changed)}건 변경, ${format(unchanged)}건 그대로. 발견 ${format(findings)}건.`,
    `Read ${format(read)}: ${format(added)} added, ${format(changed)} changed, ${format(unchanged)} as before. ${format(findings)} findings.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone="good">{say(told)}</Note>
      <FaultList faults={imported.refused} />
      <div>
        <Button onClick={onClose}>{say(closeWords)}</Button>
      </div>
    </div>
  )
}
