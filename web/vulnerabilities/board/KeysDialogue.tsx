import { say as words } from '@maek/domain/words.ts'
import { Switch } from '@mantine/core'
import { useSay } from '../../language.tsx'
import { Dialogue } from '../../ui/Dialogue.tsx'
import classes from './board.module.css'
import { useKeysOn } from './use-board.ts'

const titleWords = words('키보드로 일하기', 'Working by keyboard')
const aboutWords = words(
  '입력란과 대화상자 안에서는 글자 그대로 입력됩니다. 한글 입력 상태에서도 됩니다.',
  'In fields and dialogues keys stay letters. Works with a Korean input method too.',
)
const switchWords = words('한 글자 단축키 쓰기', 'Use single-key shortcuts')

const keys = [
  ['j', words('다음 항목', 'Next finding')],
  ['k', words('이전 항목', 'Previous finding')],
  ['x', words('고르기·풀기', 'Choose or let go')],
  ['Enter', words('항목 열기', 'Open the finding')],
  ['d', words('고른 항목(없으면 지금 항목) 판정', 'Decide what is chosen, or this one')],
  ['/', words('찾기', 'Find')],
  ['Esc', words('고른 것 모두 풀기', 'Let go of everything chosen')],
  ['?', words('이 도움말', 'This help')],
] as const

export function KeysDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const [isOn, setOn] = useKeysOn()
  return (
    <Dialogue onClose={onClose} title={say(titleWords)}>
      <dl className={classes.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.dim}>{say(aboutWords)}</p>
      <Switch
        label={say(switchWords)}
        checked={isOn}
        data-autofocus
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
    </Dialogue>
  )
}
