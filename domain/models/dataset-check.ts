import { choice, day, file, later, line, optional, prose, ref, whole } from '../field.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

/** What the fingerprint found; a check keeps it and nobody changes it. */
const measured = [
  'name',
  'dataset',
  'checkedOn',
  'outcome',
  'manifest',
  'manifestSha256',
  'baselineSha256',
  'added',
  'removed',
  'altered',
  'renamed',
  'relabelled',
  'moved',
  'reassigned',
]

const checkLife = life({
  initial: 'recorded',
  states: {
    recorded: { label: say('기록됨', 'Recorded'), tone: 'neutral', editable: true },
    withdrawn: { label: say('무효', 'Void'), tone: 'neutral', ended: true },
  },
  actions: {
    // The wrong folder was read: another person agrees and says why. The entry and its manifest stay.
    withdraw: {
      label: say('무효 처리', 'Declare void'),
      from: ['recorded'],
      to: 'withdrawn',
      permission: 'approve',
      signs: 'review',
      fourEyes: true,
      reason: true,
    },
  },
})

const counted = (ko: string, en: string) => optional(whole({ label: say(ko, en) }))

/** An approved dataset fingerprinted again and compared with its approved manifest. */
export const datasetCheck = kind({
  name: 'dataset-check',
  code: 'DCH',
  domain: 'models',
  title: say('데이터셋 대조', 'Dataset check'),
  plural: say('데이터셋 대조', 'Dataset checks'),
  about: say(
    '승인된 데이터셋의 지문을 다시 떠서 승인된 매니페스트와 대조한 기록입니다. 학습데이터가 조작되거나 바뀌면 여기서 드러납니다(전자적 침해행위 보안지침 제12조, ISO/IEC 42001 A.7.5).',
    'An approved dataset fingerprinted again and compared with its approved manifest: manipulated training data show here (MFDS security notice Art. 12; ISO/IEC 42001 A.7.5).',
  ),
  titleField: 'name',
  life: checkLife,
  sealed: { '*': measured },
  byHouse: {
    records: say(
      '승인된 데이터셋에 새 매니페스트를 제출하면(데이터셋 화면, maek dataset submit) 시스템이 만듭니다.',
      'The system makes it when a manifest is submitted for an approved dataset (its page, or maek dataset submit).',
    ),
  },
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('이름', 'Name'), searched: true }),
    dataset: ref('dataset', {
      label: say('데이터셋', 'Dataset'),
      listed: true,
      reverse: say('대조', 'Checks'),
    }),
    checkedOn: day({ label: say('대조일', 'Checked on'), listed: true }),
    outcome: choice({
      label: say('결과', 'Outcome'),
      listed: true,
      choices: {
        same: say('승인본과 같음', 'As approved'),
        altered: say('승인본과 다름', 'Altered since approval'),
      },
    }),
    manifest: later(file({ label: say('대조한 매니페스트', 'Manifest of the check') })),
    manifestSha256: later(
      line({ label: say('매니페스트 해시', 'Hash of the manifest'), pattern: sha256Pattern, searched: true }),
    ),
    baselineSha256: later(
      line({ label: say('승인된 매니페스트 해시', 'Hash of the approved manifest'), pattern: sha256Pattern }),
    ),
    added: counted('추가', 'Added'),
    removed: counted('삭제', 'Removed'),
    altered: counted('내용 변경', 'Altered'),
    renamed: counted('이름 변경', 'Renamed'),
    relabelled: counted('라벨 변경', 'Relabelled'),
    moved: counted('분할 이동', 'Moved between splits'),
    reassigned: counted('대상자 변경', 'Given to another subject'),
    note: optional(prose({ label: say('메모', 'Note') })),
  },
})
