/// <reference path="../../csaf-validator-lib.d.ts" />
import { type Answer, accept, type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import * as extended from '@secvisogram/csaf-validator-lib/extended.js'
import validate from '@secvisogram/csaf-validator-lib/validate.js'

const shown = 20

/**
 * Judges a CSAF text by BSI's validator, schema, mandatory and optional tests. Mandatory faults refuse it, each with
 * its test and place; what the optional tests remark is answered.
 */
export async function checkCsaf(text: string): Promise<Answer<readonly string[]>> {
  const { tests } = await validate(Object.values(extended), JSON.parse(text))
  const [first, ...rest] = tests
    .flatMap(({ name, errors }) => errors.map((error) => faultOf(name, error)))
    .slice(0, shown)
  if (first) return { ok: false, refusal: rest.length > 0 ? { ...first, more: rest } : first }
  return accept(
    tests
      .flatMap(({ name, warnings }) =>
        warnings.map(({ instancePath, message }) => `${name} ${instancePath ?? ''}: ${message ?? ''}`),
      )
      .slice(0, shown),
  )
}

function faultOf(
  test: string,
  error: { readonly instancePath?: string; readonly message?: string },
): Refusal {
  const told = `${test} ${error.instancePath ?? ''}: ${error.message ?? ''}`
  return refuse(
    'invalid',
    say(`CSAF 검사에 맞지 않습니다. ${told}`, `The CSAF validator finds a fault. ${told}`),
    'csaf',
  ).refusal
}
