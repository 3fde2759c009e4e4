import { type Answer, accept } from '@maek/domain/refusal.ts'
import { modelsOn } from '@maek/domain/reports/model-trace-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'

/** Which models ran at a site on a day; leaves with 1 where none is known. */
export async function on(
  connection: Connection,
  { language }: Asked,
  [site = '', day = '']: readonly string[],
): Promise<Answer<Outcome>> {
  const found = await call(connection, modelsOn, { input: { site, on: day } })
  if (!found.ok) return found
  const { value } = found
  const lines = value.installations.flatMap(({ installation, release, since, basis, units, models }) => [
    say(
      `${installation.number} · ${release.number} ${release.title} · ${units}대 · ${since}부터(${basis === 'stated' ? '적힌 날' : '입력한 날'})`,
      `${installation.number} · ${release.number} ${release.title} · units: ${units} · since ${since} (${basis === 'stated' ? 'as stated' : 'day of entry'})`,
    ),
    ...models.map((one) =>
      say(
        `  ${one.number} ${one.title} ${one.versionName} · SHA-256 ${one.weightsSha256 ?? '?'}`,
        `  ${one.number} ${one.title} ${one.versionName} · SHA-256 ${one.weightsSha256 ?? '?'}`,
      ),
    ),
    ...(models.length === 0
      ? [say('  ! 이 릴리스에 연결된 모델이 없습니다.', '  ! No model is linked to this release.')]
      : []),
  ])
  const none = say(
    `${value.on}에 ${value.site.number}에서 쓰던 릴리스를 알 수 없습니다.`,
    `No release is known at ${value.site.number} on ${value.on}.`,
  )
  const known = value.installations.some(({ models }) => models.length > 0)
  return accept({
    exit: known ? 0 : 1,
    json: value,
    lines: (lines.length > 0 ? lines : [none]).map((line) => line[language]),
  })
}
