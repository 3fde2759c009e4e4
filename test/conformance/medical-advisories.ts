import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { readCsaf } from '@maek/domain/vulnerabilities/exchange/read-csaf.ts'
import { writeCsaf } from '@maek/domain/vulnerabilities/exchange/write-csaf.ts'
import { complains, csafTests } from './csaf-cases.ts'
import { explained, type Suite } from './suite.ts'

const zip = 'csaf/icsma-a.zip'

type Csaf = {
  readonly vulnerabilities?: readonly {
    readonly cve?: string
    readonly product_status?: Readonly<Record<string, readonly string[]>>
    readonly scores?: readonly {
      readonly products: readonly string[]
      readonly cvss_v2?: { readonly vectorString: string }
      readonly cvss_v3?: { readonly vectorString: string }
    }[]
  }[]
}

/** CISA's advisories about medical devices: read, written again, still valid, and nothing lost. */
export const medicalAdvisories: Suite = {
  name: 'medical advisories',
  about:
    'CISA ICSMA advisories read and re-written: all mandatory tests pass, every status and score is kept',
  files: [zip],
  compare: async () => {
    const tests = await csafTests()
    const mandatory = [...tests].filter(([number]) => number.startsWith('6.1.'))
    let cases = 0
    const differing: string[] = []
    for (const [name, bytes] of filesOfZip(zip)) {
      if (!name.endsWith('.json')) continue
      cases++
      const original: Csaf = JSON.parse(bytes.toString('utf8'))
      const read = readCsaf(original)
      const written = read.ok ? writeCsaf(read.value) : read
      if (!written.ok) {
        differing.push(`${name}: ${written.refusal.because.en}`)
        continue
      }
      const again: Csaf = JSON.parse(written.value)
      const failing = said(again) === said(original) ? [] : ['a status or score differs']
      for (const [number, run] of mandatory) if (complains(await run(again))) failing.push(`test ${number}`)
      if (failing.length > 0) differing.push(`${name}: ${failing.join(', ')}`)
    }
    return { cases, differences: explained(differing, []) }
  },
}

/** What the advisory says of products, in an order of our own. */
function said({ vulnerabilities = [] }: Csaf): string {
  return JSON.stringify(
    vulnerabilities.map(({ cve, product_status = {}, scores = [] }) => [
      cve,
      Object.entries(product_status)
        .map(([status, products]) => [status, products.toSorted()])
        .sort(),
      scores.map((score) => [score.cvss_v2, score.cvss_v3].map((one) => one?.vectorString)),
      scores.map(({ products }) => products.toSorted()),
    ]),
  )
}
