import { incident } from '../../incidents/incident.ts'
import { aiSystem } from '../../models/ai-system.ts'
import { dataset } from '../../models/dataset.ts'
import { device } from '../../products/device.ts'
import type { StoredRecord } from '../../record.ts'
import { joined, shownRows, shownState, shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import { gapFact, harmFact } from './fact-words.ts'
import {
  both,
  type ImpactQuestion,
  type ImpactRecords,
  item,
  labelOf,
  type Maybe,
  question,
  text,
} from './facts.ts'

/** Whom it touches and how: items 1 to 4 of the Decree Art. 28(1), with vulnerable groups. */
export function peopleQuestions(records: ImpactRecords): ImpactQuestion[] {
  return [affected(records), vulnerable(records), rights(records), impacts(records), usage(records)]
}

function affected({ system: own, devices, datasets }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'affected',
      fields: ['affected'],
      title: say('① 영향받는 개인·집단', '1 Affected persons and groups'),
      citation: both(item(1), '6.7'),
    },
    [
      text(own, 'usersAndPatients', labelOf(aiSystem, 'usersAndPatients')),
      ...devices.flatMap((one) => [
        text(one, 'patients', labelOf(device, 'patients')),
        text(one, 'users', labelOf(device, 'users')),
      ]),
      ...datasets.map(
        (one): Maybe => ({
          record: one,
          label: say(`${one.number} 인구 구성`, `${one.number}, population`),
          value: populationOf(one),
        }),
      ),
    ],
  )
}

function populationOf(one: StoredRecord): Words | undefined {
  const rows = shownRows(dataset, one, 'population')
  if (rows.length === 0) return undefined
  return joined(
    rows.map(({ attribute, group, subjects }) =>
      say(`${attribute?.ko} ${group?.ko} ${subjects?.ko}`, `${attribute?.en} ${group?.en} ${subjects?.en}`),
    ),
    '; ',
  )
}

function vulnerable({ hazards, gaps, datasets }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'vulnerable',
      fields: ['vulnerableGroups'],
      title: say('취약계층', 'Vulnerable groups'),
      citation: say(
        '인공지능기본법 제35조(2026-07-21 시행분)',
        'AI Basic Act Art. 35, as in force from 2026-07-21',
      ),
    },
    [
      ...hazards.flatMap((one): Maybe[] => {
        const groups = shownText(one, 'affectedGroups')
        return groups
          ? [
              {
                record: one,
                label: say(`${one.number} 특히 불리한 집단`, `${one.number}, groups at a disadvantage`),
                value: groups,
              },
            ]
          : []
      }),
      ...gaps.map(gapFact),
      ...datasets.flatMap((one): Maybe[] => {
        const known = shownText(one, 'knownGaps')
        return known
          ? [
              {
                record: one,
                label: say(`${one.number} 알려진 한계`, `${one.number}, known gaps`),
                value: known,
              },
            ]
          : []
      }),
    ],
    say(
      '불리한 집단을 적은 위험·격차·데이터 기록이 없습니다.',
      'No hazard, gap or dataset names a group at a disadvantage.',
    ),
  )
}

function rights({ system: own, devices, hazards }: ImpactRecords): ImpactQuestion {
  const privacy = hazards.filter(
    ({ body }) => Array.isArray(body.aspects) && body.aspects.includes('privacy'),
  )
  return question(
    {
      id: 'rights',
      fields: ['rights'],
      title: say('② 영향받는 기본권', '2 Rights touched'),
      citation: item(2),
    },
    [
      text(own, 'transparencyNotice', labelOf(aiSystem, 'transparencyNotice')),
      text(own, 'explanation', labelOf(aiSystem, 'explanation')),
      ...devices.flatMap((one) =>
        one.body.handlesPersonalData === true
          ? [text(one, 'personalData', labelOf(device, 'personalData'))]
          : [],
      ),
      ...privacy.map(harmFact),
    ],
  )
}

function impacts({ hazards, incidents }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'impacts',
      fields: ['impacts', 'societal'],
      title: say('③ 사회적·경제적 영향', '3 Social and economic impacts'),
      citation: both(item(3), '6.8'),
    },
    [
      ...incidents.map(
        (one): Maybe => ({
          record: one,
          label: say(`${one.number} 사고`, `${one.number}, incident`),
          value: say(
            `${one.title} · ${shownState(incident, one).ko}`,
            `${one.title} · ${shownState(incident, one).en}`,
          ),
        }),
      ),
      ...hazards.map(harmFact),
    ],
    say('위험이나 사고 기록이 없습니다.', 'There is no hazard or incident on record.'),
  )
}

function usage({ system: own, devices }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'usage',
      fields: ['usagePattern'],
      title: say('④ 사용 행태', '4 How it is used'),
      citation: item(4),
    },
    [
      ...devices.map((one) => text(one, 'misuse', labelOf(device, 'misuse'))),
      text(own, 'unintendedUses', labelOf(aiSystem, 'unintendedUses')),
      text(own, 'oversight', labelOf(aiSystem, 'oversight')),
    ],
  )
}
