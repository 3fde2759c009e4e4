/** Why a name may be taken for another one: it mixes scripts, hides characters, or looks like `of` in the same list. */
export type Lookalike =
  | { readonly why: 'mixed-scripts' }
  | { readonly why: 'hidden-characters' }
  | { readonly why: 'looks-like'; readonly of: string }

/**
 * The names that can deceive a reader, by name. A name of plain ASCII never does: `lib1` and `libl` are both common.
 * Follows the idea of UTS 39 (skeletons; single script) with the letters that are mistaken for Latin ones; Korean,
 * Chinese and Japanese beside Latin is ordinary here and no mark.
 */
export function lookalikesOf(names: Iterable<string>): ReadonlyMap<string, Lookalike> {
  const strange = new Set<string>()
  const plain = new Map<string, string>()
  const all: string[] = []
  for (const name of names) {
    all.push(name)
    if (!isAscii(name)) strange.add(name)
  }
  const found = new Map<string, Lookalike>()
  if (strange.size === 0) return found
  for (const name of all) if (!strange.has(name)) plain.set(name.toLowerCase(), name)
  const skeletons = new Map<string, string>()
  for (const name of strange) {
    const skeleton = skeletonOf(name)
    const other = plain.get(skeleton) ?? skeletons.get(skeleton)
    if (other === undefined) skeletons.set(skeleton, name)
    if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(name)) found.set(name, { why: 'hidden-characters' })
    else if (other !== undefined && other !== name) found.set(name, { why: 'looks-like', of: other })
    else if (mixesScripts(name)) found.set(name, { why: 'mixed-scripts' })
  }
  return found
}

/** The name as the eye takes it: compatibility forms folded, look-alike letters turned into Latin ones, small. */
export function skeletonOf(name: string): string {
  let skeleton = ''
  for (const letter of name.normalize('NFKD')) {
    if (/[\p{Cf}\p{Mn}\p{Default_Ignorable_Code_Point}]/u.test(letter)) continue
    skeleton += latin.get(letter) ?? latin.get(letter.toLowerCase()) ?? letter
  }
  return skeleton.toLowerCase()
}

/** Latin beside Cyrillic, Greek, Armenian or Cherokee in one name: no language writes so. */
function mixesScripts(name: string): boolean {
  return (
    /\p{Script=Latin}/u.test(name) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(name)
  )
}

function isAscii(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > 0x7f) return false
  return true
}

/** Letters of other scripts that look like Latin ones (from the confusables of UTS 39, the usual ones). */
const latin: ReadonlyMap<string, string> = new Map(
  (
    [
      ['a', 'аɑαⲁ'],
      ['b', 'Ьвβ'],
      ['c', 'сϲⅽ'],
      ['d', 'ԁⅾ'],
      ['e', 'еҽε'],
      ['f', 'ϝ'],
      ['g', 'ɡց'],
      ['h', 'һհн'],
      ['i', 'іıιӏⅰ'],
      ['j', 'јϳ'],
      ['k', 'кκ'],
      ['l', 'ⅼ'],
      ['m', 'мⅿ'],
      ['n', 'пոη'],
      ['o', 'оοօσ'],
      ['p', 'рρ'],
      ['q', 'ԛգ'],
      ['r', 'гⲅ'],
      ['s', 'ѕꜱ'],
      ['t', 'тτ'],
      ['u', 'цυսʋ'],
      ['v', 'ѵνⅴ'],
      ['w', 'ԝшω'],
      ['x', 'хχⅹ'],
      ['y', 'уγү'],
      ['z', 'ᴢζ'],
      ['-', '‐‑‒–—−'],
      ['.', '․'],
      ['/', '⁄∕'],
    ] as const
  ).flatMap(([letter, likes]) => [...likes].map((like) => [like, letter] as const)),
)
