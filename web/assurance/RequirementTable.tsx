import { say as words } from '@maek/domain/words.ts'
import { useLanguage, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import table from '../records/list.module.css'
import { Empty } from '../ui/Empty.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useAsOf } from './as-of.ts'
import type { Chapter } from './chapters.ts'
import { refLabel } from './ref-label.ts'
import { VerdictBadge } from './VerdictMark.tsx'
import type { Verdict } from './verdicts.ts'

const refWords = words('조항', 'Reference')
const titleWords = words('요구사항', 'Requirement')
const verdictColumn = words('판정', 'Answer')
const becauseWords = words('이유', 'Why')
const noneWords = words('이 판정에 해당하는 요구사항이 없습니다', 'No requirement has this answer')

type RequirementTableProps = {
  readonly framework: string
  readonly chapters: readonly Chapter[]
  readonly chosen: ReadonlySet<Verdict>
}

/** The readiness map as a table: the same answers, to read, search in the page, or print. */
export function RequirementTable({ framework, chapters, chosen }: RequirementTableProps) {
  const say = useSay()
  const { language } = useLanguage()
  const { search } = useAsOf()
  const cells = chapters.flatMap((chapter) => chapter.cells).filter((cell) => chosen.has(cell.verdict))
  if (cells.length === 0) return <Empty title={say(noneWords)} />
  return (
    <ListTable heads={[refWords, titleWords, verdictColumn, becauseWords]}>
      {cells.map((cell) => (
        <tr key={cell.ref}>
          <td className={table.number}>{refLabel(framework, cell.ref, language)}</td>
          <td className={table.title}>
            <TextLink {...paths.requirement(framework, cell.ref, search)} className={table.rowLink}>
              {say(cell.title)}
            </TextLink>
          </td>
          <td className={table.state}>
            <VerdictBadge verdict={cell.verdict} />
          </td>
          <td>{cell.because && say(cell.because)}</td>
        </tr>
      ))}
    </ListTable>
  )
}
