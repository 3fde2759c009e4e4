import { setGlobalProxyFromEnv } from 'node:http'
import { parseArgs } from 'node:util'
import { say, type Words } from '@maek/domain/words.ts'
import { gatherBundle } from './vulnerabilities/feeds/gather-bundle.ts'

/*
 * node server/feed-bundle.ts --out BUNDLE.zip --key KEYFILE [--name NAME] ITEM...
 * Makes a signed bundle of feeds on a machine that may reach the network, for one that may not. Needs no house.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    key: { type: 'string' },
    name: { type: 'string', default: 'maek-feeds' },
  },
})
const tell = ({ ko, en }: Words) => process.stdout.write(`${ko}\n${en}\n`)
setGlobalProxyFromEnv()

const { out, key, name } = values
if (out === undefined || key === undefined || positionals.length === 0) {
  tell(
    say(
      '사용법: node server/feed-bundle.ts --out 묶음.zip --key 키파일 항목...',
      'Usage: node server/feed-bundle.ts --out BUNDLE.zip --key KEYFILE ITEM...',
    ),
  )
  process.exitCode = 1
} else {
  const now = new Date().toISOString()
  const made = await gatherBundle({ out, key, keyName: name, items: positionals, now, say: tell })
  if (made.ok) {
    tell(say(`✓ 묶음을 만들었습니다: ${out}`, `✓ Made the bundle: ${out}`))
    tell(
      say(
        `가져올 곳에서 한 번만 이 공개키를 신뢰하게 하십시오: maek feeds trust ${made.value.key}`,
        `Where it is imported, trust this key once: maek feeds trust ${made.value.key}`,
      ),
    )
  } else tell(made.refusal.because)
  process.exitCode = made.ok ? 0 : 1
}
