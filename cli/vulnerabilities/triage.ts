import { refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { findingOptions } from './finding-options.ts'
import { carryOverAtTerminal } from './triage-carry-over.ts'
import { decideAtTerminal } from './triage-decide.ts'

const usage = [
  'triage decide --finding "CVE … PURL" … --decision JSON [--propose] [--supersede]',
  'triage decide --release R --severity low --decision JSON [--propose]',
  'triage carry-over --release R [--confirm] [--propose]',
]

export const triage: Command = {
  name: 'triage',
  title: say(
    '발견 항목을 판정하고 판정을 다음 릴리스로 잇습니다',
    'Decide findings, and carry decisions over',
  ),
  usage,
  about: say(
    '판정은 다른 사람이 서명해야 유효합니다. carry-over는 확인하거나 다시 볼 판정이 남아 있으면 1로 끝납니다.',
    'A decision counts once another person has signed it. carry-over ends with 1 while decisions are left to confirm or to look at again.',
  ),
  options: {
    ...findingOptions,
    finding: {
      takes: 'texts',
      value: '"ID COMPONENT"',
      about: say(
        '판정할 항목(여러 번). maek findings에 보이는 취약점과 구성요소, 구성요소가 하나뿐이면 취약점만.',
        'A finding as maek findings shows it: vulnerability and component, or the vulnerability alone where one component has it. May be repeated.',
      ),
    },
    decision: {
      takes: 'text',
      value: 'JSON',
      about: say(
        '판정 내용: outcome, justification, detail, scope, releases, expiresOn 등.',
        'The reasoning: outcome, justification, detail, scope, releases, expiresOn and so on.',
      ),
    },
    propose: { takes: 'switch', about: say('곧바로 승인을 요청합니다.', 'Ask for approval at once.') },
    supersede: {
      takes: 'switch',
      about: say('이미 있는 판정을 대신합니다.', 'Take the place of decisions in force.'),
    },
    confirm: {
      takes: 'switch',
      about: say(
        '확인할 판정을 이 릴리스에 이어 씁니다.',
        'Write the decisions to confirm for this release.',
      ),
    },
  },
  run: async (asked, terminal) => {
    const [verb, ...rest] = asked.words
    const act = verb === 'decide' ? decideAtTerminal : verb === 'carry-over' ? carryOverAtTerminal : null
    if (!act || rest.length > 0) {
      const lines = usage.map((one) => `maek ${one}`).join('\n')
      return refuse('invalid', say(`사용법:\n${lines}`, `Usage:\n${lines}`))
    }
    const connection = await connect(asked, terminal)
    return connection.ok ? act(connection.value, asked) : connection
  },
}
