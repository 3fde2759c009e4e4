import type { StoredRecord } from '@maek/domain/record.ts'
import { draftAdvisory, exportAdvisory, makeAdvisoryFile } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Modal } from '@mantine/core'
import { IconDownload, IconFileCertificate, IconSpeakerphone } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { hrefOf, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'

const makeWords = words('CSAF 파일 만들기', 'Make the CSAF file')
const downloadWords = words('CSAF 내려받기', 'Download CSAF')
const draftWords = words('보안 권고 초안', 'Draft an advisory')
const mayNotWords = words('보안 권고를 쓸 권한이 없습니다.', 'Your role may not write advisories.')
const notDraftWords = words(
  '작성 중일 때만 만들 수 있습니다. 먼저 개정을 시작하십시오.',
  'Only while it is a draft. Begin a revision first.',
)
const madeWords = words(
  'CSAF 검사를 통과한 파일을 기록에 넣었습니다. 이제 검토를 요청할 수 있습니다.',
  'The file passed the CSAF validator and stands in the record. You can submit it for review now.',
)
const remarksWords = words('검사기의 권고 사항', 'Remarks of the validator')
const closeWords = words('닫기', 'Close')

/** Beside the steps of an advisory: make its CSAF file, and take it away. */
export function AdvisoryTools({ record }: { record: StoredRecord }) {
  const say = useSay()
  const may = useMay()
  const make = useTell(makeAdvisoryFile)
  const because = !may('write', 'vulnerabilities')
    ? say(mayNotWords)
    : record.state === 'draft'
      ? null
      : say(notDraftWords)
  return (
    <>
      <ReasonButton
        variant="default"
        leftSection={<IconFileCertificate size={16} aria-hidden />}
        because={because}
        onClick={() => make.mutate({ advisory: record.id, version: record.version })}
      >
        {say(makeWords)}
      </ReasonButton>
      {may('transfer', 'vulnerabilities') && (
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          href={hrefOf(exportAdvisory, { advisory: record.id })}
          download
        >
          {say(downloadWords)}
        </Button>
      )}
      <Modal
        opened={make.isSuccess || make.isError}
        onClose={() => make.reset()}
        title={say(makeWords)}
        size="lg"
      >
        {make.error && <RefusalNote error={make.error} />}
        {make.data && <MadeFile warnings={make.data.warnings} />}
        <Button variant="default" mt="md" onClick={() => make.reset()}>
          {say(closeWords)}
        </Button>
      </Modal>
    </>
  )
}

function MadeFile({ warnings }: { warnings: readonly string[] }) {
  const say = useSay()
  return (
    <>
      <Note tone="good">{say(madeWords)}</Note>
      {warnings.length > 0 && (
        <details>
          <summary>
            {say(remarksWords)} ({warnings.length})
          </summary>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** Beside the steps of a vulnerability case: the first draft of what hospitals are told. */
export function DraftAdvisoryButton({ record }: { record: StoredRecord }) {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const draft = useTell(draftAdvisory)
  return (
    <>
      <ReasonButton
        variant="default"
        leftSection={<IconSpeakerphone size={16} aria-hidden />}
        because={may('write', 'vulnerabilities') ? null : say(mayNotWords)}
        onClick={() =>
          draft.mutate(
            { case: record.id },
            { onSuccess: ({ id }) => void navigate(paths.record('advisory', id)) },
          )
        }
      >
        {say(draftWords)}
      </ReasonButton>
      {draft.error && (
        <Dialogue onClose={() => draft.reset()} title={say(draftWords)}>
          <RefusalNote error={draft.error} />
        </Dialogue>
      )}
    </>
  )
}
