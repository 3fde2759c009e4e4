import { howWords } from '@maek/domain/vulnerabilities/finding-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { useLocale, useSay } from '../../language.tsx'
import record from '../../records/record.module.css'
import { Day } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DueMark } from '../board/DueMark.tsx'
import type { Finding } from '../severities.ts'

const titleWords = words('한눈에', 'At a glance')
const dueWords = words('기한', 'Due')
const foundWords = words('발견', 'Found')
const fixedWords = words('수정 버전', 'Fixed in')
const notFixedWords = words('없음', 'None yet')
const howColumn = words('대조 방법', 'How matched')
const versionWords = words('버전', 'Version')
const unknownWords = words('모름', 'unknown')
const kevWords = words('KEV 등재', 'In KEV since')
const kevDueWords = words('CISA 조치 기한', 'CISA due date')
const percentileWords = words('백분위', 'percentile')

export function FactsPanel({ finding }: { finding: Finding }) {
  const say = useSay()
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 1 })
  const { kev, epss } = finding
  return (
    <Panel title={say(titleWords)}>
      <dl className={record.facts}>
        <dt>{say(dueWords)}</dt>
        <dd>
          <DueMark on={finding.dueOn} />
        </dd>
        <dt>{say(foundWords)}</dt>
        <dd>
          <Day on={finding.foundAt} />
        </dd>
        <dt>{say(versionWords)}</dt>
        <dd>{finding.version ?? say(unknownWords)}</dd>
        <dt>{say(fixedWords)}</dt>
        <dd>{finding.fixedIn ?? say(notFixedWords)}</dd>
        <dt>{say(howColumn)}</dt>
        <dd>{say(howWords(finding.how))}</dd>
        {epss && (
          <>
            <dt>EPSS</dt>
            <dd>
              {percent.format(epss.probability)}
              {epss.percentile !== null && ` (${say(percentileWords)} ${percent.format(epss.percentile)})`}
            </dd>
          </>
        )}
        {kev && (
          <>
            <dt>{say(kevWords)}</dt>
            <dd>
              <Day on={kev.on} />
            </dd>
          </>
        )}
        {kev?.dueOn && (
          <>
            <dt>{say(kevDueWords)}</dt>
            <dd>
              <Day on={kev.dueOn} />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  )
}
