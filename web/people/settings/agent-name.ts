import { say, type Words } from '@maek/domain/words.ts'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bWhale\//, 'Whale'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** What a browser calls itself, short enough to recognise one's own device. Order matters: most claim to be Safari. */
export function agentName(agent: string): Words {
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1]
  if (!browser && !system) return say('알 수 없는 기기', 'Unknown device')
  if (!browser || !system) return say(browser ?? system ?? '', browser ?? system ?? '')
  return say(`${system}의 ${browser}`, `${browser} on ${system}`)
}
