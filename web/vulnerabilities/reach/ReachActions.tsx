import { csvText } from '@maek/domain/csv-text.ts'
import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { reachRows } from '@maek/domain/vulnerabilities/reach-rows.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useLanguage, useSay } from '../../language.tsx'
import { saveText } from '../../save-text.ts'
import { useMay } from '../../session.ts'
import { DialogueButton } from '../../ui/DialogueButton.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { InstallationsDialogue } from './InstallationsDialogue.tsx'

const csvWords = words('CSV로 저장', 'Save as CSV')
const nothingWords = words('저장할 결과가 없습니다.', 'There is nothing to save.')
const uploadWords = words('설치 현황 올리기', 'Upload installations')
const mayNotWords = words('설치 현황을 작성할 권한이 없습니다.', 'Your role may not write installations.')

export function ReachActions({ reach }: { reach: Reach | undefined }) {
  const say = useSay()
  const { language } = useLanguage()
  const mayWrite = useMay()('write', 'products')
  const save = () => {
    if (reach)
      saveText(
        `reach-${reach.asked.text.replaceAll(/[^\w.-]+/g, '_').slice(0, 60)}.csv`,
        csvText(reachRows(reach, language)),
      )
  }
  return (
    <>
      <ReasonButton
        variant="default"
        leftSection={<IconFileSpreadsheet size={16} />}
        because={reach && reach.releases.length > 0 ? null : say(nothingWords)}
        onClick={save}
      >
        {say(csvWords)}
      </ReasonButton>
      <DialogueButton
        label={say(uploadWords)}
        because={mayWrite ? null : say(mayNotWords)}
        variant="default"
        leftSection={<IconUpload size={16} />}
      >
        {(close) => <InstallationsDialogue onClose={close} />}
      </DialogueButton>
    </>
  )
}
