import { readPlanTable } from '@maek/domain/models/plan-table-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../../api.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './tasks.module.css'

const wordsOf = {
  title: words('올릴 표의 형식', 'The table to upload'),
  column: words('열 이름', 'Column'),
  meaning: words('뜻', 'Meaning'),
  holds: words('값', 'Holds'),
  needed: words('필수', 'Needed'),
  yes: words('예', 'Yes'),
  no: words('아니요', 'No'),
  role: words('역할', 'Role'),
  group: words('하위집단 열', 'Group column'),
  code: words('코드', 'code'),
}

/** What the plan's file looks like, from the schema it will be read by; nothing while the plan cannot be read. */
export function TablePanel({ id }: { id: string }) {
  const say = useSay()
  const { data } = useAsk(readPlanTable, { id })
  if (!data) return null
  const groups = data.groups.map((name) => [
    name,
    'subgroup',
    say(wordsOf.group),
    say(wordsOf.code),
    say(wordsOf.yes),
  ])
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(data.row)}.</p>
      <ChartTable
        title={say(wordsOf.title)}
        table={{
          columns: [
            say(wordsOf.column),
            say(wordsOf.role),
            say(wordsOf.meaning),
            say(wordsOf.holds),
            say(wordsOf.needed),
          ],
          texts: [1, 2, 3, 4],
          stacks: true,
          rows: [
            ...data.columns.map((one) => [
              one.column,
              one.role,
              <span key="meaning" className={classes.told}>
                {say(one.label)}
                {one.help && <small>{say(one.help)}</small>}
              </span>,
              <span key="holds" className={classes.told}>
                {say(one.type)}
                {one.empty && <small>{say(one.empty)}</small>}
              </span>,
              say(one.isNeeded ? wordsOf.yes : wordsOf.no),
            ]),
            ...groups,
          ],
        }}
      />
    </Panel>
  )
}
