import { say, type Words } from '../../words.ts'
import type { MeasureName } from './measure-names.ts'

/** The versions a new model is held against, as results name them. */
export const versions: Readonly<Record<string, Words>> = {
  cleared: say('최초 허가 버전', 'the version first cleared'),
  previous: say('직전 버전', 'the version before'),
}

/** The earlier version that a comparison's measure speaks of, in words; undefined where it speaks of anything else. */
export function versionTitleOf(of: string, task: string | undefined): Words | undefined {
  return task === 'comparison' && Object.hasOwn(versions, of) ? versions[of] : undefined
}

/** A measure, the class, reader or version it speaks of, and the task that tells a version from a class of that name. */
type MeasureTitle = {
  readonly name: MeasureName
  readonly words: Words
  readonly of?: string | undefined
  readonly task?: string | undefined
}

/** `Sensitivity (class B)`, or `Difference of sensitivity against the version first cleared`: never the key itself. */
export function measureTitleOf({ name, words: { ko, en }, of, task }: MeasureTitle): Words {
  if (of === undefined) return say(ko, en)
  const version = Object.hasOwn(versions, of) ? versions[of] : undefined
  if (version && name.endsWith('-difference')) {
    return say(`${ko}(${version.ko} 대비)`, `${en} against ${version.en}`)
  }
  if (version && task === 'comparison') return say(`${ko}(${version.ko})`, `${en} of ${version.en}`)
  return say(`${ko}(${of})`, `${en} (${of})`)
}
