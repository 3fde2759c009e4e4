import type { House } from '../house.ts'
import { writeImprovement, writeIncident } from './after-market.ts'
import { writeAssurance } from './assurance.ts'
import { writeComponentRules } from './components.ts'
import { decideGaps } from './gaps.ts'
import { writeGovernance } from './governance.ts'
import { writeModel } from './model.ts'
import { writeMonitoring } from './monitoring.ts'
import { takePen } from './pen.ts'
import { writePeople } from './people.ts'
import { draftNextRelease, draftRelease, writeDevice, writeSites } from './product.ts'
import { writeRisks } from './risks.ts'
import { decideFindings, takeInSampleSbom, writeMeasures } from './security.ts'
import { writeUpdate } from './update.ts'

/**
 * The sample company, through the same doors as everybody's records. Left unfinished on purpose, so that a newcomer
 * sees what gaps look like: the impact assessment is stale and its procedure a draft, one severe vulnerability is
 * undecided, one training overdue, one risk control unproven, most security measures missing.
 */
export async function furnishSample(house: House, organisation: string): Promise<void> {
  const pen = takePen(house, organisation)
  const people = await writePeople(pen)
  const governance = await writeGovernance(pen, people)
  const device = await writeDevice(pen, people, governance.documents.slice(0, 3))
  const draft = await draftRelease(pen, device)
  const release = draft.id
  const told = { device, release, people }
  const [risks, sbom, own] = await Promise.all([
    writeRisks(pen, { device, policy: governance.riskPolicy, people }),
    takeInSampleSbom(pen, told),
    writeModel(pen, told),
    writeComponentRules(pen, told),
  ])
  const { aiSystem, model, evaluation } = own
  await Promise.all([
    pen.lead(draft, 'submit', 'release'),
    decideFindings(pen, { ...told, sbom }),
    decideGaps(pen, { evaluation, hazards: risks.hazards.slice(0, 1) }),
    writeMeasures(pen, { ...told, aiSystem }),
    writeMonitoring(pen, { people, model, evaluation }),
    writeUpdate(pen, { ...own, device, people }),
  ])
  const [sites] = await Promise.all([writeSites(pen, release), draftNextRelease(pen, device, release)])
  const all = { ...told, aiSystem, model, sites }
  const [incident, improvement] = await Promise.all([writeIncident(pen, all), writeImprovement(pen, all)])
  await writeAssurance(pen, {
    ...told,
    policy: governance.qualityPolicy,
    action: improvement.action,
    incident,
  })
}
