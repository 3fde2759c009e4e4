import { planSampleSize, type SampleSize, type SizeNumbers } from '@maek/domain/models/sample-plan.ts'
import {
  type SizeDesignName,
  type SizeInput,
  sizeDesignNames,
  sizeDesigns,
  sizeInputNames,
  sizeInputs,
} from '@maek/domain/models/size-designs.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { expectWords } from '../arguments.ts'
import type { Asked, Command, Options } from '../command.ts'
import { tellTable } from './plan-table.ts'

const optionOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const numberOptions: Options = Object.fromEntries(
  sizeInputNames.map((name) => {
    const { label, usual }: SizeInput = sizeInputs[name]
    const about =
      name === 'alpha'
        ? say(
            `${label.ko}. 없으면 단측 0.025, 양측 0.05.`,
            `${label.en}. Else 0.025 one-sided, 0.05 two-sided.`,
          )
        : say(`${label.ko}. 없으면 ${usual}.`, `${label.en}. Else ${usual}.`)
    return [optionOf(name), { takes: 'text' as const, value: 'NUMBER', about }]
  }),
)

/** How many cases an evaluation needs (computed here: no server is asked), and which table its plan asks for. */
export const plan: Command = {
  name: 'plan',
  title: say('평가의 표본 수와 올릴 표를 봅니다', 'Sample size and table of an evaluation'),
  usage: [
    'plan size DESIGN [--expected NUMBER] [--target NUMBER] [--power NUMBER] …',
    'plan table EVALUATION',
  ],
  about: say(
    `설계: ${sizeDesignNames.map((name) => `${name}(${sizeDesigns[name].title.ko})`).join(', ')}. size는 서버에 접속하지 않습니다. table은 평가 계획이 요구하는 표의 열을 보입니다.`,
    `Designs: ${sizeDesignNames.map((name) => `${name} (${sizeDesigns[name].title.en})`).join(', ')}. size asks no server. table shows the columns of the table that a plan asks for.`,
  ),
  options: numberOptions,
  run: async (asked, terminal) => {
    const words = expectWords(asked, [2, 2], plan.usage[0] ?? '')
    if (!words.ok) return words
    if (asked.words[0] === 'table') return tellTable(asked, terminal)
    const design = sizeDesignNames.find((name) => name === asked.words[1])
    if (asked.words[0] !== 'size' || design === undefined) return noDesign
    const numbers = numbersOf(asked)
    if (!numbers.ok) return numbers
    const sized = planSampleSize(design, numbers.value)
    if (!sized.ok) return sized
    return accept({ exit: 0, json: sized.value, lines: linesOf(sized.value, design, asked.language) })
  },
}

function numbersOf(asked: Asked): Answer<SizeNumbers> {
  const given: [string, number][] = []
  for (const name of sizeInputNames) {
    const text = asked.text(optionOf(name))
    if (text === undefined) continue
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (Number.isNaN(value)) {
      const option = optionOf(name)
      return refuse('invalid', say(`--${option}: 숫자를 적으십시오.`, `--${option}: a number.`), option)
    }
    given.push([name, value])
  }
  return accept(Object.fromEntries(given))
}

function linesOf(size: SampleSize, design: SizeDesignName, language: Language): string[] {
  const counted = size.counts.map(({ of, n }) => `  ${of[language]}: ${n}`)
  return [
    sizeDesigns[design].title[language],
    ...counted,
    `  ${say('수집할 건수', 'To collect')[language]}: ${size.toCollect}`,
    `  ${say('계산식', 'Formula')[language]}: ${size.formula[language]} (${size.source})`,
    ...size.assumptions.map((one) => `  ${say('가정', 'Assumes')[language]}: ${one[language]}`),
    '',
    size.statement[language],
  ]
}

const noDesign = refuse(
  'invalid',
  say(`설계를 고르십시오: ${sizeDesignNames.join(', ')}`, `Choose a design: ${sizeDesignNames.join(', ')}`),
  'design',
)
