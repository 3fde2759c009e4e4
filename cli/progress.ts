import type { Terminal } from './command.ts'
import { displayWidth } from './display-width.ts'

export type Progress = { readonly advance: (amount: number) => void; readonly end: () => void }

const silent: Progress = { advance: () => undefined, end: () => undefined }
const betweenMs = 100
const barWidth = 24

/** A bar on stderr while somebody watches, else nothing. `total` null: only the amount is known. */
export function openProgress(
  terminal: Terminal,
  told: { readonly label: string; readonly total: number | null; readonly show: (amount: number) => string },
): Progress {
  if (!terminal.watched) return silent
  let amount = 0
  let drawnAt = 0
  let width = 0
  const draw = () => {
    const line = barText(told, amount)
    width = Math.max(width, displayWidth(line))
    terminal.error(`\r${line}`)
  }
  return {
    advance: (more) => {
      amount += more
      const now = performance.now()
      if (now - drawnAt < betweenMs) return
      drawnAt = now
      draw()
    },
    end: () => {
      if (width > 0) terminal.error(`\r${' '.repeat(width)}\r`)
    },
  }
}

/** `SBOM ███████░░░░ 42 % 12.3 MB`. */
export function barText(
  told: { readonly label: string; readonly total: number | null; readonly show: (amount: number) => string },
  amount: number,
): string {
  const { label, total, show } = told
  if (total === null || total === 0) return `${label} ${show(amount)}`
  const part = Math.min(1, amount / total)
  const full = Math.round(part * barWidth)
  const bar = '█'.repeat(full) + '░'.repeat(barWidth - full)
  return `${label} ${bar} ${String(Math.floor(part * 100)).padStart(3)} % ${show(amount)}`
}

export function byteText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
