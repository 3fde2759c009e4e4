import type { readLicences } from '@maek/domain/components/licences-api.ts'
import type { readSupport } from '@maek/domain/components/support-api.ts'
import type { z } from 'zod'

/* What the pages about components are answered. */

export type Licences = z.infer<typeof readLicences.output>

export type Support = z.infer<typeof readSupport.output>
