import { intakeSbom, readIntakeProgress } from '@maek/domain/components/api.ts'
import { stageWords } from '@maek/domain/components/component-filters.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useSetSearch } from '../address.ts'
import { ask, freshKey, once } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReleaseSelect } from '../products/ReleaseSelect.tsx'
import { Dialogue } from '../ui/Dialogue.tsx'
import { Note } from '../ui/Note.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { FaultList } from './FaultList.tsx'
import classes from './findings.module.css'
import { UploadForm } from './UploadForm.tsx'
import { useUpload } from './use-upload.ts'

type Taken = z.infer<typeof intakeSbom.output>

const titleWords = words('SBOM 올리기', 'Upload an SBOM')
const helpWords = words(
  'CycloneDX 또는 SPDX, JSON·XML·tag-value(gzip도 됩니다). 문서는 그대로 보존됩니다.',
  'CycloneDX or SPDX as JSON, XML or tag-value, gzipped too. The document is kept exactly as it came.',
)
const releaseWords = words('어느 릴리스의 SBOM입니까', 'Which release it belongs to')
const releaseHelp = words(
  '비워 두면 SBOM에 적힌 버전과 같은 작성 중인 릴리스를 찾습니다.',
  'Left empty, the release in preparation with the version named in the SBOM is taken.',
)
const chooseWords = words('릴리스 고르기', 'Choose a release')
const replaceWords = words(
  '같은 이름의 앞선 초안 버리기(아무도 손대지 않은 것만)',
  'Discard earlier drafts of that name (only those nobody has touched)',
)
const replacedWords = words('버린 초안:', 'Discarded drafts:')
const knownWords = words(
  '전에 올린 것과 같은 파일이라 새로 추가하지 않았습니다.',
  'The same file was registered before: nothing was added.',
)
const notCovered = ({ components, covered }: Taken) =>
  words(
    `${components - covered}개는 어떤 정보원도 답할 수 없습니다. 그 구성요소에 발견이 없다고 안전하다는 뜻은 아닙니다.`,
    `No source can answer for ${components - covered} of them: no finding there does not mean safe.`,
  )
const emptyWords = words(
  '구성요소가 하나도 없습니다. SBOM을 만드는 단계를 확인하십시오.',
  'It lists no component at all. Check the step that makes the SBOM.',
)
const openWords = words('SBOM 기록 열기', 'Open the SBOM')
const showWords = words('이 SBOM의 취약점 보기', 'Show its findings')

export function IntakeSbomDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [release, setRelease] = useState('')
  const [replaces, setReplaces] = useState(false)
  const [progress] = useState(freshKey)
  const { upload, part } = useUpload(intakeSbom)
  const told = useQuery({
    ...ask(readIntakeProgress, { progress }),
    enabled: upload.isPending && part === 1,
    refetchInterval: 700,
    meta: once,
  })
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {upload.data ? (
        <IntakeResult taken={upload.data} onClose={onClose} />
      ) : (
        <UploadForm
          help={say(helpWords)}
          accept=".json,.xml,.spdx,.cdx,.bom,.txt,.gz"
          bytesMax={intakeSbom.bytesMax ?? 0}
          isBusy={upload.isPending}
          part={part}
          stage={told.data && told.data.stage !== 'unknown' ? say(stageWords[told.data.stage]) : undefined}
          onFile={(file) =>
            upload.mutate({
              file,
              input: {
                name: file.name,
                progress,
                ...(release !== '' && { release }),
                ...(replaces && { replace: 'true' as const }),
              },
            })
          }
        >
          <ReleaseSelect
            label={say(releaseWords)}
            description={say(releaseHelp)}
            placeholder={say(chooseWords)}
            value={release}
            onChange={setRelease}
          />
          <Checkbox
            label={say(replaceWords)}
            checked={replaces}
            onChange={(event) => setReplaces(event.currentTarget.checked)}
          />
          {upload.error && <RefusalNote error={upload.error} />}
        </UploadForm>
      )}
    </Dialogue>
  )
}

function IntakeResult({ taken, onClose }: { taken: Taken; onClose: () => void }) {
  const say = useSay()
  const setSearch = useSetSearch()
  const told = words(
    `${taken.format}: 구성요소 ${taken.components}개 중 ${taken.covered}개를 취약점 정보로 확인할 수 있고, ${taken.findings}건이 발견되었습니다.`,
    `${taken.format}: ${taken.components} components, ${taken.covered} of them covered by an advisory source, ${taken.findings} findings.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={taken.findings > 0 || taken.covered === 0 ? 'waiting' : 'good'}>
        <p>
          <strong>
            {taken.record.number} {taken.record.title}
          </strong>
        </p>
        <p>{say(told)}</p>
      </Note>
      {taken.covered < taken.components && <Note tone="waiting">{say(notCovered(taken))}</Note>}
      {taken.components === 0 && <Note tone="bad">{say(emptyWords)}</Note>}
      {taken.replaced !== undefined && taken.replaced.length > 0 && (
        <p>
          {say(replacedWords)} {taken.replaced.map(({ number }) => number).join(', ')}
        </p>
      )}
      {taken.known && <Note tone="neutral">{say(knownWords)}</Note>}
      <FaultList faults={taken.faults} />
      <div className={classes.buttons}>
        <LinkButton {...paths.sbom(taken.record.id)}>{say(openWords)}</LinkButton>
        <Button
          variant="default"
          onClick={() => {
            onClose()
            setSearch({ sbom: taken.record.id, state: 'all', release: '', after: '' })
          }}
        >
          {say(showWords)}
        </Button>
      </div>
    </div>
  )
}
