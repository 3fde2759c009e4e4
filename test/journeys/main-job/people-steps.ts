import { join } from 'node:path'
import { storeFile } from '@maek/domain/api.ts'
import type { Role } from '@maek/domain/permissions.ts'
import { expect, test } from 'vitest'
import * as device from '../device-bodies.ts'
import { claimLink, emptyPlace, startHouse } from '../house-process.ts'
import { act, claim, create, invite } from '../member.ts'
import {
  administrator,
  engineer,
  folder,
  house,
  idOf,
  keep,
  leave,
  management,
  password,
  recordOf,
  reviewer,
} from './journey.ts'

test('an empty house starts and tells its administrator by a one-time link', async () => {
  leave({ house: await startHouse(await emptyPlace(join(folder(), 'data')), '--empty') })
  const who = { name: '김관리', email: 'admin@maker.example', password }
  leave({ administrator: await claim(house(), await claimLink(house()), who) })
  await expect(claim(house(), await claimLink(house()), who)).rejects.toThrow(/used or has expired/)
})

test('engineer, quality manager and management come in by invitation', async () => {
  const member = (name: string, email: string, role: Role) =>
    invite(administrator(), house(), { name, email, password, roles: [role] })
  leave({ engineer: await member('이개발', 'engineer@maker.example', 'engineer') })
  leave({ reviewer: await member('최품질', 'quality@maker.example', 'quality') })
  leave({ management: await member('박대표', 'ceo@maker.example', 'management') })
})

test('people are registered, and an AI policy is in force with management’s signature', async () => {
  const letter = await engineer().call(storeFile, { name: '임명장.pdf' }, Buffer.from('%PDF-1.4\n%%EOF\n'))
  const people = [
    ['engineer', '이개발', 'Gaebal Lee', 'development'],
    ['reviewer', '최품질', 'Pumjil Choi', 'quality-manager'],
  ]
  for (const [key = '', ko = '', en = '', duty = ''] of people) {
    const body = { ...device.personBody(ko, en, [duty]), appointmentFiles: [letter] }
    keep(key, await act(reviewer(), await create(administrator(), 'person', body), 'confirm'))
  }
  const draft = await create(administrator(), 'policy', device.policyBody(idOf('reviewer')))
  const submitted = await act(administrator(), draft, 'submit')
  await expect(act(administrator(), submitted, 'approve')).rejects.toThrow(/may not|yourself|another/)
  keep('policy', await act(management(), submitted, 'approve'))
  expect(recordOf('policy').state).toBe('approved')
})
