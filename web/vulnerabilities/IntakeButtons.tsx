import { say as words } from '@maek/domain/words.ts'
import { IconDatabaseImport, IconFileUpload, IconUpload } from '@tabler/icons-react'
import { useSay } from '../language.tsx'
import { useMay } from '../session.ts'
import { DialogueButton } from '../ui/DialogueButton.tsx'
import { IntakeVexDialogue } from './exchange/IntakeVexDialogue.tsx'
import { ImportFeedDialogue } from './ImportFeedDialogue.tsx'
import { IntakeSbomDialogue } from './IntakeSbomDialogue.tsx'

const sbomWords = words('SBOM 올리기', 'Upload an SBOM')
const vexWords = words('VEX 올리기', 'Register a VEX')
const noVexWords = words('VEX를 등록할 권한이 없습니다.', 'Your role may not register VEX documents.')
const feedWords = words('취약점 정보 가져오기', 'Import advisories')
const noSbomWords = words('SBOM을 등록할 권한이 없습니다.', 'Your role may not register SBOMs.')
const noFeedWords = words(
  '취약점 정보는 시스템 관리자만 가져올 수 있습니다.',
  'Only an administrator may import advisories.',
)

export function IntakeButtons() {
  const say = useSay()
  const may = useMay()
  return (
    <>
      <DialogueButton
        label={say(sbomWords)}
        because={may('write', 'components') ? null : say(noSbomWords)}
        leftSection={<IconUpload size={16} />}
      >
        {(close) => <IntakeSbomDialogue onClose={close} />}
      </DialogueButton>
      <DialogueButton
        label={say(vexWords)}
        because={may('write', 'vulnerabilities') ? null : say(noVexWords)}
        variant="default"
        leftSection={<IconFileUpload size={16} />}
      >
        {(close) => <IntakeVexDialogue onClose={close} />}
      </DialogueButton>
      <DialogueButton
        label={say(feedWords)}
        because={may('administer', 'people') ? null : say(noFeedWords)}
        variant="default"
        leftSection={<IconDatabaseImport size={16} />}
      >
        {(close) => <ImportFeedDialogue onClose={close} />}
      </DialogueButton>
    </>
  )
}
