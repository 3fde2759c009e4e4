import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import current from 'spdx-license-ids/index.json' with { type: 'json' }

const ids: ReadonlySet<string> = new Set([...current, ...deprecated])

/** How a declared licence can be written down: an id of the SPDX list, an expression of such, or only a name. */
export function licenceForm(licence: string): 'id' | 'expression' | 'name' {
  if (ids.has(licence)) return 'id'
  return isExpression(licence) ? 'expression' : 'name'
}

/** SPDX 2.3 annex D: operands and operators by turns, brackets in pairs; one pass, no recursion. */
function isExpression(text: string): boolean {
  let open = 0
  let wantsOperand = true
  let afterWith = false
  for (const token of text.match(/[()]|[^\s()]+/g) ?? []) {
    if (token === '(' && wantsOperand && !afterWith) open++
    else if (token === ')' && !wantsOperand && open > 0) open--
    else if (wantsOperand) {
      if (!(afterWith ? /^[A-Za-z0-9.-]+$/.test(token) : isLicence(token))) return false
      wantsOperand = false
      afterWith = false
    } else {
      if (token !== 'AND' && token !== 'OR' && token !== 'WITH') return false
      wantsOperand = true
      afterWith = token === 'WITH'
    }
  }
  return !wantsOperand && open === 0
}

function isLicence(token: string): boolean {
  return (
    ids.has(token.replace(/\+$/, '')) ||
    /^(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(token)
  )
}
