import { resolve } from 'node:path'
import { intakePredictions } from '@maek/domain/models/api.ts'
import type { ObservationContents } from '@maek/domain/monitoring/observation-columns.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { expectWords } from './arguments.ts'
import type { Asked, Command, Terminal } from './command.ts'
import { takeSbom } from './components/intake-sbom.ts'
import { connect } from './connection.ts'
import { takeCard } from './models/datasets/card.ts'
import { takePredictions } from './models/intake-predictions.ts'
import { takeObservations } from './monitoring/observe.ts'
import { recogniseObservations } from './monitoring/recognise-observations.ts'
import { type Artefact, readHead, recognise } from './recognise.ts'
import { uploadOf } from './upload.ts'
import { takeVex } from './vulnerabilities/intake-vex.ts'

const usage = [
  'intake SBOM-FILE [--release ID|NUMBER] [--replace]',
  'intake VEX-FILE',
  'intake croissant.json [--purposes training,testing] [--version VERSION]',
  'intake OBSERVATIONS.csv|.ndjson|.json|.parquet --model ID|NUMBER [--release ID|NUMBER]',
  'intake PREDICTIONS.csv|.ndjson|.parquet [--evaluation ID|NUMBER] [--model ID|NUMBER] [--label COLUMN] [--score COLUMN] [--case COLUMN] [--subject COLUMN] [--groups COLUMN,COLUMN] [--reference COLUMN] [--columns ROLE=COLUMN,…]',
]
type Taken = Artefact | 'observations'
const optionsOf: Readonly<Record<Taken, readonly string[]>> = {
  sbom: ['release', 'replace'],
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
  observations: ['model', 'release'],
}
const artefactWords: Readonly<Record<Taken, Words>> = {
  sbom: say('SBOM', 'an SBOM'),
  vex: say('VEX', 'a VEX'),
  card: say('데이터 카드', 'a data card'),
  predictions: say('예측 결과', 'predictions'),
  observations: say('현장 관측 자료', 'observations from the field'),
}

export const intake: Command = {
  name: 'intake',
  title: say(
    'SBOM, VEX, 데이터 카드, 예측 결과 또는 현장 관측 자료를 등록합니다',
    'Register an SBOM, a VEX, a data card, predictions or observations',
  ),
  usage,
  about: say(
    '내용(gzip이면 그 안의 내용)과 확장자로 종류를 알아봅니다. SBOM(CycloneDX, SPDX)이면 구성요소를 취약점과 대조하고, 공급자의 VEX(CycloneDX, OpenVEX, CSAF)이면 판정 초안을, 데이터 카드(Croissant, --as card면 CycloneDX 데이터)면 데이터셋 초안을 만들고, 예측 CSV이면 확정된 계획에 따라 지표와 신뢰구간을 계산합니다. 관측 자료의 기본 열 이름을 모두 갖춘 현장 예측이나 정답은 --model과 함께 받고, 분명하지 않으면 받지 않고 쓸 명령을 알립니다. 사람을 알아볼 수 있는 값이 든 예측은 거절됩니다.',
    'Recognises the file by content (of a gzip file, by what is in it) and extension. An SBOM (CycloneDX, SPDX) is matched against advisories; a supplier’s VEX (CycloneDX, OpenVEX, CSAF) becomes drafts of decisions; a data card (Croissant, or CycloneDX data with --as card) the draft of a dataset; a predictions CSV is evaluated by its signed plan, metrics with intervals. Predictions or labels from the field that bear all their usual column names are taken with --model; where that is not plain, the command to use is told and nothing is sent. Predictions holding anything that identifies a person are refused.',
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
      about: say('SBOM이나 관측 자료가 속한 릴리스.', 'Release the SBOM or the observations belong to.'),
    },
    replace: {
      takes: 'switch',
      about: say(
        '같은 릴리스에 같은 이름으로 등록된, 아무도 손대지 않은 앞선 SBOM 초안을 버립니다. 빌드마다 등록하는 CI에서 씁니다.',
        'Discard earlier drafts of that name for that release that nobody has touched since. For pipelines that register one at each build.',
      ),
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
        '모델 버전. 평가는 그 모델의 확정된 평가가 하나일 때, 관측 자료는 반드시.',
        'Model version: of an evaluation, when exactly one is planned for it; of observations, always.',
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
    const recognised = await recognisedOf(asked, terminal, file)
    if (!recognised.ok) return recognised
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    if ('given' in recognised.value) return takeObservations(connection.value, file, recognised.value.given)
    const { artefact } = recognised.value
    switch (artefact) {
      case 'sbom':
        return takeSbom(connection.value, asked, file)
      case 'vex':
        return takeVex(connection.value, file)
      case 'card':
        return takeCard(connection.value, asked, file)
      case 'predictions':
        return takePredictions(connection.value, asked, file)
      default: {
        const never: never = artefact
        throw new Error(`unknown artefact ${String(never)}`)
      }
    }
  },
}

type Recognised =
  | { readonly artefact: Artefact }
  | { readonly given: { contents: ObservationContents; model: string; release: string | undefined } }

async function recognisedOf(asked: Asked, terminal: Terminal, file: string): Promise<Answer<Recognised>> {
  // The largest that any kind may be: each kind asks for itself again.
  const there = await uploadOf(terminal, file, intakePredictions)
  if (!there.ok) return there
  const path = resolve(terminal.folder, file)
  const head = await readHead(path)
  const named = asked.text('as')
  const artefact = named ?? recognise(head, file)
  const isTold = named !== undefined || optionsOf.predictions.some((one) => one !== 'model' && asked.on(one))
  if (!isTold && (artefact === 'predictions' || isArray(head))) {
    const seen = await recogniseObservations(path, head)
    if (seen.contents !== null) return observationsOf(asked, file, seen.contents)
    if (seen.isPossible) return perhapsObservations(file)
  }
  if (artefact !== 'sbom' && artefact !== 'predictions' && artefact !== 'vex' && artefact !== 'card') {
    return refuse(
      named === undefined ? 'wrong-type' : 'invalid',
      say(
        `무엇인지 알 수 없습니다: ${file}. --as sbom, --as vex, --as card, --as predictions 가운데 하나를 더하십시오. 현장 관측 자료는 maek observe로 보냅니다.`,
        `Cannot tell what ${file} is. Add --as sbom, --as vex, --as card or --as predictions. Observations from the field go by maek observe.`,
      ),
      'as',
    )
  }
  const misplaced = misplacedFor(asked, artefact)
  return misplaced ?? accept({ artefact })
}

/** A JSON array: no other artefact begins so. */
function isArray(head: Uint8Array): boolean {
  return new TextDecoder().decode(head).trimStart().startsWith('[')
}

function observationsOf(asked: Asked, file: string, contents: ObservationContents): Answer<Recognised> {
  const misplaced = misplacedFor(asked, 'observations')
  if (misplaced) return misplaced
  const model = asked.text('model')
  if (model !== undefined) return accept({ given: { contents, model, release: asked.text('release') } })
  const command = `maek observe ${contents} ${file} --model ID|NUMBER`
  return refuse(
    'invalid',
    contents === 'predictions'
      ? say(
          `${file}: 현장에서 온 예측입니다. 모델 버전을 정하십시오: ${command}`,
          `${file} holds predictions from the field. Name the model version: ${command}`,
        )
      : say(
          `${file}: 현장 예측의 정답입니다. 모델 버전을 정하십시오: ${command}`,
          `${file} holds labels from the field. Name the model version: ${command}`,
        ),
    'model',
  )
}

function perhapsObservations(file: string): Answer<never> {
  const commands = `maek observe predictions|labels ${file} --model ID|NUMBER`
  return refuse(
    'wrong-type',
    say(
      `${file}: 현장 관측 자료인지 평가용 예측인지 분명하지 않습니다. 현장 자료이면 ${commands} 명령을 쓰고, 평가이면 --as predictions를 더하십시오.`,
      `${file} may hold observations from the field or predictions of an evaluation. For the field use ${commands}; for an evaluation add --as predictions.`,
    ),
    'as',
  )
}

/** An option of another kind of file. */
function misplacedFor(asked: Asked, artefact: Taken): Answer<never> | null {
  const own = optionsOf[artefact]
  const misplaced = Object.values(optionsOf)
    .flat()
    .find((name) => !own.includes(name) && asked.on(name))
  if (misplaced === undefined) return null
  const kind = artefactWords[artefact]
  return refuse(
    'invalid',
    say(`--${misplaced} 옵션은 ${kind.ko}에 쓰지 않습니다.`, `--${misplaced} does not go with ${kind.en}.`),
    misplaced,
  )
}
