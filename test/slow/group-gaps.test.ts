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

/** Three readers of three grades who mostly agree. */
function readings({ draws: { share }, site }: Making): Made {
  const grades = ['g0', 'g1', 'g2']
  const rows = Array.from({ length: 300 }, (_, at) => {
    const [own, place] = [Math.floor(share() * 3), site()]
    const given = () => grades[share() < 0.8 ? own : Math.floor(share() * 3)]
    return ['R1', 'R2', 'R3'].map((reader) => `C${at},${reader},${given()},${place}`)
  }).flat()
  return {
    plan: { task: 'agreement', classes: grades, ordered: true },
    header: 'case_id,reader,rating,site',
    rows,
  }
}

/** Four readers of two modalities, each with a skill of their own, and cases that are hard for all of them. */
function studies({ draws: { normal }, site }: Making): Made {
  const readers = Array.from({ length: 4 }, () => [0.4 * normal(), 0.4 * normal()])
  const rows = Array.from({ length: 240 }, (_, at) => {
    const [truth, hard, place] = [at % 2, 0.7 * normal(), site()]
    return readers.flatMap((skills, reader) =>
      skills.map((skill, modality) => {
        const score = truth * (1.8 + skill) + hard + 0.7 * normal()
        return `C${at},${truth},R${reader},M${modality},${score.toFixed(4)},${place}`
      }),
    )
  }).flat()
  return { plan: { task: 'mrmc' }, header: 'case_id,label,reader,modality,score,site', rows }
}

const makers = { classes, labels, masks, findings, readings, studies }
const even = ({ share }: Chance) => 'abcde'.charAt(Math.floor(share() * 5))
const uneven = ({ share }: Chance) => (share() < 0.06 ? 'a' : 'bcde'.charAt(Math.floor(share() * 4)))
const settings = Object.entries(makers).flatMap(([name, make]) => [
  { name, make, grouping: 'alike in size', siteOf: even },
  { name, make, grouping: 'one of them small', siteOf: uneven },
])

type Apart = {
  readonly name: string
  readonly of?: string
  readonly interval: { readonly low: number; readonly high: number }
}

function foundIn({ plan, header, rows }: Made): { gaps: readonly Apart[]; spreads: readonly Apart[] } {
  const read = { header: header.split(','), rows: rows.map((row) => row.split(',')) }
  const answer = evaluateTask(otherPlanSchema.parse({ ...plan, strata: ['site'] }), read)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  const { gaps = [], spreads = [] } = answer.value
  return { gaps, spreads }
}

const isClaimed = ({ interval: { low, high } }: Apart) => low > 0 || high < 0

test.each(settings)(
  'without a true difference, gaps of $name between five groups $grouping are claimed in at most one table of twenty, and so is the spread of each measure',
  ({ make, siteOf }) => {
    const draws = chance(7)
    let claimed = 0
    const apart = new Map<string, number>()
    for (let table = 0; table < tables; table += 1) {
      const { gaps, spreads } = foundIn(make({ draws, site: () => siteOf(draws) }))
      expect(gaps.length).toBeGreaterThan(0)
      expect(spreads.length).toBeGreaterThan(0)
      if (gaps.some(isClaimed)) claimed += 1
      for (const one of spreads.filter(isClaimed)) {
        const key = `${one.name} ${one.of ?? ''}`
        apart.set(key, (apart.get(key) ?? 0) + 1)
      }
    }
    const most = 0.05 + chanceError(0.05, tables)
    expect(claimed / tables).toBeLessThanOrEqual(most)
    for (const [measure, count] of apart) expect(count / tables, measure).toBeLessThanOrEqual(most)
  },
)
