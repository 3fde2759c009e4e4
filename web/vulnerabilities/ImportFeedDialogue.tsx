import { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { bundleManifestName } from '@maek/domain/vulnerabilities/feed-bundle.ts'
import {
  type FeedSourceName,
  feedSourceNames,
  feedSources,
} from '@maek/domain/vulnerabilities/feed-source.ts'
import { importBundle } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { feedSourceByName, sourceOfFileName } from '@maek/domain/vulnerabilities/source-of-file.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useLocale, useSay } from '../language.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Note } from '../ui/Note.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { FaultList } from './FaultList.tsx'
import classes from './findings.module.css'
import { UploadForm } from './UploadForm.tsx'
import { useUpload } from './use-upload.ts'

type Imported = z.infer<typeof importFeed.output>

const titleWords = words('취약점 정보 가져오기', 'Import advisories')
const helpWords = words(
  '서명된 묶음, 또는 OSV(ZIP, JSON), KEV, EPSS, NVD, endoflife.date의 파일. 인터넷 없이 됩니다.',
  'A signed bundle, or a file of OSV (ZIP, JSON), KEV, EPSS, NVD or endoflife.date. Works without internet.',
)
const sourceWords = words('정보원', 'Source')
const sourceHelp = words('묶음은 스스로 알립니다.', 'A bundle says so itself.')
const byNameWords = words('파일 이름으로 알아보기', 'Told by the file’s name')
const unsignedWords = words(
  '서명 없는 파일을 가져왔습니다. 출처는 파일을 준 사람이 책임집니다.',
  'The file is not signed: whoever brought it answers for where it came from.',
)
const signedWords = (names: string, on: string) =>
  words(`${on}에 ${names} 키로 서명된 묶음입니다.`, `A bundle of ${on}, signed by ${names}.`)
const closeWords = words('닫기', 'Close')

export function ImportFeedDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [source, setSource] = useState('')
  const file = useUpload(importFeed)
  const bundle = useUpload(importBundle)
  const running = bundle.upload.isPending ? bundle : file
  const error = file.upload.error ?? bundle.upload.error
  const send = async (chosen: File) => {
    file.upload.reset()
    bundle.upload.reset()
    if (await isBundle(chosen)) bundle.upload.mutate({ file: chosen, input: { name: chosen.name } })
    else {
      const named: FeedSourceName = feedSourceByName(source) ?? sourceOfFileName(chosen.name)
      file.upload.mutate({ file: chosen, input: { name: chosen.name, source: named } })
    }
  }
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {file.upload.data || bundle.upload.data ? (
        <div className={classes.stack}>
          {file.upload.data && (
            <>
              <ImportResult imported={file.upload.data} />
              <Note tone="neutral">{say(unsignedWords)}</Note>
            </>
          )}
          {bundle.upload.data && <BundleResult bundle={bundle.upload.data} />}
          <div>
            <Button onClick={onClose}>{say(closeWords)}</Button>
          </div>
        </div>
      ) : (
        <UploadForm
          help={say(helpWords)}
          accept=".zip,.json,.gz,.csv"
          bytesMax={importFeed.bytesMax ?? 0}
          isBusy={running.upload.isPending}
          part={running.part}
          onFile={(chosen) => void send(chosen)}
        >
          <NativeSelect
            label={say(sourceWords)}
            description={say(sourceHelp)}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            data={[
              { value: '', label: say(byNameWords) },
              ...feedSourceNames.map((name) => ({ value: name, label: say(feedSources[name].title) })),
            ]}
          />
          {error && <RefusalNote error={error} />}
        </UploadForm>
      )}
    </Dialogue>
  )
}

/** A bundle's manifest is its first file; the name stands at byte 30 of a ZIP. */
async function isBundle(file: File): Promise<boolean> {
  const head = await file.slice(30, 30 + bundleManifestName.length).text()
  return head === bundleManifestName
}

function BundleResult({ bundle }: { bundle: z.infer<typeof importBundle.output> }) {
  const say = useSay()
  return (
    <>
      <Note tone="good">{say(signedWords(bundle.signedBy.join(', '), bundle.madeAt.slice(0, 10)))}</Note>
      {bundle.files.map((one) => (
        <section key={one.name}>
          <strong>{one.name}</strong>
          <ImportResult imported={one} />
        </section>
      ))}
    </>
  )
}

function ImportResult({ imported }: { imported: Imported }) {
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
    </div>
  )
}
