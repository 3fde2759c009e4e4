import type { readPassport, submitManifest } from '@maek/domain/models/datasets/api.ts'
import type { z } from 'zod'

export type Passport = z.infer<typeof readPassport.output>
export type ManifestSummary = NonNullable<Passport['manifest']>
export type Submitted = z.infer<typeof submitManifest.output>
