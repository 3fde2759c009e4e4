import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'

/** What our charts can say; types only, so nothing of echarts comes along. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | LineSeriesOption
  | ScatterSeriesOption
  | TooltipComponentOption
>

/**
 * Colours are the variables of styles.css: an SVG attribute takes them as they stand, so dark, light and paper change
 * without drawing anew.
 */
export const ink = {
  text: 'var(--mantine-color-text)',
  dim: 'var(--mantine-color-dimmed)',
  line: 'var(--maek-line)',
  reference: 'var(--maek-line-strong)',
  main: 'var(--maek-accent)',
  second: 'var(--maek-waiting)',
  bad: 'var(--maek-bad)',
  good: 'var(--maek-good)',
  surface: 'var(--maek-surface)',
} as const

const fontFamily = "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', system-ui, sans-serif"

/** The ground of every chart: no motion, our face, one tooltip drawn in the picture (HTML ones need inline styles). */
export const ground = {
  animation: false,
  stateAnimation: { duration: 0 },
  textStyle: { fontFamily, fontSize: 12, color: ink.text },
  grid: { left: 8, right: 20, top: 36, bottom: 8, containLabel: true },
  tooltip: {
    renderMode: 'richText',
    transitionDuration: 0,
    backgroundColor: ink.surface,
    borderColor: ink.reference,
    textStyle: { color: ink.text, fontSize: 12, fontFamily },
    confine: true,
  },
  legend: { top: 0, left: 0, textStyle: { color: ink.text, fontSize: 12 }, itemWidth: 18, itemHeight: 8 },
} satisfies ChartOption

type AxisWords = { readonly name: string; readonly format?: (value: number) => string }

/** An axis of numbers with its name along it. */
export function numberAxis({ name, format }: AxisWords, place: 'x' | 'y') {
  return {
    type: 'value' as const,
    name,
    nameLocation: 'middle' as const,
    nameGap: place === 'x' ? 28 : 40,
    nameTextStyle: { color: ink.dim },
    axisLabel: { color: ink.dim, hideOverlap: true, ...(format && { formatter: format }) },
    axisLine: { show: true, lineStyle: { color: ink.reference } },
    splitLine: { lineStyle: { color: ink.line } },
    scale: false,
  }
}

/** An axis of names in the order given, such as days. */
export function nameAxis(names: readonly string[], name?: string) {
  return {
    type: 'category' as const,
    data: [...names],
    axisLabel: { color: ink.dim, hideOverlap: true },
    axisLine: { lineStyle: { color: ink.reference } },
    axisTick: { show: false },
    ...(name && {
      name,
      nameLocation: 'middle' as const,
      nameGap: 28,
      nameTextStyle: { color: ink.dim },
    }),
  }
}

/**
 * Series change in nothing when pointed at (lifted colours cannot be worked out from variables), and are not clipped: axes
 * hold all that is drawn, and a clip that comes a frame later hides the line meanwhile.
 */
export const still = { emphasis: { disabled: true }, animation: false, clip: false } as const

/** A thin line to hold the drawn against, such as chance, a limit or what all cases come to. */
export function referenceLine(name: string, data: readonly (readonly number[])[]) {
  return {
    ...still,
    type: 'line' as const,
    name,
    data: data.map((point) => [...point]),
    symbol: 'none',
    lineStyle: { color: ink.reference, type: 'dashed' as const, width: 1 },
    itemStyle: { color: ink.reference },
  }
}

/** From corner to corner. */
export const diagonal = [
  [0, 0],
  [1, 1],
] as const
