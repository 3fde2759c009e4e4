import type { home } from '@maek/domain/api.ts'
import type { z } from 'zod'

export type HomeAnswer = z.infer<typeof home.output>
