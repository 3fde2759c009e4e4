import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartOption } from './option.ts'

/*
 * The only file that loads echarts, and only from the effect of a chart that is on the page: its parts are named one by
 * one so that the rest is left out of the chunk.
 */
use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
])

/** Width of a chart on paper, in CSS pixels: A4 within the margins of styles.css. */
const paperWidth = 620

export type Drawing = { readonly show: (option: ChartOption) => void; readonly end: () => void }

/** Draws into an element that has a height, keeps to its width, and to the width of paper while printing. */
export function draw(place: HTMLElement): Drawing {
  const chart = init(place, null, { renderer: 'svg' })
  const fit = () => chart.resize()
  const fitPaper = () => chart.resize({ width: Math.min(paperWidth, place.clientWidth) })
  const sizes = new ResizeObserver(fit)
  sizes.observe(place)
  window.addEventListener('beforeprint', fitPaper)
  window.addEventListener('afterprint', fit)
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    end: () => {
      sizes.disconnect()
      window.removeEventListener('beforeprint', fitPaper)
      window.removeEventListener('afterprint', fit)
      chart.dispose()
    },
  }
}
