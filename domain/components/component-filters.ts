import { say, type Words } from '../words.ts'

/** What a list of components can be narrowed to. */
export const componentFilters = ['no-purl', 'no-version', 'uncovered', 'with-findings', 'mistakable'] as const

/** How far an upload has come on the server. `unknown`: not arrived yet, or another server has it. */
export const intakeStages = ['unknown', 'reading', 'storing', 'matching', 'done'] as const

export const stageWords: Readonly<Record<(typeof intakeStages)[number], Words>> = {
  unknown: say('서버로 보내는 중', 'Sending to the server'),
  reading: say('SBOM을 읽는 중', 'Reading the SBOM'),
  storing: say('구성요소를 저장하는 중', 'Storing the components'),
  matching: say('취약점과 대조하는 중', 'Matching against advisories'),
  done: say('끝남', 'Done'),
}
