import type { Cited } from '@maek/domain/cited.ts'
import { paths } from '../paths.ts'
import { TextLink } from '../ui/TextLink.tsx'

/** The record a fact stands in, with the version that was read. */
export function Source({ record }: { record: Cited }) {
  return (
    <TextLink {...paths.record(record.kind, record.id)}>
      {record.number} v{record.version}
    </TextLink>
  )
}
