import { resolve } from 'node:path'
import { intakePredictions } from '@maek/domain/models/api.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { expectWords } from './arguments.ts'
import type { Asked, Command, Terminal } from './command.ts'
import { takeSbom } from './components/intake-sbom.ts'
import { connect } from './connection.ts'
import { takeCard } from './models/datasets/card.ts'
import { takePredictions } from './models/intake-predictions.ts'
import { type Artefact, readHead, recognise } from './recognise.ts'
import { uploadOf } from './upload.ts'
import { takeVex } from './vulnerabilities/intake-vex.ts'

const usage = [
  'intake SBOM-FILE [--release ID|NUMBER]',
  'intake VEX-FILE',
  'intake croissant.json [--purposes training,testing] [--version VERSION]',
  'intake PREDICTIONS.csv|.ndjson|.parquet [--evaluation ID|NUMBER] [--model ID|NUMBER] [--label COLUMN] [--score COLUMN] [--case COLUMN] [--subject COLUMN] [--groups COLUMN,COLUMN] [--reference COLUMN] [--columns ROLE=COLUMN,…]',
]
const optionsOf: Readonly<Record<Artefact, readonly string[]>> = {
  sbom: ['release'],
  vex: [],
  card: ['purposes', 'version'],
  predictions: [
    'evaluation',
    'model',
    'label',
    'score',
    'case',
    'subject',
    'groups',
    'reference',
    'subgroups',
    'columns',
  ],
}
const artefactWords: Readonly<Record<Artefact, Words>> = {
  sbom: say('SBOM', 'an SBOM'),
  vex: say('VEX', 'a VEX'),
  card: say('데이터 카드', 'a data card'),
  predictions: say('예측 결과', 'predictions'),
}

export const intake: Command = {
  name: 'intake',
  title: say(
    'SBOM, VEX, 데이터 카드 또는 예측 결과를 등록합니다',
    'Register an SBOM, a VEX, a data card or predictions',
  ),
  usage,
  about: say(
    '내용과 확장자로 종류를 알아봅니다. SBOM(CycloneDX, SPDX)이면 구성요소를 취약점과 대조하고, 공급자의 VEX(CycloneDX, OpenVEX, CSAF)이면 판정 초안을, 데이터 카드(Croissant, --as card면 CycloneDX 데이터)면 데이터셋 초안을 만들고, 예측 CSV이면 확정된 계획에 따라 지표와 신뢰구간을 계산합니다. 사람을 알아볼 수 있는 값이 든 예측은 거절됩니다.',
    'Recognises the file by content and extension. An SBOM (CycloneDX, SPDX) is matched against advisories; a supplier’s VEX (CycloneDX, OpenVEX, CSAF) becomes drafts of decisions; a data card (Croissant, or CycloneDX data with --as card) the draft of a dataset; a predictions CSV is evaluated by its signed plan, metrics with intervals. Predictions holding anything that identifies a person are refused.',
  ),
  options: {
    as: {
      takes: 'text',
      value: 'sbom|vex|card|predictions',
      about: say('종류를 직접 정합니다.', 'Say which it is.'),
    },
    release: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('SBOM이 속한 릴리스.', 'Release the SBOM belongs to.'),
    },
    purposes: {
      takes: 'text',
      value: 'training,…',
      about: say(
        '데이터 카드에 없을 때 쓰임: training, tuning, testing, reference.',
        'What the data are for, where the card does not say: training, tuning, testing, reference.',
      ),
    },
    version: {
      takes: 'text',
      value: 'VERSION',
      about: say('데이터 카드에 없을 때 버전.', 'Version of the data, where the card does not say.'),
    },
    evaluation: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('계획이 확정된 평가.', 'Evaluation whose plan is signed.'),
    },
    model: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say(
        '모델 버전. 그 모델의 확정된 평가가 하나일 때.',
        'Model version, when exactly one evaluation is planned for it.',
      ),
    },
    label: { takes: 'text', value: 'COLUMN', about: say('정답 열.', 'Column of the true label.') },
    score: { takes: 'text', value: 'COLUMN', about: say('모델 출력 열.', "Column of the model's output.") },
    case: { takes: 'text', value: 'COLUMN', about: say('사례 번호 열.', 'Column of the case number.') },
    subject: {
      takes: 'text',
      value: 'COLUMN',
      about: say('대상자 가명 열(한 사람의 사례가 여럿일 때).', "Column of the subject's pseudonym."),
    },
    groups: {
      takes: 'text',
      value: 'COLUMN,COLUMN',
      about: say(
        '하위집단 열. 계획에 적힌 열은 저절로 읽습니다.',
        'Columns of subgroups, beside those of the plan.',
      ),
    },
    reference: {
      takes: 'text',
      value: 'COLUMN',
      about: say(
        '기준 집합 표시 열(1이면 평가하지 않고 점수 분포의 비교 기준으로 씁니다).',
        'Column that is 1 for the reference set, whose scores drift is told against.',
      ),
    },
    subgroups: { takes: 'text', value: 'COLUMN,COLUMN', about: say('하위집단 열.', 'Columns of subgroups.') },
    columns: {
      takes: 'text',
      value: 'ROLE=COLUMN,…',
      about: say(
        '이진 분류가 아닌 과업의 열. 예: case=image,truth=label,score:A=p_a',
        'Columns of tasks other than binary, e.g. case=image,truth=label,score:A=p_a',
      ),
    },
  },
  run: async (asked, terminal) => {
    const words = expectWords(asked, [1, 1], usage[0] ?? '')
    if (!words.ok) return words
    const file = asked.words[0] ?? ''
    const artefact = await artefactOf(asked, terminal, file)
    if (!artefact.ok) return artefact
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    switch (artefact.value) {
      case 'sbom':
        return takeSbom(connection.value, asked, file)
      case 'vex':
        return takeVex(connection.value, file)
      case 'card':
        return takeCard(connection.value, asked, file)
      case 'predictions':
        return takePredictions(connection.value, asked, file)
      default: {
        const never: never = artefact.value
        throw new Error(`unknown artefact ${String(never)}`)
      }
    }
  },
}

async function artefactOf(asked: Asked, terminal: Terminal, file: string): Promise<Answer<Artefact>> {
  // The largest that any kind may be: each kind asks for itself again.
  const there = await uploadOf(terminal, file, intakePredictions)
  if (!there.ok) return there
  const named = asked.text('as')
  const artefact = named ?? recognise(await readHead(resolve(terminal.folder, file)), file)
  if (artefact !== 'sbom' && artefact !== 'predictions' && artefact !== 'vex' && artefact !== 'card') {
    return refuse(
      named === undefined ? 'wrong-type' : 'invalid',
      say(
        `무엇인지 알 수 없습니다: ${file}. --as sbom, --as vex, --as card, --as predictions 가운데 하나를 더하십시오.`,
        `Cannot tell what ${file} is. Add --as sbom, --as vex, --as card or --as predictions.`,
      ),
      'as',
    )
  }
  const strange = Object.entries(optionsOf).flatMap(([of, names]) => (of === artefact ? [] : names))
  const misplaced = strange.find((name) => asked.on(name))
  if (misplaced === undefined) return accept(artefact)
  const kind = artefactWords[artefact]
  return refuse(
    'invalid',
    say(`--${misplaced} 옵션은 ${kind.ko}에 쓰지 않습니다.`, `--${misplaced} does not go with ${kind.en}.`),
    misplaced,
  )
}
