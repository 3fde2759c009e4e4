import { readFile } from '@maek/domain/api.ts'
import type { FileValue } from '@maek/domain/field.ts'
import { IconPaperclip } from '@tabler/icons-react'
import { hrefOf } from '../../api.ts'
import { useLocale } from '../../language.tsx'
import { useValuePlace } from './value-place.ts'
import classes from './values.module.css'

/** A stored file: name, size, download; its SHA-256 as a tooltip for whoever compares. */
export function FileLink({ file }: { file: FileValue }) {
  const { kind, id } = useValuePlace()
  const locale = useLocale()
  return (
    <span title={`SHA-256 ${file.sha256}`}>
      <IconPaperclip size={14} aria-hidden />{' '}
      {id === null ? (
        file.name
      ) : (
        <a href={hrefOf(readFile, { kind, id, sha256: file.sha256 })}>{file.name}</a>
      )}{' '}
      <span className={classes.dim}>{sizeText(file.size, locale)}</span>
    </span>
  )
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function sizeText(bytes: number, locale: string): string {
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}
