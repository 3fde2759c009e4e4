import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { today, useAsOf } from './as-of.ts'
import classes from './map.module.css'

const labelWords = words('기준일', 'As of')
const todayWords = words('오늘로', 'Today')

/** Any past day can be asked for: the same rules over the records as they stood then. */
export function AsOfPicker() {
  const say = useSay()
  const { day } = useAsOf()
  const setSearch = useSetSearch()
  return (
    <div className={classes.asOf}>
      <TextInput
        type="date"
        size="xs"
        aria-label={say(labelWords)}
        leftSection={<span className={classes.asOfLabel}>{say(labelWords)}</span>}
        leftSectionWidth={56}
        max={today()}
        value={day === '' ? today() : day}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          setSearch({ asOf: chosen >= today() ? '' : chosen }, { replace: true })
        }}
      />
      {day !== '' && (
        <Button variant="default" size="xs" onClick={() => setSearch({ asOf: '' }, { replace: true })}>
          {say(todayWords)}
        </Button>
      )}
    </div>
  )
}
