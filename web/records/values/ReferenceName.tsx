import { readRecord } from '@maek/domain/api.ts'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api.ts'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/TextLink.tsx'
import { useValuePlace } from './value-place.ts'
import classes from './values.module.css'

/** A linked record by number and title, with its state in words when it is known; asked for only when not at hand. */
export function ReferenceName({ kind, id }: { kind: string; id: string }) {
  const known = useValuePlace().names.get(id)
  const asked = useQuery({
    ...ask(readRecord, { kind, id }),
    enabled: known === undefined && kind !== '',
    staleTime: 60_000,
  })
  const name = known ?? asked.data?.record
  return (
    <TextLink {...paths.record(name?.kind ?? kind, id)}>
      {name ? (
        <>
          <span className={classes.code}>{name.number}</span> {name.title}
        </>
      ) : (
        <span className={classes.code}>{id.slice(0, 8)}</span>
      )}
    </TextLink>
  )
}
