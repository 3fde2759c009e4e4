import { accept } from '@maek/domain/refusal.ts'
import { gateRelease } from '@maek/domain/reports/api.ts'
import { type Language, say, type Words } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { call } from '../call.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { type Gate, outputOptions, readOutputs, render, writeOutputs } from './gate-outputs.ts'

export const gate: Command = {
  name: 'gate',
  title: say('릴리스를 출시해도 되는지 묻습니다', 'Ask whether a release may ship'),
  usage: [
    'gate --release ID|NUMBER',
    'gate --release ID|NUMBER --format sarif --out gate.sarif --format junit --out gate.xml --sbom bom.json',
  ],
  about: say(
    '막는 규칙이 하나라도 있으면 이유를 모두 보이고 1로 끝나며, 서버에 닿지 못하면 2로 끝나므로 CI 단계로 그대로 쓸 수 있습니다. 결정된 취약점은 SARIF에 억제된 결과로 남습니다. 예제는 docs/ci에 있습니다.',
    'If any rule says no, all reasons are shown and the exit code is 1; it is 2 if the server cannot be reached, so it serves as a pipeline step as it is. Findings with a decision stand in SARIF as suppressed results. Examples are in docs/ci.',
  ),
  options: {
    release: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('릴리스의 id 또는 번호.', 'Id or number of the release.'),
    },
    ...outputOptions,
  },
  run: async (asked, terminal) => {
    const release = needed(asked, 'release')
    if (!release.ok) return release
    const outputs = readOutputs(asked, terminal)
    if (!outputs.ok) return outputs
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const answered = await call(connection.value, gateRelease, { input: { release: release.value } })
    if (!answered.ok) return answered
    const text = linesOf(answered.value, asked.language)
    await writeOutputs(answered.value, outputs.value, { asked, text })
    const { printed } = outputs.value
    return accept({
      exit: answered.value.pass ? 0 : 1,
      json: answered.value,
      lines: printed === 'text' ? text : [render(answered.value, printed, { asked, text }).trimEnd()],
    })
  },
}

function linesOf(gate: Gate, language: Language): string[] {
  const verdict = gate.pass
    ? say('✓ 출시할 수 있습니다', '✓ May ship')
    : say('✗ 출시할 수 없습니다', '✗ May not ship')
  const reason = (mark: string) => (rule: { readonly rule: string; readonly because: Words }) =>
    `  ${mark} ${rule.because[language]} [${rule.rule}]`
  return [
    `${verdict[language]}: ${gate.release.number} ${gate.release.title}`,
    ...gate.blockers.map(reason('✗')),
    ...gate.passed.map(reason('✓')),
  ]
}
