import { expect, test } from 'vitest'
import { chaptersOf } from './chapters.ts'

type Row = Parameters<typeof chaptersOf>[0][number]

function row(ref: string, parent: string | null, verdict: Row['verdict']): Row {
  return { ref, parent, title: { ko: ref, en: ref }, verdict, because: null }
}

const shape = (rows: readonly Row[]) =>
  chaptersOf(rows).map(({ ref, title, cells }) => [ref, title?.en ?? null, cells.map((cell) => cell.ref)])

test('requirements stand under their topmost heading, headings are no cells', () => {
  const rows = [
    row('6', null, null),
    row('6.1', '6', null),
    row('6.1.1', '6.1', 'met'),
    row('6.2', '6', 'partly'),
  ]
  expect(shape(rows)).toEqual([['6', '6', ['6.1.1', '6.2']]])
})

test('a heading that is itself a requirement is a cell of its chapter', () => {
  const rows = [row('Art.5', null, 'met'), row('Art.5#1', 'Art.5', 'not-met')]
  expect(shape(rows)).toEqual([['Art.5', 'Art.5', ['Art.5', 'Art.5#1']]])
})

test('a framework without chapters is one untitled group', () => {
  const rows = [row('1', null, 'met'), row('2', null, 'unknown'), row('3', null, 'met')]
  expect(shape(rows)).toEqual([['1', null, ['1', '2', '3']]])
})

test('a chapter in which nothing is answered is left out', () => {
  expect(shape([row('1', null, null), row('1.1', '1', null)])).toEqual([])
})

test('parents that point at each other do not hang the page', () => {
  const rows = [row('a', 'b', 'met'), row('b', 'a', 'met')]
  expect(chaptersOf(rows).flatMap((chapter) => chapter.cells)).toHaveLength(2)
})

test('a parent that is missing makes its child a top row', () => {
  expect(shape([row('9.1', '9', 'met')])).toEqual([['9.1', null, ['9.1']]])
})
