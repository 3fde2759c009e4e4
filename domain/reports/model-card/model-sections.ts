import { aiSystem } from '../../models/ai-system.ts'
import { dataset } from '../../models/dataset.ts'
import { modelVersion } from '../../models/model-version.ts'
import { device } from '../../products/device.ts'
import { shownChoice, shownRows, shownState, shownText } from '../../shown.ts'
import { say } from '../../words.ts'
import type { CardSection } from './card.ts'
import { type CardRecords, dash, fieldFact, same, tableFact, textFact } from './facts.ts'

/** Which model it is, what for, and how it was made. */
export function modelSections(records: CardRecords): CardSection[] {
  return [identity(records), intendedUse(records), making(records), data(records)]
}

function identity({ model, releases, checks }: CardRecords): CardSection {
  const own = (field: string) => fieldFact(modelVersion, model, field)
  return {
    id: 'identity',
    title: say('모델 식별', 'Which model this is'),
    citation: say(
      '시행규칙 제33조제2항제5호, ISO/IEC 42001 A.6.2.7',
      'Rule Art. 33(2)5, ISO/IEC 42001 A.6.2.7',
    ),
    facts: [
      own('name'),
      own('version'),
      textFact(say('상태', 'State'), shownState(modelVersion, model), model),
      textFact(
        say('승인일', 'Approved on'),
        model.approvedAt ? same(model.approvedAt.slice(0, 10)) : null,
        model,
      ),
      own('weightsSha256'),
      own('codeCommit'),
      own('codeRepository'),
      tableFact(say('탑재 릴리스', 'Releases that carry it'), {
        columns: [say('번호', 'Number'), say('버전', 'Version'), say('출하 승인일', 'Released on')],
        rows: releases.map((one) => [
          same(one.number),
          shownText(one, 'version') ?? dash,
          one.approvedAt ? same(one.approvedAt.slice(0, 10)) : dash,
        ]),
        source: model,
      }),
      tableFact(say('무결성 점검', 'Integrity checks'), {
        columns: [say('번호', 'Number'), say('대상', 'Checked'), say('점검일', 'On'), say('결과', 'Result')],
        rows: checks
          .slice(-5)
          .map((one) => [
            same(one.number),
            same(one.title),
            shownText(one, 'checkedOn') ?? dash,
            one.body.result === 'same' ? say('일치', 'Same') : say('불일치', 'Differs'),
          ]),
        source: model,
      }),
    ],
  }
}

function intendedUse({ aiSystem: system, devices }: CardRecords): CardSection {
  const own = (field: string) => fieldFact(aiSystem, system, field)
  return {
    id: 'intended-use',
    title: say('사용목적과 사용자', 'Intended use and users'),
    citation: say('ISO/IEC 42001 A.8.2, EU AI법 제13조', 'ISO/IEC 42001 A.8.2, EU AI Act Art. 13'),
    facts: [
      own('purpose'),
      ...devices.map((one) => fieldFact(device, one, 'intendedUse')),
      own('usersAndPatients'),
      own('inputsAndOutputs'),
      own('unintendedUses'),
      own('oversight'),
      own('fallback'),
    ],
  }
}

function making({ model }: CardRecords): CardSection {
  const own = (field: string) => fieldFact(modelVersion, model, field)
  const sbom = modelVersion.shape.environmentSbom.safeParse(model.body.environmentSbom).data
  const label = modelVersion.fields.environmentSbom?.label ?? say('', '')
  return {
    id: 'making',
    title: say('알고리즘과 학습', 'Algorithm and training'),
    citation: say(
      '시행규칙 제33조제2항제5호(훈련방법), ISO/IEC 42001 A.6.2.3',
      'Rule Art. 33(2)5 (training method), ISO/IEC 42001 A.6.2.3',
    ),
    facts: [
      own('architecture'),
      own('designReasons'),
      own('trainingMethod'),
      own('environment'),
      textFact(label, sbom ? same(`${sbom.name} · SHA-256 ${sbom.sha256}`) : null, model),
      own('preprocessing'),
    ],
  }
}

const roles = {
  trainedOn: say('학습', 'Training'),
  tunedOn: say('조정', 'Tuning'),
  testedOn: say('시험', 'Testing'),
} as const

function data({ datasets }: CardRecords): CardSection {
  const seen = [...new Map(datasets.map((one) => [one.record.id, one.record])).values()]
  return {
    id: 'data',
    title: say('학습·시험 데이터', 'Training and test data'),
    citation: say(
      '시행규칙 제33조제2항제5호(학습데이터 정보), ISO/IEC 42001 A.7',
      'Rule Art. 33(2)5 (training data), ISO/IEC 42001 A.7',
    ),
    facts: [
      tableFact(say('데이터셋', 'Datasets'), {
        columns: [
          say('번호', 'Number'),
          say('이름', 'Name'),
          say('쓰임', 'Used for'),
          say('대상자', 'Subjects'),
          say('건수', 'Items'),
          say('법적 근거', 'Legal basis'),
          say('IRB', 'IRB'),
        ],
        rows: datasets.map(({ role, record }) => [
          same(record.number),
          same(`${record.title} ${shownText(record, 'version')?.ko ?? ''}`.trim()),
          roles[role],
          shownText(record, 'subjects') ?? dash,
          shownText(record, 'items') ?? dash,
          shownChoice(dataset, record, 'legalBasis') ?? dash,
          shownText(record, 'irbNumber') ?? shownChoice(dataset, record, 'ethics') ?? dash,
        ]),
        source: null,
      }),
      ...seen.flatMap((one) => [
        tableFact(say(`${one.number} 인구 구성`, `${one.number}, population`), {
          columns: [
            say('속성', 'Attribute'),
            say('집단', 'Group'),
            say('대상자', 'Subjects'),
            say('양성', 'Positives'),
          ],
          rows: shownRows(dataset, one, 'population').map(({ attribute, group, subjects, positives }) => [
            attribute ?? dash,
            group ?? dash,
            subjects ?? dash,
            positives ?? dash,
          ]),
          source: one,
        }),
        {
          ...fieldFact(dataset, one, 'labelProcess'),
          label: say(`${one.number} 라벨링`, `${one.number}, labelling`),
        },
        {
          ...fieldFact(dataset, one, 'knownGaps'),
          label: say(`${one.number} 알려진 한계`, `${one.number}, known gaps`),
        },
      ]),
    ],
  }
}
