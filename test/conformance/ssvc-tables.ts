import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { ssvcPoints } from '@maek/domain/vulnerabilities/ssvc-points.ts'
import { ssvcTables } from '@maek/domain/vulnerabilities/ssvc-tables.ts'
import { explained, type LeftOut, type Suite } from './suite.ts'

const zip = 'ssvc/ssvc-decision-tables.zip'

type Published = {
  readonly rows: readonly Readonly<Record<string, string>>[]
  readonly outcome: string
}

/** Every row of the published tables that we decide by. */
export const ssvcDecisions: Suite = {
  name: 'SSVC tables',
  about: 'rows of the decision tables published by CERT/CC and CISA',
  files: [zip],
  compare: () => {
    const published = publishedTables()
    let cases = 0
    const wrong: string[] = []
    for (const [name, table] of Object.entries(ssvcTables)) {
      const file = published.get(table.published)
      const outcomes = table.outcomes.split(' ')
      if (!file || outcomes.length !== file.rows.length) wrong.push(`${name}: number of rows`)
      for (const row of file?.rows ?? []) {
        cases++
        const place = table.points.reduce((at, point) => {
          const { published: id, values } = ssvcPoints[point]
          return at * values.length + values.findIndex(({ key }) => key === row[id])
        }, 0)
        if (outcomes[place] !== row[file?.outcome ?? '']) wrong.push(`${name} ${JSON.stringify(row)}`)
      }
    }
    const used = new Set<string>(Object.values(ssvcTables).map((table) => table.published))
    const others: LeftOut = {
      what: 'other published tables',
      count: [...published.keys()].filter((id) => !used.has(id)).length,
      cause: 'earlier versions, tables of CVSS, and tables of roles that a maker of devices does not have',
    }
    return { cases, differences: explained(wrong, []), leftOut: [others] }
  },
}

function publishedTables(): ReadonlyMap<string, Published> {
  const found = new Map<string, Published>()
  for (const [name, bytes] of filesOfZip(zip)) {
    if (!/^json\/decision_tables\/.*\.json$/.test(name)) continue
    const file = JSON.parse(bytes.toString('utf8'))
    found.set(`${file.namespace}:${file.key}:${file.version}`, { rows: file.mapping, outcome: file.outcome })
  }
  return found
}
