import { type FeedSourceName, feedSources } from '@maek/domain/vulnerabilities/feed-source.ts'
import { setFeedSource } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Refused, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import classes from './feeds.module.css'
import type { Sources } from './sources.ts'

const onWords = words('네트워크에서 받기', 'Fetch from the network')
const onHelp = words(
  '켜면 이 서버가 아래 주소에 접속합니다. 제품이나 구성요소 이름은 보내지 않습니다.',
  'When on, this server contacts the address below. No name of a product or component is sent.',
)
const urlWords = words('주소', 'Address')
const urlHelp = words('https만. 사내 미러도 됩니다.', 'https only; a mirror of your own will do.')
const partsWords = words('생태계', 'Ecosystems')
const partsHelp = words(
  'OSV의 이름 그대로: PyPI, npm, Debian, Alpine …',
  'As OSV names them: PyPI, npm, Debian, Alpine …',
)
const hoursWords = words('주기(시간)', 'Every (hours)')
const saveWords = words('저장', 'Save')
const ecosystems = [
  'PyPI',
  'npm',
  'Go',
  'crates.io',
  'Maven',
  'NuGet',
  'RubyGems',
  'Packagist',
  'Debian',
  'Alpine',
  'AlmaLinux',
  'Rocky Linux',
  'Ubuntu',
  'Bitnami',
  'ConanCenter',
  'Hex',
  'Pub',
]

type Setting = Sources['sources'][number]['setting']

/** Whether, where and how often one source is fetched. */
export function SettingDialogue({
  source,
  onClose,
}: {
  source: Sources['sources'][number]
  onClose: () => void
}) {
  const say = useSay()
  const [setting, setSetting] = useState(source.setting)
  const save = useTell(setFeedSource)
  const field = save.error instanceof Refused ? save.error.refusal.field : undefined
  const faultOf = (name: string) =>
    save.error instanceof Refused && field?.split('.')[0] === name
      ? say(save.error.refusal.because)
      : undefined
  const isTold = ['url', 'parts', 'everyHours'].some((name) => faultOf(name) !== undefined)
  return (
    <Dialogue onClose={onClose} title={say(feedSources[source.source].title)} size="lg">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ source: source.source, ...setting }, { onSuccess: onClose })
        }}
      >
        <Fields source={source.source} setting={setting} onSet={setSetting} faultOf={faultOf} />
        {save.error && !isTold && <RefusalNote error={save.error} />}
        <div>
          <Button type="submit" loading={save.isPending}>
            {say(saveWords)}
          </Button>
        </div>
      </form>
    </Dialogue>
  )
}

type FieldsProps = {
  readonly source: FeedSourceName
  readonly setting: Setting
  readonly onSet: (setting: Setting) => void
  readonly faultOf: (field: string) => string | undefined
}

function Fields({ source, setting, onSet, faultOf }: FieldsProps) {
  const say = useSay()
  return (
    <>
      <Switch
        label={say(onWords)}
        description={say(onHelp)}
        checked={setting.isOn}
        onChange={(event) => onSet({ ...setting, isOn: event.currentTarget.checked })}
      />
      <TextInput
        label={say(urlWords)}
        description={say(urlHelp)}
        value={setting.url}
        error={faultOf('url')}
        onChange={(event) => onSet({ ...setting, url: event.currentTarget.value })}
      />
      {source === 'osv' && (
        <TagsInput
          label={say(partsWords)}
          description={say(partsHelp)}
          data={ecosystems}
          value={setting.parts}
          error={faultOf('parts')}
          onChange={(parts) => onSet({ ...setting, parts })}
        />
      )}
      <NumberInput
        label={say(hoursWords)}
        min={1}
        max={720}
        allowDecimal={false}
        value={setting.everyHours}
        error={faultOf('everyHours')}
        onChange={(value) => onSet({ ...setting, everyHours: Number(value) })}
      />
    </>
  )
}
