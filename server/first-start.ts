import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { say, type Words } from '@maek/domain/words.ts'
import type { House } from './house.ts'
import { createOrganisation, listOrganisations } from './organisations.ts'
import { furnishSample } from './sample/furnish.ts'

type Told = { readonly address: string; readonly empty: boolean; readonly tell: (words: Words) => void }

/** What a newcomer needs at the first start: a company to look at (or an empty one), a way in, a token for the CLI. */
export async function firstStart(house: House, { address, empty, tell }: Told): Promise<void> {
  if ((await listOrganisations(house.database)).length === 0) await makeFirstOrganisation(house, empty, tell)
  const [first] = await listOrganisations(house.database)
  // Whoever reads that the house is ready may call it at once, so what a program needs stands before it is said.
  if (first) await leaveToken(house, first.id, address)
  tell(say(`맥이 준비되었습니다: ${address}`, `Maek is ready: ${address}`))
  if (!first || !(await house.people.unclaimed())) return
  const { token } = await house.people.invite({
    organisation: first.id,
    email: null,
    roles: ['administrator', 'quality'],
    by: null,
  })
  const link = `${address}/claim#${token}`
  tell(
    say(`관리자 등록(한 번만 쓸 수 있는 주소): ${link}`, `Become the administrator (one-time link): ${link}`),
  )
}

/** A token for `maek` on this machine, beside the data. */
async function leaveToken(house: House, organisation: string, address: string): Promise<void> {
  const token = await house.people.localToken(organisation)
  if (token === null) return
  await writeFile(join(house.folder, 'cli-token'), `${address}\n${token}\n`, { mode: 0o600 })
}

async function makeFirstOrganisation(house: House, empty: boolean, tell: Told['tell']): Promise<void> {
  const at = house.now()
  if (empty) {
    await createOrganisation(house.database, { name: say('새 조직', 'New organisation'), sample: false, at })
    return
  }
  tell(
    say(
      '샘플 회사를 만듭니다. 모든 내용은 샘플 데이터입니다.',
      'Making the sample company. All of it is sample data.',
    ),
  )
  const organisation = await createOrganisation(house.database, {
    name: say('샘플 메디컬 AI (샘플 데이터)', 'Sample Medical AI (sample data)'),
    sample: true,
    at,
  })
  await furnishSample(house, organisation.id)
}
