import type { StoredRecord } from '@maek/domain/record.ts'
import { catalogues } from '@maek/server/assurance/catalogues.ts'
import { readinessAt } from '@maek/server/assurance/readiness.ts'
import { writeGovernance } from '@maek/server/sample/governance.ts'
import { writeModel } from '@maek/server/sample/model.ts'
import { type Pen, takePen } from '@maek/server/sample/pen.ts'
import { writePeople } from '@maek/server/sample/people.ts'
import { draftRelease, writeDevice, writeSites } from '@maek/server/sample/product.ts'
import { writeUpdate } from '@maek/server/sample/update.ts'
import { type ServedHouse, servedHouse } from './served-house.ts'

export type UpdatedHouse = {
  readonly served: ServedHouse
  readonly pen: Pen
  readonly release: StoredRecord
  readonly openSites: () => Promise<unknown>
  /** What readiness says of a requirement of ISO/IEC 42001 now, in English. */
  readonly readiness: (ref: string) => Promise<string>
}

/** A served house with a first model, assessed and evaluated on 21 November, and its update on the day after. */
export async function updatedHouse(): Promise<UpdatedHouse> {
  const served = await servedHouse()
  const { house } = served
  const pen = takePen(house, house.organisation.id)
  const people = await writePeople(pen)
  const { documents } = await writeGovernance(pen, people)
  const device = await writeDevice(pen, people, documents.slice(0, 1))
  const release = await draftRelease(pen, device)
  const own = await writeModel(pen, { device, release: release.id, people })
  house.at('2026-11-22T00:00:00.000Z')
  await writeUpdate(pen, { ...own, device, people })
  return {
    served,
    pen,
    release,
    openSites: () => writeSites(pen, release.id),
    readiness: async (ref) => {
      const framework = catalogues().frameworks.find(({ id }) => id === 'iso-42001')
      if (!framework) throw new Error('the catalogue is there')
      const moment = await readinessAt(house, house.organisation.id)
      return moment.answers(framework).find(({ requirement }) => requirement.ref === ref)?.because.en ?? ''
    },
  }
}
