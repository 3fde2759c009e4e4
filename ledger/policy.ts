import { type Checked, sound, unsound } from './answer.ts'
import { utf8Text } from './bytes.ts'
import { keyTypes, parseVerifierKey, type VerifierKey } from './keys.ts'

/** The trust list (C2SP tlog-policy): which log keys, which witnesses, and how many of them are enough. */
export type Policy = {
  readonly logs: readonly VerifierKey[]
  readonly witnesses: readonly Witness[]
  readonly groups: readonly Group[]
  /** Name of a witness or group, or undefined for `quorum none`. */
  readonly quorum: string | undefined
}
type Witness = { readonly name: string; readonly key: VerifierKey }
type Group = { readonly name: string; readonly needed: number; readonly members: readonly string[] }

const policyBytesMax = 262_144

/** Reads a policy. A name must stand before its use, so groups cannot loop; one quorum line is needed. */
export function parsePolicy(bytes: Uint8Array): Checked<Policy> {
  const text = bytes.length > policyBytesMax ? undefined : utf8Text(bytes)
  if (text === undefined) return unsound('정책 파일을 읽을 수 없습니다.', 'The policy cannot be read.')
  const draft: Draft = { logs: [], witnesses: [], groups: [], names: new Set(), quorum: undefined }
  for (const [at, line] of text.split('\n').entries()) {
    const words = line
      .split('#', 1)
      .join('')
      .split(/[ \t]+/)
      .filter((word) => word !== '')
    if (words.length > 0 && !readLine(draft, words)) {
      return unsound(
        `정책 파일 ${at + 1}번째 줄이 잘못되었습니다.`,
        `Line ${at + 1} of the policy is malformed.`,
        `line ${at + 1}`,
      )
    }
  }
  if (draft.quorum === undefined)
    return unsound('정책에 quorum 줄이 없습니다.', 'The policy has no quorum line.')
  const quorum = draft.quorum === 'none' ? undefined : draft.quorum
  return sound({ logs: draft.logs, witnesses: draft.witnesses, groups: draft.groups, quorum })
}

/** Whether verified cosignatures (key IDs as `name+id` of their keys) are enough for the policy. */
export function meetsQuorum(policy: Policy, cosigners: ReadonlySet<string>): boolean {
  if (policy.quorum === undefined) return true
  const met = new Set<string>()
  for (const { name, key } of policy.witnesses) if (cosigners.has(cosignerOf(key))) met.add(name)
  for (const { name, needed, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= needed) met.add(name)
  }
  return met.has(policy.quorum)
}

/** How meetsQuorum names a cosigner. */
export function cosignerOf(key: Pick<VerifierKey, 'name' | 'id'>): string {
  return `${key.name}+${key.id}`
}

type Draft = {
  readonly logs: VerifierKey[]
  readonly witnesses: Witness[]
  readonly groups: Group[]
  readonly names: Set<string>
  quorum: string | undefined
}

function readLine(draft: Draft, words: readonly string[]): boolean {
  const [kind, first = '', second = '', ...rest] = words
  if (kind === 'log') return words.length <= 3 && readLog(draft, first)
  if (kind === 'witness') return rest.length <= 1 && isFree(draft, first) && readWitness(draft, first, second)
  if (kind === 'group')
    return isFree(draft, first) && readGroup(draft, { name: first, rule: second, members: rest })
  if (kind !== 'quorum' || words.length !== 2 || draft.quorum !== undefined) return false
  draft.quorum = first
  return first === 'none' || draft.names.has(first)
}

function readLog(draft: Draft, text: string): boolean {
  const key = parseVerifierKey(text)
  if (!key.ok || key.value.type !== keyTypes.note) return false
  draft.logs.push(key.value)
  return true
}

function readWitness(draft: Draft, name: string, text: string): boolean {
  const key = parseVerifierKey(text)
  if (!key.ok || key.value.type === keyTypes.note) return false
  if (draft.witnesses.some((witness) => witness.key.id === key.value.id)) return false
  draft.witnesses.push({ name, key: key.value })
  draft.names.add(name)
  return true
}

function readGroup(draft: Draft, group: { name: string; rule: string; members: readonly string[] }): boolean {
  const { name, rule, members } = group
  const known = members.length > 0 && members.every((member) => draft.names.has(member))
  if (!known || new Set(members).size !== members.length) return false
  const needed =
    rule === 'all' ? members.length : rule === 'any' ? 1 : Number(/^[1-9][0-9]{0,3}$/.exec(rule)?.[0])
  if (!(needed >= 1 && needed <= members.length)) return false
  draft.groups.push({ name, needed, members })
  draft.names.add(name)
  return true
}

function isFree(draft: Draft, name: string): boolean {
  return name !== '' && name !== 'none' && !draft.names.has(name)
}
