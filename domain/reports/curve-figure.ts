import { say, type Words } from '../words.ts'
import { heading } from './report-parts.ts'
import type { ReportBlock } from './report-tree.ts'

/** A point of a curve, both from 0 to 1. */
export type CurvePoint = { readonly x: number; readonly y: number }

const side = 200
const margin = 6
const at = (share: number) => (margin + share * side).toFixed(2)
const path = (points: readonly CurvePoint[]) =>
  points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${at(x)} ${at(1 - y)}`).join('')

/**
 * A square drawing of a curve from 0 to 1 on both axes, with its diagonal and marked points. No text of its own: the
 * words above it say what the axes are.
 */
export function curveSvg(drawn: {
  readonly lines: readonly (readonly CurvePoint[])[]
  readonly marks: readonly CurvePoint[]
}): string {
  const grid = [0.25, 0.5, 0.75]
    .map(
      (share) =>
        `<path d="M${at(share)} ${at(0)}V${at(1)}M${at(0)} ${at(share)}H${at(1)}" stroke="#e3e6ea" stroke-width="0.5"/>`,
    )
    .join('')
  const whole = side + 2 * margin
  return [
    // Wide, so that the square stands at the left and is not blown up to the width of the page.
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole * 2.6} ${whole}">`,
    grid,
    `<path d="M${at(0)} ${at(0)}H${at(1)}V${at(1)}H${at(0)}Z" fill="none" stroke="#5c636b" stroke-width="0.8"/>`,
    `<path d="M${at(0)} ${at(1)}L${at(1)} ${at(0)}" stroke="#9aa1a9" stroke-width="0.6" stroke-dasharray="3 3"/>`,
    ...drawn.lines.map((line) => `<path d="${path(line)}" fill="none" stroke="#1f6f8b" stroke-width="1.4"/>`),
    ...drawn.marks.map(({ x, y }) => `<circle cx="${at(x)}" cy="${at(1 - y)}" r="2.6" fill="#b3261e"/>`),
    '</svg>',
  ].join('')
}

/** A curve under its title, with the axes in words. */
export function curveBlocks(told: {
  readonly title: Words
  readonly axes: Words
  readonly lines: readonly (readonly CurvePoint[])[]
  readonly marks: readonly CurvePoint[]
}): ReportBlock[] {
  return [
    heading(told.title.ko, told.title.en),
    { is: 'paragraph', text: told.axes, sticky: true },
    {
      is: 'figure',
      svg: curveSvg(told),
      shows: say(`${told.title.ko}. ${told.axes.ko}`, `${told.title.en}. ${told.axes.en}`),
    },
  ]
}
