import { useSyncExternalStore } from 'react'

/** The time, as often as a reader can use it: a whole second or a whole minute, in milliseconds since 1970. */
export function useNow(step: 'second' | 'minute'): number {
  const stepMs = step === 'second' ? 1000 : 60_000
  const subscribe = step === 'second' ? everySecond : everyMinute
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs)
}

function everySecond(tick: () => void): () => void {
  return every(1000, tick)
}

function everyMinute(tick: () => void): () => void {
  return every(60_000, tick)
}

/** Ticks on the whole second or minute, so that all clocks of a page turn together. */
function every(stepMs: number, tick: () => void): () => void {
  let timer = 0
  const wait = () => {
    timer = window.setTimeout(
      () => {
        tick()
        wait()
      },
      stepMs - (Date.now() % stepMs),
    )
  }
  wait()
  return () => window.clearTimeout(timer)
}
