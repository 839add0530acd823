import { type Difference, LEVEL } from '../interval'
import { getStudentQuantile } from './student'

/** One store's outcomes, row by row (days), before and after the start. Whether a store is treated does not change. */
export type Store = { store: string; treated: boolean; before: readonly number[]; after: readonly number[] }

export type StoreLift = Difference & { standardError: number; clusters: number }

/** Intercept, treated, after, and their product. */
const PARAMETERS = 4

/**
 * Difference in differences: the coefficient of treated x after when outcomes are regressed (least squares) on treated,
 * after and their product. That regression fits the four cell means, so the coefficient is their double difference. Its
 * error is clustered by store with the usual small-sample factor, CR1: G / (G - 1) x (N - 1) / (N - 4); its interval
 * takes t with G - 1 degrees of freedom. Below some 20 stores it is too narrow: see `getPermutationInterval`.
 * @param stores at least one treated and one not, each with rows before and after
 */
export function getStoreLift(stores: readonly Store[], level = LEVEL): StoreLift {
  const cells = getCells(stores)
  const difference = getDoubleDifference(cells)
  const rows = cells.reduce((sum, { count }) => sum + count, 0)
  let squares = 0
  for (const store of stores) {
    let score = 0
    for (const cell of cells) {
      if (cell.treated !== store.treated) continue
      const mean = cell.sum / cell.count
      const left = store[cell.when].reduce((sum, outcome) => sum + outcome - mean, 0)
      score += (cell.sign * left) / cell.count
    }
    squares += score ** 2
  }
  const clusters = stores.length
  const factor = (clusters / (clusters - 1)) * ((rows - 1) / (rows - PARAMETERS))
  const standardError = Math.sqrt(factor * squares)
  const reach = getStudentQuantile((1 + level) / 2, clusters - 1) * standardError
  return { difference, low: difference - reach, high: difference + reach, standardError, clusters }
}

type Cell = { treated: boolean; when: 'before' | 'after'; sign: 1 | -1; sum: number; count: number }

function getCells(stores: readonly Store[]): Cell[] {
  const signs: [boolean, 'before' | 'after', 1 | -1][] = [
    [true, 'after', 1],
    [true, 'before', -1],
    [false, 'after', -1],
    [false, 'before', 1],
  ]
  return signs.map(([treated, when, sign]) => {
    const outcomes = stores.filter((store) => store.treated === treated).flatMap((store) => store[when])
    return { treated, when, sign, sum: outcomes.reduce((sum, y) => sum + y, 0), count: outcomes.length }
  })
}

function getDoubleDifference(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + (cell.sign * cell.sum) / cell.count, 0)
}
