import { marketChoices, roleChoices } from '../clocks/fact-choices.ts'
import { choices, later, moment, optional, yesNo } from '../field.ts'
import { say } from '../words.ts'

/*
 * The fields of a vulnerability case that decide which laws bind it and when their periods begin. Moments are sealed
 * once set, since clocks hang on them.
 */
export const lawFields = {
  market: later(
    choices({
      label: say('판매 국가', 'Markets'),
      help: say(
        '어느 나라의 통지 기한이 시작되는지 정합니다.',
        'Decides which countries’ notice periods run.',
      ),
      choices: marketChoices,
    }),
  ),
  role: later(choices({ label: say('조직의 역할', 'Our role'), choices: roleChoices })),
  underMdrOrIvdr: optional(yesNo({ label: say('EU MDR·IVDR 적용', 'EU MDR or IVDR applies') })),
  cyberDevice: optional(
    yesNo({ label: say('미국 사이버 기기(제524B조)', 'Cyber device (US, section 524B)') }),
  ),
  exploitationKnownAt: optional(
    moment({
      label: say('실제 악용을 안 시각', 'Exploitation known at'),
      help: say(
        '악용 여부가 “실제 악용”이면 필요합니다. 처음부터 알았으면 인지 시각과 같게 적습니다.',
        'Needed when exploitation is active; the same as awareness if known from the start.',
      ),
    }),
  ),
  patchMadeAt: optional(
    moment({
      label: say('보안 패치 제작 시각', 'Security patch made at'),
      help: say(
        '정보통신망법 제47조의4의 통지 기한이 여기서 시작됩니다.',
        'Network Act Art. 47-4 counts from here.',
      ),
    }),
  ),
} as const

/** Sealed from the moment they have a value. */
export const sealedMoments: readonly string[] = ['awareAt', 'exploitationKnownAt', 'patchMadeAt']
