import { may } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Bill, editionOf } from '@maek/domain/vulnerabilities/exchange/bill.ts'
import { csafFileName } from '@maek/domain/vulnerabilities/exchange/csaf-file-name.ts'
import { csvOf } from '@maek/domain/vulnerabilities/exchange/estar-tables.ts'
import { sortedJson } from '@maek/domain/vulnerabilities/exchange/sorted-json.ts'
import { vexOfBill } from '@maek/domain/vulnerabilities/exchange/vex-of-bill.ts'
import { writeCsaf } from '@maek/domain/vulnerabilities/exchange/write-csaf.ts'
import { writeCycloneDx, writeCycloneDxVex } from '@maek/domain/vulnerabilities/exchange/write-cyclonedx.ts'
import { writeOpenVex } from '@maek/domain/vulnerabilities/exchange/write-openvex.ts'
import { writeSpdx2 } from '@maek/domain/vulnerabilities/exchange/write-spdx2.ts'
import { writeSpdx3 } from '@maek/domain/vulnerabilities/exchange/write-spdx3.ts'
import { exportSbom, exportTables, exportVex, intakeVex } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { withOrganisation } from '../../database/scope.ts'
import { unzipped } from '../../files/unzipped.ts'
import { actorOf, type Call, type Download, type Handler, handle } from '../../http/handler.ts'
import { readBill } from './bill.ts'
import { takeInVex } from './intake-vex.ts'
import { estarTable } from './tables.ts'

type Asked = { readonly release?: string | undefined; readonly sbom?: string | undefined }

const exportSbomHandler = handle(exportSbom, (input, call) =>
  withBill(input, call, (bill) => {
    const withVex = input.vex === 'true'
    return accept(fileOf(bill, input.format, sbomText(bill, { format: input.format, withVex })))
  }),
)

const exportVexHandler = handle(exportVex, (input, call) =>
  withBill(input, call, (bill) => {
    const text = vexText(bill, input.format)
    if (!text.ok) return text
    const file = fileOf(bill, input.format === 'openvex' ? 'openvex' : `vex.${input.format}`, text.value)
    // CSAF 2.0, 5.1 says what its file is called.
    return accept(input.format === 'csaf' ? { ...file, name: csafFileName(vexOfBill(bill).id) } : file)
  }),
)

const exportTablesHandler = handle(exportTables, (input, call) =>
  withBill(input, call, async (bill, client, actor) => {
    const table = await estarTable(client, actor.organisation, {
      bill,
      table: input.table,
      now: call.house.now(),
    })
    const isCsv = input.format === 'csv'
    const text = isCsv ? csvOf(table) : sortedJson({ columns: columnsOf(table), rows: table.rows })
    const file = fileOf(bill, `estar-${input.table}`, text)
    return accept(isCsv ? { ...file, name: file.name.replace(/json$/, 'csv'), mediaType: 'text/csv' } : file)
  }),
)

const intakeVexHandler = handle(intakeVex, async (input, call) => {
  const given = { name: input.name, bytes: call.bytes }
  const document = await unzipped(given, intakeVex.bytesMax ?? 0)
  return document.ok ? takeInVex(call.house, actorOf(call), document.value) : document
})

export const exchangeHandlers: readonly Handler[] = [
  exportSbomHandler,
  exportVexHandler,
  exportTablesHandler,
  intakeVexHandler,
]

function columnsOf(table: {
  readonly columns: readonly { name: string; label: { ko: string; en: string } }[]
}) {
  return table.columns.map(({ name, label }) => ({ name, label: { ko: label.ko, en: label.en } }))
}

async function withBill<T>(
  asked: Asked,
  call: Call,
  write: (bill: Bill, client: pg.PoolClient, actor: Actor) => Answer<T> | Promise<Answer<T>>,
): Promise<Answer<T>> {
  const actor = actorOf(call)
  if (!may(actor.roles, 'transfer', 'components') || !may(actor.roles, 'read', 'vulnerabilities'))
    return notAllowed
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const bill = await readBill(client, actor.organisation, {
      release: asked.release,
      sbom: asked.sbom,
      now: call.house.now(),
    })
    return bill.ok ? write(bill.value, client, actor) : bill
  })
}

const notAllowed = refuse(
  'not-allowed',
  say('SBOM과 VEX를 내보낼 권한이 없습니다.', 'Your role may not export SBOMs and VEX.'),
)

/** The SBOM of a bill in one of the formats. */
export function sbomText(
  bill: Bill,
  asked: {
    readonly format: 'cyclonedx-1.6' | 'cyclonedx-1.7' | 'spdx-2.3' | 'spdx-3.0.1'
    readonly withVex: boolean
  },
): string {
  switch (asked.format) {
    case 'cyclonedx-1.6':
      return writeCycloneDx(bill, { version: '1.6', withVex: asked.withVex })
    case 'cyclonedx-1.7':
      return writeCycloneDx(bill, { version: '1.7', withVex: asked.withVex })
    case 'spdx-2.3':
      return writeSpdx2(bill, asked)
    case 'spdx-3.0.1':
      return writeSpdx3(bill, asked)
    default: {
      const never: never = asked.format
      throw new Error(`unknown format ${String(never)}`)
    }
  }
}

/** The VEX of a bill alone; refused where no vulnerability is known, for then it says nothing. */
export function vexText(
  bill: Bill,
  format: 'openvex' | 'csaf' | 'cyclonedx-1.6' | 'cyclonedx-1.7',
): Answer<string> {
  if (bill.statements.length === 0) return nothingToSay
  switch (format) {
    case 'openvex':
      return accept(
        writeOpenVex(vexOfBill(bill), {
          id: `urn:maek:openvex:${bill.release.id}`,
          version: editionOf(bill),
        }),
      )
    case 'csaf':
      return writeCsaf(vexOfBill(bill))
    case 'cyclonedx-1.6':
      return accept(writeCycloneDxVex(bill, '1.6'))
    case 'cyclonedx-1.7':
      return accept(writeCycloneDxVex(bill, '1.7'))
    default: {
      const never: never = format
      throw new Error(`unknown format ${String(never)}`)
    }
  }
}

const nothingToSay = refuse(
  'conflict',
  say(
    '알려진 취약점이 없어 VEX로 말할 것이 없습니다. SBOM을 내보내십시오.',
    'No vulnerability is known here, so a VEX has nothing to say. Export the SBOM instead.',
  ),
)

function fileOf(bill: Bill, kind: string, text: string): Download {
  return {
    name: `${bill.release.number}.${kind}.json`,
    mediaType: 'application/json',
    content: new TextEncoder().encode(text),
  }
}
