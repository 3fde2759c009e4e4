import { gapFactFields as fields } from '@maek/domain/models/performance-gap.ts'

/** Fields of a performance gap that the system copies; read at build time, for the kind itself would bring its schemas. */
export const gapFactFields = fields
