import { z } from 'zod'
import { withoutAbsent } from '../components/without-absent.ts'
import type { Body } from '../kind.ts'
import { justifications } from './statement.ts'

const pair = z.object({ ko: z.string(), en: z.string() })
const texts = z.array(z.string())

const shape = z.looseObject({
  name: z.string(),
  vulnerability: z.string(),
  releases: texts.optional(),
  publishedVector: z.string().optional(),
  deviceVector: z.string().optional(),
  vexStatus: z.string().optional(),
  justification: z.enum(justifications).optional(),
  impactStatement: pair.optional(),
  actionStatement: pair.optional(),
  fixedIn: z.string().optional(),
})

/**
 * The body of a first draft: what the case already says, put where hospitals read it. Releases of the case are
 * affected, or not, as its VEX status says; the release that fixes it is fixed and nothing else. What was written
 * for the inside (analysis, grounds) does not go out.
 */
export function advisoryFromCase(record: { readonly id: string; readonly body: Body }): Body {
  const told = shape.parse(record.body)
  const releases = (told.releases ?? []).filter((id) => id !== told.fixedIn)
  const some = releases.length > 0 ? releases : undefined
  const isUnaffected = told.vexStatus === 'not_affected'
  return withoutAbsent({
    name: { ko: titleOf(told.name, told.vulnerability), en: '' },
    tlp: 'AMBER',
    vulnerabilities: [
      withoutAbsent({
        vulnerability: told.vulnerability,
        title: told.name,
        vector: told.deviceVector ?? told.publishedVector,
      }),
    ],
    meanwhile: told.actionStatement,
    affected: isUnaffected ? undefined : some,
    fixed: told.fixedIn === undefined ? undefined : [told.fixedIn],
    notAffected: isUnaffected ? some : undefined,
    notAffectedBecause: isUnaffected ? told.justification : undefined,
    notAffectedImpact: isUnaffected ? told.impactStatement : undefined,
    cases: [record.id],
    revisionSummary: '최초 게시 / First published',
  })
}

function titleOf(name: string, vulnerability: string): string {
  return (name.includes(vulnerability) ? name : `${vulnerability}: ${name}`).slice(0, 200)
}
