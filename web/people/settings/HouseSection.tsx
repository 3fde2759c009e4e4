import { makeBackup, removeSample } from '@maek/domain/reports/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { download, useTell } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { saveBlob } from '../../save-text.ts'
import { useMay, useSession } from '../../session.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { SamplePanel } from './SamplePanel.tsx'
import classes from './settings.module.css'

const titleWords = words('백업', 'Backup')
const aboutWords = words(
  '모든 기록, 이력, 서명, 파일, 원장을 ZIP 하나에 담습니다. maek restore가 복구하면서 빠진 것이 없는지 원장과 대조합니다. 개인정보가 들어 있으니 암호화된 곳에 보관하십시오.',
  'All records, histories, signatures, files and the ledger in one ZIP. maek restore brings it back and checks against the ledger that nothing is missing. It holds personal data: keep it encrypted.',
)
const makeWords = words('백업 내려받기', 'Download a backup')
const doneWords = words('내려받았습니다.', 'Downloaded.')
const removedWords = words(
  '샘플 회사를 삭제했습니다. 삭제한 기록 수:',
  'The sample company is gone. Records removed:',
)
const onlyAdministratorWords = words('시스템 관리자만 할 수 있습니다.', 'Only an administrator may do this.')

export function HouseSection() {
  const say = useSay()
  const because = useMay()('administer', 'people') ? null : say(onlyAdministratorWords)
  const sample = useSession()?.organisation?.sample ?? false
  const locale = useLocale()
  const remove = useTell(removeSample)
  const backup = useMutation({
    mutationFn: () => download(makeBackup, {}),
    onSuccess: (blob) => saveBlob(`maek-backup-${new Date().toISOString().slice(0, 10)}.zip`, blob),
  })
  return (
    <>
      <Panel title={say(titleWords)}>
        <div className={classes.stack}>
          <p className={classes.text}>{say(aboutWords)}</p>
          <div className={classes.buttons}>
            <ReasonButton
              leftSection={<IconDownload size={18} />}
              loading={backup.isPending}
              because={because}
              onClick={() => backup.mutate()}
            >
              {say(makeWords)}
            </ReasonButton>
          </div>
          {backup.isSuccess && <Note tone="good">{say(doneWords)}</Note>}
          {backup.error && <RefusalNote error={backup.error} />}
        </div>
      </Panel>
      {sample && (
        <SamplePanel
          because={because}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate({})}
        />
      )}
      {/* The panel goes with the sample; what was done stays told. */}
      {remove.data && (
        <Note tone="good">
          {say(removedWords)} {new Intl.NumberFormat(locale).format(remove.data.removedRecords)}
        </Note>
      )}
    </>
  )
}
