import type { Gap } from '@maek/domain/models/performance/gap.ts'
import { otherPlanSchema } from '@maek/domain/models/performance/plan.ts'
import { evaluateTask } from '@maek/domain/models/performance/tasks/evaluate-task.ts'
import { expect, test } from 'vitest'
import { type Chance, chance, chanceError } from './chance.ts'

/*
 * What multiplicity control is worth: in tables made without any difference between groups, how often at least one gap
 * of the whole family is claimed. Five groups alike in size, and five of which one holds hardly more than the least.
 */

const tables = 300

type Made = { readonly plan: object; readonly header: string; readonly rows: readonly string[] }
type Making = { readonly draws: Chance; readonly site: () => string }

/** Cases of three classes, one in five called wrongly, with scores. */
function classes({ draws: { share }, site }: Making): Made {
  const names = ['x', 'y', 'z']
  const rows = Array.from({ length: 300 }, (_, at) => {
    const truth = Math.floor(share() * 3)
    const called = share() < 0.8 ? truth : (truth + 1) % 3
    const scores = names.map((_, one) => ((one === called ? 1.2 : 0) + share()).toFixed(4))
    return [`C${at}`, names[truth], ...scores, site()].join(',')
  })
  return {
    plan: { task: 'multi-class', classes: names },
    header: 'case_id,label,score_x,score_y,score_z,site',
    rows,
  }
}

/** Two labels that hang together. */
function labels({ draws: { normal }, site }: Making): Made {
  const rows = Array.from({ length: 300 }, (_, at) => {
    const shared = normal()
    const label = () => Number(shared + normal() > 0.4)
    const [a, b] = [label(), label()]
    const score = (truth: number) => (truth * 1.5 + normal()).toFixed(4)
    return [`C${at}`, a, score(a), b, score(b), site()].join(',')
  })
  const named = ['a', 'b'].map((name) => ({ name, threshold: 0.75 }))
  return {
    plan: { task: 'multi-label', labels: named },
    header: 'case_id,label_a,score_a,label_b,score_b,site',
    rows,
  }
}

/** Overlaps that fail now and then, distances with a long tail. */
function masks({ draws: { share }, site }: Making): Made {
  const rows = Array.from({ length: 300 }, (_, at) => {
    const dice = share() < 0.05 ? 0.05 : 1 - 0.4 * share() * share()
    return [`C${at}`, dice.toFixed(4), (-Math.log(1 - share())).toFixed(4), site()].join(',')
  })
  return { plan: { task: 'segmentation' }, header: 'case_id,dice,hd95_mm,site', rows }
}

/** Images of one to three findings, as hard as their image. */
function findings({ draws: { share }, site }: Making): Made {
  const rows = Array.from({ length: 150 }, (_, at) => {
    const [place, hard] = [site(), share()]
    const hits = Array.from({ length: 1 + Math.floor(share() * 3) }, () =>
      share() < 0.9 - 0.3 * hard ? (0.2 + 0.8 * share()).toFixed(4) : '',
    )
    const falses = Array.from({ length: Math.floor(share() * 4) }, () => (0.01 + 0.9 * share()).toFixed(4))
    return [
      ...hits.map((score) => `I${at},finding,${score},${place}`),
      ...falses.map((score) => `I${at},false,${score},${place}`),
    ]
  }).flat()
  return { plan: { task: 'detection', threshold: 0.5 }, header: 'image_id,kind,score,site', rows }
}

/** Two readers of three grades who mostly agree. */
function readings({ draws: { share }, site }: Making): Made {
  const grades = ['g0', 'g1', 'g2']
  const rows = Array.from({ length: 300 }, (_, at) => {
    const [own, place] = [Math.floor(share() * 3), site()]
    const other = share() < 0.8 ? own : Math.floor(share() * 3)
    return [`C${at},R1,${grades[own]},${place}`, `C${at},R2,${grades[other]},${place}`]
  }).flat()
  return {
    plan: { task: 'agreement', classes: grades, ordered: true },
    header: 'case_id,reader,rating,site',
    rows,
  }
}

const makers = { classes, labels, masks, findings, readings }
const even = ({ share }: Chance) => 'abcde'.charAt(Math.floor(share() * 5))
const uneven = ({ share }: Chance) => (share() < 0.06 ? 'a' : 'bcde'.charAt(Math.floor(share() * 4)))
const settings = Object.entries(makers).flatMap(([name, make]) => [
  { name, make, grouping: 'alike in size', siteOf: even },
  { name, make, grouping: 'one of them small', siteOf: uneven },
])

function gapsOf({ plan, header, rows }: Made): readonly Gap[] {
  const read = { header: header.split(','), rows: rows.map((row) => row.split(',')) }
  const answer = evaluateTask(otherPlanSchema.parse({ ...plan, strata: ['site'] }), read)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value.gaps ?? []
}

test.each(settings)(
  'without a true difference, gaps of $name between five groups $grouping are claimed in at most one table of twenty',
  ({ make, siteOf }) => {
    const draws = chance(7)
    let claimed = 0
    for (let table = 0; table < tables; table += 1) {
      const gaps = gapsOf(make({ draws, site: () => siteOf(draws) }))
      expect(gaps.length).toBeGreaterThan(0)
      if (gaps.some(({ interval }) => interval.low > 0 || interval.high < 0)) claimed += 1
    }
    expect(claimed / tables).toBeLessThanOrEqual(0.05 + chanceError(0.05, tables))
  },
)
