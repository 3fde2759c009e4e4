import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.tsx'
import { IntakePredictionsDialogue } from './IntakePredictionsDialogue.tsx'

const uploadWords = words('예측 결과 올리기', 'Upload predictions')

/** Offered once the plan is signed and as long as there are no results. */
export function IntakePredictionsButton({ record }: { record: StoredRecord }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (record.state !== 'running' || record.body.predictions !== undefined) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say(uploadWords)}
      </Button>
      {isOpen && <IntakePredictionsDialogue record={record} onClose={() => setOpen(false)} />}
    </>
  )
}
