import { aiSystem } from '../../models/ai-system.ts'
import { dataset } from '../../models/dataset.ts'
import { device } from '../../products/device.ts'
import type { StoredRecord } from '../../record.ts'
import { joined, shownChoice, shownRows, shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import { type ImpactQuestion, type ImpactRecords, iso, labelOf, type Maybe, question, text } from './facts.ts'

/** What is assessed: system, data, model and where it runs (ISO/IEC 42005 6.2 to 6.6). */
export function systemQuestions(records: ImpactRecords): ImpactQuestion[] {
  return [system(records), data(records), model(records), deployment(records)]
}

function system({ system: own, devices }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'system',
      fields: ['scope'],
      title: say('시스템과 사용목적', 'System and intended use'),
      citation: iso('6.2, 6.3'),
    },
    [
      text(own, 'purpose', labelOf(aiSystem, 'purpose')),
      text(own, 'inputsAndOutputs', labelOf(aiSystem, 'inputsAndOutputs')),
      text(own, 'unintendedUses', labelOf(aiSystem, 'unintendedUses')),
      ...devices.map((one) => text(one, 'intendedUse', labelOf(device, 'intendedUse'))),
    ],
  )
}

function data({ datasets }: ImpactRecords): ImpactQuestion {
  const wanted = datasets.flatMap((one): Maybe[] => {
    const failed = shownRows(dataset, one, 'quality').filter(({ met }) => met?.en === 'No')
    return [
      { record: one, label: say(`${one.number} 구성`, `${one.number}, make-up`), value: sizeOf(one) },
      {
        record: one,
        label: say(`${one.number} 알려진 한계`, `${one.number}, known gaps`),
        value: shownText(one, 'knownGaps'),
      },
      ...(failed.length > 0
        ? [
            {
              record: one,
              label: say(`${one.number} 미충족 품질 기준`, `${one.number}, quality limits missed`),
              value: joined(
                failed.map(({ measure, result }) =>
                  say(`${measure?.ko} ${result?.ko ?? ''}`, `${measure?.en} ${result?.en ?? ''}`),
                ),
              ),
            },
          ]
        : []),
    ]
  })
  return question(
    {
      id: 'data',
      fields: ['dataQuality'],
      title: say('데이터와 품질', 'Data and their quality'),
      citation: iso('6.4'),
    },
    wanted,
    say('승인된 모델에 연결된 데이터셋이 없습니다.', 'No dataset is linked to an approved model.'),
  )
}

function sizeOf(one: StoredRecord): Words | undefined {
  const [subjects, items] = [shownText(one, 'subjects'), shownText(one, 'items')]
  if (!subjects) return undefined
  const ethics = shownChoice(dataset, one, 'ethics')
  const irb = shownText(one, 'irbNumber')
  return say(
    `${one.title}: 대상자 ${subjects.ko}명${items ? `, ${items.ko}건` : ''}${ethics ? `, IRB ${ethics.ko}` : ''}${irb ? ` ${irb.ko}` : ''}`,
    `${one.title}: ${subjects.en} subjects${items ? `, ${items.en} items` : ''}${ethics ? `, IRB: ${ethics.en}` : ''}${irb ? ` ${irb.en}` : ''}`,
  )
}

function model({ models, system: own }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'model',
      fields: ['modelInformation'],
      title: say('알고리즘과 모델', 'Algorithm and model'),
      citation: iso('6.5'),
    },
    [
      { record: own, label: labelOf(aiSystem, 'learning'), value: shownChoice(aiSystem, own, 'learning') },
      ...models.flatMap((one): Maybe[] => [
        text(
          one,
          'architecture',
          say(`${one.number} 알고리즘과 구조`, `${one.number}, algorithm and architecture`),
        ),
        text(one, 'limits', say(`${one.number} 한계`, `${one.number}, limits`)),
      ]),
    ],
  )
}

function deployment({ system: own, sites }: ImpactRecords): ImpactQuestion {
  const countries = Map.groupBy(sites, ({ site }) => shownText(site, 'country')?.ko ?? '?')
  const [first] = sites
  const count = [...countries].map(([country, list]) => `${country} ${list.length}`).join(', ')
  const units = sites.reduce((sum, one) => sum + one.units, 0)
  return question(
    {
      id: 'deployment',
      fields: ['deployment'],
      title: say('배치 환경', 'Deployment environment'),
      citation: iso('6.6'),
    },
    [
      text(own, 'deployment', labelOf(aiSystem, 'deployment')),
      {
        record: first?.site,
        label: say('사용처', 'Sites'),
        value:
          first &&
          say(`${sites.length}곳 ${units}대(${count})`, `${sites.length} sites, ${units} units (${count})`),
      },
    ],
  )
}
