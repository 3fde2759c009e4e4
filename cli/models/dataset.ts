import { diffManifests, isChanged } from '@maek/domain/models/datasets/manifest-diff.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { expectWords } from '../arguments.ts'
import type { Asked, Command, Outcome, Terminal } from '../command.ts'
import { exportCard } from './datasets/card.ts'
import { findItems } from './datasets/find-items.ts'
import { makeFingerprint, makeOptions } from './datasets/fingerprint.ts'
import { readManifestFile } from './datasets/manifest-file.ts'
import { sendManifest } from './datasets/submit.ts'
import { changeLines } from './datasets/told-lines.ts'
import { verifyData } from './datasets/verify.ts'

const usage = [
  'dataset fingerprint DIR|FILE… [--key FILE] [--subject-from PATTERN|dicom] [--split-from PATTERN] [--label-from PATTERN] [--map TABLE …] [--rows] [--out FILE] [--resume]',
  'dataset diff OLD NEW',
  'dataset submit MANIFEST --dataset ID|NUMBER',
  'dataset verify DIR|FILE… (--dataset ID|NUMBER | --manifest FILE) [options of fingerprint]',
  'dataset find DIR PSEUDONYM… --manifest FILE',
  'dataset export ID|NUMBER --format croissant|cyclonedx|cyclonedx-1.6 --out FILE',
]

export const dataset: Command = {
  name: 'dataset',
  title: say('데이터셋의 지문을 만들고 대조합니다', 'Fingerprint datasets and compare them'),
  usage,
  about: say(
    'fingerprint는 서버 없이 이 컴퓨터에서 항목마다 키 해시를 만들어 매니페스트에 적습니다. 이름·내용·대상자·라벨이 모두 이 기관의 키로 가명이 되므로 환자 정보가 밖으로 나가지 않습니다. diff는 두 매니페스트를 비교하고, submit은 매니페스트를 등록하며(승인된 데이터셋이면 대조 기록이 됨), verify는 데이터를 다시 읽어 등록된 것과 비교합니다. 달라졌으면 1로 끝나므로 학습 전 CI 단계로 씁니다. find는 누출·변경으로 알려진 가명이 어느 파일인지 이 컴퓨터에서만 찾습니다.',
    'fingerprint digests every item on this machine, without a server, into a manifest. Names, contents, subjects and labels all become pseudonyms under the key of this site, so that no patient data leave it. diff compares two manifests; submit registers one (for an approved dataset it becomes a check); verify reads the data again and compares. Each leaves with 1 when anything changed, so verify serves as a pipeline step before training. find tells, on this machine only, which files are behind the pseudonyms of a leak or change.',
  ),
  options: {
    ...makeOptions,
    dataset: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('데이터셋 기록.', 'The record of the dataset.'),
    },
    manifest: {
      takes: 'text',
      value: 'FILE',
      about: say(
        'verify: 서버 없이 대조할 매니페스트.',
        'verify: a manifest to compare with, without a server.',
      ),
    },
    format: {
      takes: 'text',
      value: 'croissant|cyclonedx',
      about: say('export: 형식.', 'export: the format.'),
    },
  },
  run: (asked, terminal) => {
    const [part = '', ...rest] = asked.words
    switch (part) {
      case 'fingerprint':
        return within(asked, [2, 1000], () => makeFingerprint(asked, terminal, rest))
      case 'diff':
        return within(asked, [3, 3], () => diffFiles(asked, terminal, rest))
      case 'submit':
        return within(asked, [2, 2], () => sendManifest(asked, terminal, rest[0] ?? ''))
      case 'verify':
        return within(asked, [2, 1000], () => verifyData(asked, terminal, rest))
      case 'find':
        return within(asked, [3, 1000], () => findItems(asked, terminal, rest))
      case 'export':
        return within(asked, [2, 2], () => exportCard(asked, terminal, rest[0] ?? ''))
      default:
        return Promise.resolve(unknownPart(part))
    }
  },
}

async function within(
  asked: Asked,
  counts: readonly [number, number],
  run: () => Promise<Answer<Outcome>>,
): Promise<Answer<Outcome>> {
  const few = expectWords(asked, counts, usage.join('\n'))
  return few.ok ? run() : few
}

function unknownPart(part: string): Answer<never> {
  const known = usage.map((line) => line.split(' ')[1]).join(', ')
  return refuse('invalid', say(`dataset ${part}: ${known} 가운데 하나`, `dataset ${part}: one of ${known}`))
}

async function diffFiles(
  asked: Asked,
  terminal: Terminal,
  files: readonly string[],
): Promise<Answer<Outcome>> {
  const before = await readManifestFile(terminal, files[0] ?? '')
  if (!before.ok) return before
  const after = await readManifestFile(terminal, files[1] ?? '')
  if (!after.ok) return after
  const changes = diffManifests(before.value, after.value)
  if (!changes.ok) return changes
  return accept({
    exit: isChanged(changes.value) ? 1 : 0,
    json: { same: !isChanged(changes.value), ...changes.value },
    lines: changeLines(changes.value, asked.language, terminal.columns),
  })
}
