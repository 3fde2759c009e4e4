import type { Endpoint } from '@maek/domain/endpoint.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import {
  exportAdvisory,
  exportSbom,
  exportTables,
  exportVex,
} from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { open } from '../call.ts'
import type { Asked, Command } from '../command.ts'
import { connect } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { savedLines } from '../saved.ts'

/** What goes out: the endpoint that writes it, and what it is asked beside the release. */
const formats: Readonly<Record<string, { readonly endpoint: Endpoint; readonly input: object }>> = {
  'cyclonedx-1.6': { endpoint: exportSbom, input: { format: 'cyclonedx-1.6' } },
  'cyclonedx-1.7': { endpoint: exportSbom, input: { format: 'cyclonedx-1.7' } },
  'spdx-2.3': { endpoint: exportSbom, input: { format: 'spdx-2.3' } },
  'spdx-3.0.1': { endpoint: exportSbom, input: { format: 'spdx-3.0.1' } },
  openvex: { endpoint: exportVex, input: { format: 'openvex' } },
  'csaf-vex': { endpoint: exportVex, input: { format: 'csaf' } },
  'cyclonedx-vex': { endpoint: exportVex, input: { format: 'cyclonedx-1.6' } },
  'estar-components': { endpoint: exportTables, input: { table: 'components', format: 'csv' } },
  'estar-vulnerabilities': { endpoint: exportTables, input: { table: 'vulnerabilities', format: 'csv' } },
}

export const exportCommand: Command = {
  name: 'export',
  title: say('SBOM, VEX, 보안 권고를 내보냅니다', 'Export an SBOM, a VEX or an advisory'),
  usage: [
    'export --release ID|NUMBER --format cyclonedx-1.6|cyclonedx-1.7|spdx-2.3|spdx-3.0.1|openvex|csaf-vex|cyclonedx-vex|estar-components|estar-vulnerabilities [--without-vex] [--out FILE]',
    'export --sbom ID|NUMBER --format FORMAT [--out FILE]',
    'export --advisory ID|NUMBER [--out FILE]',
  ],
  about: say(
    '--out이 없으면 표준 출력으로 씁니다. 같은 기록에서는 언제나 같은 바이트가 나옵니다. SBOM에는 --without-vex를 주지 않으면 취약점 판정이 함께 들어갑니다.',
    'Written to standard output without --out. The same records always give the same bytes. An SBOM carries what stands about its vulnerabilities unless told --without-vex.',
  ),
  options: {
    release: { takes: 'text', value: 'ID|NUMBER', about: say('릴리스.', 'Release.') },
    sbom: { takes: 'text', value: 'ID|NUMBER', about: say('SBOM.', 'SBOM.') },
    advisory: { takes: 'text', value: 'ID|NUMBER', about: say('보안 권고.', 'Advisory.') },
    format: { takes: 'text', value: 'FORMAT', about: say('형식.', 'Format.') },
    'without-vex': {
      takes: 'switch',
      about: say('취약점 판정을 넣지 않습니다.', 'Leave the vulnerabilities out.'),
    },
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const wanted = wantedOf(asked)
    if (!wanted.ok) return wanted
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const { endpoint, input } = wanted.value
    if (asked.text('out') === undefined && !asked.on('json')) {
      const response = await open(connection.value, endpoint, { input })
      if (!response.ok) return response
      for await (const part of response.value) terminal.out(Buffer.from(part))
      return accept({ exit: 0, json: null, lines: [] })
    }
    const label = say('내보내기', 'Export')[asked.language]
    const saved = await download(connection.value, endpoint, { input, asked, label })
    return saved.ok
      ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
      : saved
  },
}

function wantedOf(asked: Asked): Answer<{ readonly endpoint: Endpoint; readonly input: object }> {
  const advisory = asked.text('advisory')
  if (advisory !== undefined) return accept({ endpoint: exportAdvisory, input: { advisory } })
  const named = needed(asked, 'format')
  if (!named.ok) return named
  const format = Object.hasOwn(formats, named.value) ? formats[named.value] : undefined
  if (!format) return unknownFormat
  const [release, sbom] = [asked.text('release'), asked.text('sbom')]
  if ((release === undefined) === (sbom === undefined)) return unnamed
  const vex = format.endpoint === exportSbom && asked.on('without-vex') ? { vex: 'false' } : {}
  const subject = release === undefined ? { sbom } : { release }
  return accept({ endpoint: format.endpoint, input: { ...format.input, ...subject, ...vex } })
}

const unknownFormat = refuse(
  'invalid',
  say(
    `없는 형식입니다. 쓸 수 있는 것: ${Object.keys(formats).join(', ')}`,
    `There is no such format. Choose from: ${Object.keys(formats).join(', ')}`,
  ),
  'format',
)

const unnamed = refuse(
  'invalid',
  say('--release나 --sbom 가운데 하나를 정하십시오.', 'Name one of --release and --sbom.'),
  'release',
)
