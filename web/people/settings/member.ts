import type { listMembers } from '@maek/domain/people/api.ts'
import type { z } from 'zod'

export type Member = z.infer<typeof listMembers.output>['members'][number]
