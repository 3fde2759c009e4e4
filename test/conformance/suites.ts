import { csafCases } from './csaf-cases.ts'
import { cvssScores } from './cvss-scores.ts'
import { cycloneDxJson, cycloneDxXml } from './cyclonedx-resources.ts'
import { medicalAdvisories } from './medical-advisories.ts'
import { namedVersions, osvAnswers } from './osv-answers.ts'
import { purlSpec } from './purl-spec.ts'
import { ssvcDecisions } from './ssvc-tables.ts'
import type { Suite } from './suite.ts'
import { versSpec } from './vers-spec.ts'
import { versionFixtures } from './version-fixtures.ts'
import { vexCases } from './vex-cases.ts'

/** Every outside oracle, in the order of docs/conformance.md. */
export const suites: readonly Suite[] = [
  purlSpec,
  versSpec,
  versionFixtures,
  cycloneDxJson,
  cycloneDxXml,
  osvAnswers,
  namedVersions,
  cvssScores,
  ssvcDecisions,
  csafCases,
  medicalAdvisories,
  vexCases,
]
