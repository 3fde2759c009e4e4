import { document } from './documents/document.ts'
import { policy } from './governance/policy.ts'
import { supplier } from './governance/supplier.ts'
import type { Kind } from './kind.ts'
import { competence } from './people/competence.ts'
import { person } from './people/person.ts'
import { training } from './people/training.ts'
import { device } from './products/device.ts'
import { release } from './products/release.ts'
import { site } from './products/site.ts'
import { hazard } from './risks/hazard.ts'
import { riskControl } from './risks/risk-control.ts'

/** Every kind of record, in the order of the domains and within each in the order people meet them. */
export const kinds: readonly Kind[] = [
  // people
  person,
  competence,
  training,
  // governance
  policy,
  supplier,
  // documents
  document,
  // products
  device,
  release,
  site,
  // risks
  hazard,
  riskControl,
]

const byName = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of that name, or undefined: a name from outside is not trusted. */
export function kindByName(name: string): Kind | undefined {
  return byName.get(name)
}
