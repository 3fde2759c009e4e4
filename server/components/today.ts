import { dayText } from '@maek/domain/clocks/day.ts'
import { localOf } from '@maek/domain/clocks/zone.ts'

/** The day it is in Korea at an instant: days of plans and policies are days of the calendar there. */
export function dayInKorea(now: string): string {
  return dayText(localOf('Asia/Seoul', Date.parse(now)).day)
}
