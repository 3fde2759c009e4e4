import { planSampleSize } from '@maek/domain/models/sample-plan.ts'
import { planSize } from '@maek/domain/models/sample-size-api.ts'
import { type Handler, handle } from '../http/handler.ts'

const planSizeHandler = handle(planSize, async ({ design, ...numbers }) => {
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined)
  return planSampleSize(design, Object.fromEntries(given))
})

export const sampleSizeHandlers: readonly Handler[] = [planSizeHandler]
