import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { neededFiles } from '@maek/ledger/pack-layout.ts'
import { parsePolicy } from '@maek/ledger/policy.ts'
import { verifyProof } from '@maek/ledger/proof.ts'
import { type PackReport, type Step, verifyPack } from '@maek/ledger/verify.ts'
import { expectWords, needed } from '../arguments.ts'
import type { Asked, Command, Outcome, Terminal } from '../command.ts'
import { openProgress } from '../progress.ts'
import { openFolder } from './pack-folder.ts'
import { fastSha256, type PackSource, packReaderOf } from './pack-source.ts'
import { openZip } from './pack-zip.ts'

const usage = ['verify FILE|FOLDER', 'verify --proof FILE.tlog-proof --entry FILE --policy FILE']

export const verify: Command = {
  name: 'verify',
  title: say('심사 자료집이나 증명을 서버 없이 확인합니다', 'Verify a pack or a proof, without a server'),
  usage,
  about: say(
    '네트워크를 쓰지 않습니다. 아홉 단계를 차례로 확인하고, 모두 맞으면 0, 하나라도 틀리면 1, 읽을 수 없으면 2로 끝납니다. 1단계의 정책 해시는 품질매뉴얼에 인쇄된 값과 눈으로 비교하십시오.',
    'Uses no network. Checks nine steps in order and ends with 0 when all hold, 1 when any fails, 2 when it cannot be read. Compare the policy hash of step 1 with the one printed in the quality manual.',
  ),
  options: {
    proof: {
      takes: 'text',
      value: 'FILE',
      about: say('항목 하나의 증명(tlog-proof).', 'Proof of one entry (tlog-proof).'),
    },
    entry: { takes: 'text', value: 'FILE', about: say('그 원장 항목.', 'The ledger entry.') },
    policy: {
      takes: 'text',
      value: 'FILE',
      about: say('믿는 키를 적은 정책.', 'Policy naming the trusted keys.'),
    },
  },
  run: async (asked, terminal) => {
    if (asked.on('proof')) return checkProof(asked, terminal)
    const words = expectWords(asked, [1, 1], usage.join(' | maek '))
    if (!words.ok) return words
    const source = await openSource(resolve(terminal.folder, asked.words[0] ?? ''))
    if (!source.ok) return source
    try {
      return accept(await checkPack(source.value, asked, terminal))
    } finally {
      source.value.close()
    }
  },
}

async function openSource(path: string): Promise<Answer<PackSource>> {
  const unreadable = refuse(
    'wrong-type',
    say(
      `자료집(ZIP 또는 폴더)으로 읽을 수 없습니다: ${path}`,
      `Cannot be read as a pack (ZIP or folder): ${path}`,
    ),
  )
  try {
    const source = statSync(path).isDirectory() ? openFolder(path) : await openZip(path)
    if (source.names.some((name) => neededFiles.includes(name))) return accept(source)
    source.close()
    return unreadable
  } catch {
    return unreadable // Not there, no permission, no ZIP, a bomb: nothing of it can be verified.
  }
}

async function checkPack(source: PackSource, asked: Asked, terminal: Terminal): Promise<Outcome> {
  const { language } = asked
  const progress = openProgress(terminal, {
    label: say('원장 항목', 'Ledger entries')[language],
    total: null,
    show: (amount) => amount.toLocaleString('en'),
  })
  let seen = 0
  const onProgress = (entries: number) => {
    progress.advance(entries - seen)
    seen = entries
  }
  const report = await verifyPack(packReaderOf(source), { hash: fastSha256, onProgress })
  progress.end()
  return { exit: report.verdict === 'valid' ? 0 : 1, json: report, lines: reportLines(report, language) }
}

function reportLines(report: PackReport, language: Language): string[] {
  const verdict = report.verdict === 'valid' ? say('✓ 유효', '✓ Valid') : say('✗ 무효', '✗ Invalid')
  return [
    ...report.steps.flatMap((step) => stepLines(step, language)),
    '',
    `${verdict[language]}: ${report.summary[language]}`,
  ]
}

function stepLines(step: Step, language: Language): string[] {
  return [
    `${step.number}. ${step.ok ? '✓' : '✗'} ${step.title[language]}`,
    `     ${step.detail[language]}`,
    ...step.evidence.map((one) => `     ${one.label[language]}: ${one.value}`),
  ]
}

async function checkProof(asked: Asked, terminal: Terminal): Promise<Answer<Outcome>> {
  const { language } = asked
  const words = expectWords(asked, [0, 0], usage[1] ?? '')
  if (!words.ok) return words
  const files = readNamed(asked, terminal, ['proof', 'entry', 'policy'])
  if (!files.ok) return files
  const { proof = none, entry = none, policy: policyBytes = none } = files.value
  const policy = parsePolicy(policyBytes)
  if (!policy.ok) return policy
  const checked = verifyProof(withoutLineEnd(entry), proof, policy.value)
  if (!checked.ok) {
    const json = { verdict: 'invalid', because: checked.refusal.because }
    const line = say('✗ 무효', '✗ Invalid')[language]
    return accept({ exit: 1, json, lines: [`${line}: ${checked.refusal.because[language]}`] })
  }
  const { origin, size, cosigners } = checked.value
  const lines = say(
    `✓ 유효: 이 항목은 원장 ${origin}의 처음 ${size}개 항목에 들어 있습니다. 증인 ${cosigners.length}.`,
    `✓ Valid: the entry is among the first ${size} of the ledger ${origin}. Witnesses: ${cosigners.length}.`,
  )
  return accept({ exit: 0, json: { verdict: 'valid', origin, size, cosigners }, lines: [lines[language]] })
}

const none = new Uint8Array(0)

/** The files of the named options; all must be named before any is read. */
function readNamed(
  asked: Asked,
  terminal: Terminal,
  options: readonly string[],
): Answer<Readonly<Record<string, Uint8Array>>> {
  for (const option of options) {
    const named = needed(asked, option)
    if (!named.ok) return named
  }
  const files: Record<string, Uint8Array> = {}
  for (const option of options) {
    try {
      files[option] = readFileSync(resolve(terminal.folder, asked.text(option) ?? ''))
    } catch {
      return refuse(
        'not-found',
        say(`--${option} 파일을 읽을 수 없습니다.`, `The file of --${option} cannot be read.`),
        option,
      )
    }
  }
  return accept(files)
}

// An entry is one JSON object without white space: a line end after it was added by whoever saved it.
function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0
  return bytes.subarray(0, bytes.length - end)
}
