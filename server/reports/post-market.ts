import { cite } from '@maek/domain/cited.ts'
import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import { may } from '@maek/domain/permissions.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import {
  postMarketConclusions,
  postMarketPrefill,
  postMarketSections,
} from '@maek/domain/reports/post-market/facts.ts'
import { periodOf } from '@maek/domain/reports/post-market/records.ts'
import { fillPostMarket, readPostMarket } from '@maek/domain/reports/post-market-api.ts'
import { say } from '@maek/domain/words.ts'
import { editOne } from '../edit-one.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { kindFor } from '../records/kind-for.ts'
import { readPostMarketRecords } from './post-market-records.ts'

const readPostMarketHandler = handle(readPostMarket, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(postMarketReport.name, actor, 'read')
  if (!kind.ok) return kind
  const found = await readPostMarketRecords(call.house, actor.organisation, input.report)
  if (!found.ok) return found
  const { report } = found.value
  const { from, to } = periodOf(found.value)
  const isDraft = postMarketReport.life.states[report.state]?.editable === true
  return accept({
    report: { ...cite(report), state: report.state },
    from,
    to,
    sections: postMarketSections(found.value).map((section) => ({
      ...section,
      facts: section.facts.map((fact) => ({ ...fact, sources: [...fact.sources] })),
      missing: [...section.missing],
    })),
    fillable: isDraft
      ? Object.keys(postMarketPrefill(found.value)).filter((field) => isEmpty(report, field))
      : [],
    conclusions: postMarketConclusions.map((field) => ({ field, answered: !isEmpty(report, field) })),
  })
})

function isEmpty({ body }: StoredRecord, field: string): boolean {
  return body[field] === undefined
}

const fillPostMarketHandler = handle(fillPostMarket, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'write', postMarketReport.domain)) return notAllowed
  const { house } = call
  const found = await readPostMarketRecords(house, actor.organisation, input.report)
  if (!found.ok) return found
  const { report } = found.value
  const filling = Object.entries(postMarketPrefill(found.value))
  const own = filling.filter(([field]) => isEmpty(report, field))
  const kept = filling.flatMap(([field]) => (isEmpty(report, field) ? [] : [field]))
  if (own.length === 0) return accept({ record: headOf(report), filled: [], kept })
  const written = await editOne(house, actor, {
    kind: postMarketReport,
    record: report,
    changed: Object.fromEntries(own),
    version: report.version,
  })
  if (!written.ok) return written
  return accept({ record: headOf(written.value), filled: own.map(([field]) => field), kept })
})

function headOf({ id, number, title, version }: StoredRecord) {
  return { id, number, title, version }
}

const notAllowed = refuse(
  'not-allowed',
  say('시판 후 보고서를 쓸 권한이 없습니다.', 'Your role may not write post-market reports.'),
)

export const postMarketHandlers: readonly Handler[] = [readPostMarketHandler, fillPostMarketHandler]
