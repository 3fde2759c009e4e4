import { readRecord } from '@maek/domain/api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import type { PlainKind } from '../plain-kind.ts'
import { FieldChange } from '../tabs/FieldChange.tsx'

const titleWords = words(
  '쓰시는 동안 다른 사람이 이 기록을 바꿨습니다. 저장되지 않았습니다.',
  'Somebody changed this record while you were writing. Nothing was saved.',
)
const whatWords = words('그 사이 바뀐 항목', 'What changed meanwhile')
const nothingWords = words(
  '내용은 같고 상태만 바뀌었습니다.',
  'The content is the same; only its state has changed.',
)
const theirsWords = words('최신 판 불러오기(내 입력 버림)', 'Load the newest (discard mine)')
const mineWords = words('최신 판 위에 내 입력으로 저장', 'Save mine over the newest')

type ConflictProps = {
  readonly kind: PlainKind
  readonly base: StoredRecord
  readonly onTakeTheirs: () => void
  readonly onKeepMine: (version: number) => void
}

/** Somebody else was first: what they changed, and the two ways on. */
export function Conflict({ kind, base, onTakeTheirs, onKeepMine }: ConflictProps) {
  const say = useSay()
  const newest = useQuery({ ...ask(readRecord, { kind: kind.name, id: base.id }), refetchOnMount: 'always' })
  return (
    <Note tone="waiting" alert>
      <p>
        <strong>{say(titleWords)}</strong>
      </p>
      <Answered query={newest}>
        {({ record }) => {
          const changed = Object.keys(kind.fields).filter(
            (name) => JSON.stringify(record.body[name]) !== JSON.stringify(base.body[name]),
          )
          return (
            <>
              <p>
                {record.authorName} · <Moment at={record.updatedAt} />
              </p>
              <p>{say(changed.length > 0 ? whatWords : nothingWords)}</p>
              {changed.map((name) => (
                <FieldChange
                  key={name}
                  name={name}
                  field={kind.fields[name]}
                  before={base.body[name]}
                  after={record.body[name]}
                />
              ))}
              <Button size="xs" variant="default" mr="xs" mt="xs" onClick={onTakeTheirs}>
                {say(theirsWords)}
              </Button>
              <Button size="xs" mt="xs" onClick={() => onKeepMine(record.version)}>
                {say(mineWords)}
              </Button>
            </>
          )
        }}
      </Answered>
    </Note>
  )
}
