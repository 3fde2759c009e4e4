import { furnishSample } from '@maek/server/sample/furnish.ts'
import { type ServedHouse, servedHouse } from './served-house.ts'

/** A served house whose one organisation holds the sample company's records. */
export async function servedSample(): Promise<ServedHouse> {
  const served = await servedHouse()
  await furnishSample(served.house, served.house.organisation.id)
  return served
}
