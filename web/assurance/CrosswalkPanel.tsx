import { listFrameworks, type readRequirement } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useAsk } from '../api.ts'
import { useLanguage, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import table from '../records/list.module.css'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { useAsOf } from './as-of.ts'
import { relationWords, standardNumber } from './framework-words.ts'
import { refLabel } from './ref-label.ts'
import classes from './requirement.module.css'

type Crosswalk = z.infer<typeof readRequirement.output>['crosswalk']

const titleWords = words('같은 근거를 쓰는 다른 요구사항', 'Other requirements the same evidence serves')
const requirementWords = words('요구사항', 'Requirement')
const frameworkWords = words('프레임워크', 'Framework')
const relationColumn = words('관계', 'Relation')
const strengthWords = words('강도(1–10)', 'Strength (1–10)')
const rationaleWords = words('이유', 'Why')

export function CrosswalkPanel({ rows }: { rows: Crosswalk }) {
  const say = useSay()
  const { language } = useLanguage()
  const { at, search } = useAsOf()
  const frameworks = useAsk(listFrameworks, { asOf: at }).data?.frameworks ?? []
  const titles = new Map(frameworks.map((framework) => [framework.id, framework.title]))
  // Some mappings only say that the nearest clause is unrelated: those serve nothing.
  const related = rows.filter((row) => row.relation !== 'no-relationship')
  if (related.length === 0) return null
  return (
    <Panel title={say(titleWords)}>
      <ListTable
        heads={[frameworkWords, requirementWords, relationColumn, { numbers: strengthWords }, rationaleWords]}
      >
        {related.map((row) => (
          <tr key={`${row.framework} ${row.ref}`}>
            <td className={classes.framework}>
              {standardNumber(row.framework) ?? say(titles.get(row.framework) ?? bare(row.framework))}
            </td>
            <td className={table.title}>
              <TextLink {...paths.requirement(row.framework, row.ref, search)} className={table.rowLink}>
                {refLabel(row.framework, row.ref, language)} {say(row.title)}
              </TextLink>
            </td>
            <td data-label={say(relationColumn)} className={classes.relation}>
              {say(relationWords(row.relation))}
            </td>
            <td data-label={say(strengthWords)} data-number>
              {row.strength}
            </td>
            <td>{say(row.rationale)}</td>
          </tr>
        ))}
      </ListTable>
    </Panel>
  )
}

/** Until the titles come. */
function bare(framework: string) {
  return words(framework, framework)
}
