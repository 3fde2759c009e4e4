import type { Refusal } from '../refusal.ts'
import { say, type Words } from '../words.ts'
import { type SizeDesignName, type SizeInputName, sizeInputs } from './size-designs.ts'

/** Why a number lies outside its range; null when it does not. */
export function rangeFault(name: SizeInputName, value: number | undefined): Refusal | null {
  if (value === undefined) return null
  const { min, max, label, ...rest } = sizeInputs[name]
  const isOpen = 'open' in rest
  const isWithin =
    Number.isFinite(value) && (isOpen ? value > min && value < max : value >= min && value <= max)
  if (isWithin) return null
  const because = say(
    `${label.ko}: ${min}에서 ${max} 사이${isOpen ? '(경계 제외)' : ''}여야 합니다.`,
    `${label.en}: it lies between ${min} and ${max}${isOpen ? ', limits excluded' : ''}.`,
  )
  return { code: 'invalid', because, field: name }
}

type Of = (name: SizeInputName) => number
type Fault = { readonly because: Words; readonly field: string }

/** Why no number of cases can meet a design; null when some can. */
export function impossible(design: SizeDesignName, of: Of): Fault | null {
  switch (design) {
    case 'share-target':
      return of('expected') - of('target') >= leastApart
        ? null
        : {
            because: say(
              '예상값이 목표값보다 0.001 이상 커야 합니다.',
              'What is expected lies above the target, by 0.001 at least.',
            ),
            field: 'expected',
          }
    case 'auroc-power':
      return of('auroc') - 0.5 >= leastApart
        ? null
        : { because: say('AUROC가 0.5보다 커야 합니다.', 'The AUROC lies above 0.5.'), field: 'auroc' }
    case 'two-shares':
      return Math.abs(of('expected') - of('other')) >= leastApart ? null : { because: alike, field: 'other' }
    case 'paired-shares':
      return (
        discordanceFault(of) ??
        (Math.abs(of('gained') - of('lost')) >= leastApart ? null : { because: alike, field: 'lost' })
      )
    case 'paired-non-inferiority':
      return (
        discordanceFault(of) ??
        (of('gained') - of('lost') + of('margin') >= leastApart ? null : { because: beyond, field: 'margin' })
      )
    case 'paired-auroc':
      return of('auroc') - of('earlierAuroc') + of('margin') >= leastApart
        ? null
        : { because: beyond, field: 'margin' }
    case 'share-precision':
    case 'auroc-precision':
    case 'non-inferiority':
      return null
  }
}

/** Closer than this no study of this world can tell, and counting would not end. */
const leastApart = 0.001 - 1e-12

const alike = say(
  '두 값이 같거나 0.001보다 가까우면 차이를 보일 수 없습니다.',
  'Values that are equal, or closer than 0.001, cannot be told apart.',
)
const beyond = say(
  '예상되는 저하가 한계보다 작아야 합니다.',
  'The expected loss must be smaller than the margin.',
)

function discordanceFault(of: Of): Fault | null {
  const whole = of('gained') + of('lost')
  if (whole > 0 && whole <= 1) return null
  const because = say(
    '두 비율의 합은 0보다 크고 1 이하여야 합니다.',
    'The two shares together lie above 0 and at most at 1.',
  )
  return { because, field: 'lost' }
}
