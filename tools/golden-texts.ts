import type { Endpoint } from '@maek/domain/endpoint.ts'
import { endpoints } from '@maek/domain/endpoints.ts'
import type { Field } from '@maek/domain/field.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kinds } from '@maek/domain/kinds.ts'
import { type Domain, domains, may, type Permission, type Role, roles } from '@maek/domain/permissions.ts'
import { openApiDocument } from '@maek/server/http/openapi.ts'

/*
 * What the house promises, printed for review: who may do what, which kinds there are, what can be called. A change of
 * any of it shows in a pull request as a changed line.
 */

/** File name in test/golden → its text as the code has it now. */
export function goldenTexts(): ReadonlyMap<string, string> {
  return new Map([
    ['permissions.txt', permissionsText()],
    ['kinds.txt', kindsText()],
    ['endpoints.txt', endpointsText()],
    ['openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`],
  ])
}

// Keys of literal tables are exactly their names.
const roleNames = Object.keys(roles) as readonly Role[]
// As above.
const domainNames = Object.keys(domains) as readonly Domain[]

function permissionsText(): string {
  const rows = kinds.flatMap((kind) => [
    '',
    ...asTable([
      [`${kind.name} (${kind.domain})`, ...roleNames, ''],
      ...kindActs(kind).map(({ act, permission, note }) => [
        `  ${act}`,
        ...roleNames.map((role) => (may([role], permission, kind.domain) ? 'x' : '·')),
        note,
      ]),
    ]),
  ])
  return [
    'Who may do what: role × kind × action. x may, · may not.',
    'signs: an electronic signature. four eyes: not by whoever last changed the content.',
    ...rows,
    '',
  ].join('\n')
}

function kindActs(kind: Kind): { act: string; permission: Permission; note: string }[] {
  const general: Permission[] = ['read', 'write', 'transfer']
  return [
    ...general.map((permission) => ({ act: permission, permission, note: '' })),
    ...Object.entries(kind.life.actions).map(([act, { permission, signs, fourEyes }]) => ({
      act,
      permission,
      note: [permission, signs && `signs ${signs}`, fourEyes && 'four eyes'].filter(Boolean).join(', '),
    })),
  ]
}

function kindsText(): string {
  const parts = kinds.flatMap((kind) => [
    '',
    `${kind.code}  ${kind.name}  ${kind.title.ko} / ${kind.title.en}  (${kind.domain})`,
    `  title: ${kind.titleField} · kept ${kind.retention.years} years from ${kind.retention.from}` +
      (kind.reviewMonths === undefined ? '' : ` · reviewed every ${kind.reviewMonths} months`),
    ...indented(asTable(Object.entries(kind.fields).flatMap(([name, field]) => fieldRows(name, field)))),
    '  states',
    ...indented(
      asTable(
        Object.entries(kind.life.states).map(([name, state]) => [
          `  ${name}${name === kind.life.initial ? ' (first)' : ''}`,
          `${state.label.ko} / ${state.label.en}`,
          marks({ editable: state.editable, ended: state.ended, closed: state.closed }),
        ]),
      ),
    ),
    '  actions',
    ...indented(
      asTable(
        Object.entries(kind.life.actions).map(([name, action]) => [
          `  ${name}`,
          `${action.from.join(' | ')} → ${action.to}`,
          `${action.label.ko} / ${action.label.en}`,
          marks({ complete: action.complete, reason: action.reason, approves: action.approves }) +
            (action.guards?.length ? ` guards: ${action.guards.length}` : ''),
        ]),
      ),
    ),
    ...Object.entries(kind.sealed ?? {}).map(
      ([state, fields]) => `  sealed in ${state}: ${fields.join(', ')}`,
    ),
    ...byHouseLines(kind.byHouse),
  ])
  return [`${kinds.length} kinds of record: fields, states and actions.`, ...parts, ''].join('\n')
}

function byHouseLines({ records, fields, seals }: NonNullable<Kind['byHouse']> = {}): string[] {
  return [
    ...(records ? ['  records made by the house only'] : []),
    ...(fields ? [`  written by the house: ${fields.join(', ')}`] : []),
    ...(seals ? [`  standing with them: ${seals.join(', ')}`] : []),
  ]
}

function fieldRows(name: string, field: Field): string[][] {
  const { listed, searched, sorted, personal } = field
  const own = [
    `  ${name}`,
    field.presence,
    `${field.widget}${field.reference ? ` ${field.reference.kind}` : ''}`,
    `${field.label.ko} / ${field.label.en}`,
    marks({ listed, searched, sorted, personal }),
  ]
  const columns = Object.entries(field.columns ?? {})
  return [own, ...columns.flatMap(([column, inner]) => fieldRows(`  ${name}.${column}`, inner))]
}

function marks(flags: Readonly<Record<string, boolean | undefined>>): string {
  return Object.entries(flags)
    .filter(([, raised]) => raised)
    .map(([name]) => name)
    .join(', ')
}

function endpointsText(): string {
  const rows = endpoints.map((endpoint) => [
    endpoint.name,
    endpoint.method,
    `/api${endpoint.path}`,
    endpoint.access,
    ...roleNames.map((role) => (mayCall(role, endpoint) ? 'x' : '·')),
    `${endpoint.title.ko} / ${endpoint.title.en}`,
  ])
  return [
    `${endpoints.length} endpoints. x: the role may call it for some domain; the act itself asks again for its own.`,
    '',
    ...asTable([['name', 'method', 'path', 'access', ...roleNames, 'title'], ...rows]),
    '',
  ].join('\n')
}

function mayCall(role: Role, { access }: Endpoint): boolean {
  if (access === 'open' || access === 'session') return true
  return domainNames.some((domain) => may([role], access, domain))
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

/** Columns as wide as their widest cell; the last is not filled up. */
function asTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd(),
  )
}

/** Cells of a terminal: Korean letters take two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/\p{Script=Hangul}/u.test(letter) ? 2 : 1), 0)
}
