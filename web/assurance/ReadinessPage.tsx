import { listFrameworks } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { AsOfPicker } from './AsOfPicker.tsx'
import { useAsOf } from './as-of.ts'
import { jurisdictions, jurisdictionWords, statusWords } from './framework-words.ts'
import classes from './readiness.module.css'
import { TallyBar } from './TallyBar.tsx'
import { assessedOf } from './verdicts.ts'

type FrameworkRow = z.infer<typeof listFrameworks.output>['frameworks'][number]

const titleWords = words('준비도', 'Readiness')
const aboutWords = words(
  '기록에서 규칙으로 계산한 답입니다. 손으로 “충족”이라고 적을 수 없고, 규칙이 없는 요구사항은 “알 수 없음”으로 남습니다.',
  'Answers computed from the records by rules. Nobody can set “met” by hand, and a requirement without a rule stays “unknown”.',
)
const pastWords = words(
  '지난 날짜의 답입니다. 그날의 기록에 같은 규칙을 적용했습니다.',
  'These are answers for a past day: the same rules over the records of that day.',
)
const metWords = words('충족', 'met')
const rulesWords = words('규칙', 'rules')

export function ReadinessPage() {
  const say = useSay()
  const { at, day } = useAsOf()
  const found = useAsk(listFrameworks, { asOf: at })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)} actions={<AsOfPicker />}>
      {day !== '' && <Note tone="neutral">{say(pastWords)}</Note>}
      <Answered query={found}>
        {({ frameworks }) =>
          Object.keys(jurisdictions).map((jurisdiction) => (
            <Frameworks
              key={jurisdiction}
              title={say(jurisdictionWords(jurisdiction))}
              rows={frameworks.filter((one) => one.jurisdiction === jurisdiction)}
            />
          ))
        }
      </Answered>
    </Page>
  )
}

function Frameworks({ title, rows }: { title: string; rows: readonly FrameworkRow[] }) {
  const say = useSay()
  const { search } = useAsOf()
  if (rows.length === 0) return null
  return (
    <Panel title={title}>
      <ul className={classes.frameworks}>
        {rows.map((row) => (
          <li key={row.id} className={classes.framework}>
            <div className={classes.what}>
              <TextLink {...paths.framework(row.id, search)} className={classes.name}>
                {say(row.title)}
              </TextLink>
              <span className={classes.dim}>
                {say(statusWords(row.status))} · {row.version}
              </span>
            </div>
            <div className={classes.score}>
              <strong>
                {row.tally.met} / {assessedOf(row.tally)}
              </strong>{' '}
              {say(metWords)}
              <span className={classes.dim}>
                {say(rulesWords)} {row.rules}
              </span>
            </div>
            <div className={classes.bar}>
              <TallyBar tally={row.tally} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
