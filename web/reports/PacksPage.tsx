import { listFrameworks } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { AsOfPicker } from '../assurance/AsOfPicker.tsx'
import { useAsOf } from '../assurance/as-of.ts'
import { useSay } from '../language.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { GatePanel } from './GatePanel.tsx'
import { PackRow } from './PackRow.tsx'
import classes from './packs.module.css'

const titleWords = words('심사 자료집', 'Inspection packs')
const aboutWords = words(
  '프레임워크 하나의 답, 기록, 파일, 서명, 원장 전체와 검증 프로그램을 ZIP 하나에 담습니다. 심사원은 인터넷 없이 모든 줄을 확인할 수 있습니다.',
  'The answers of one framework with records, files, signatures, the whole ledger and a verifier in one ZIP: an inspector checks every line without a network.',
)
const frameworksWords = words('자료집 만들기', 'Make a pack')

export function PacksPage() {
  const say = useSay()
  const { at } = useAsOf()
  const found = useAsk(listFrameworks, { asOf: at })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)}>
      <GatePanel />
      <Panel title={say(frameworksWords)} actions={<AsOfPicker />}>
        <Answered query={found}>
          {({ frameworks }) => (
            <ul className={classes.rows}>
              {frameworks.map((framework) => (
                <PackRow key={framework.id} framework={framework} />
              ))}
            </ul>
          )}
        </Answered>
      </Panel>
    </Page>
  )
}
