import { CREDIT_MODELS, type CreditModel, type CreditOptions, creditPaths, isDefined } from './credit'
import type { Paths } from './paths'

/** Cells are a channel, then numbers; null where a model has no such number. */
export type CreditTable = {
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

/** One model: a row for each channel, the one with most conversions first, then by name. */
export function makeCreditTable(model: CreditModel, paths: Paths, options: CreditOptions): CreditTable {
  const { conversions, values, removalEffects } = creditPaths(model, paths, options)
  const order = paths.channels
    .map((channel, i) => ({ channel, i, earned: conversions[i] ?? 0 }))
    .sort((a, b) => b.earned - a.earned || compareNames(a.channel, b.channel))
  return {
    columns: ['channel', 'conversions', 'value', 'removal_effect'],
    rows: order.map(({ channel, i, earned }) => [
      channel,
      earned,
      values[i] ?? 0,
      removalEffects ? (removalEffects[i] ?? 0) : null,
    ]),
  }
}

/**
 * Every model that is defined on these paths: a column of conversions under its name, then a column of values under
 * `<name>_value`. Rows go by name, because no model is the one to rank by.
 */
export function makeComparison(paths: Paths, options: CreditOptions): CreditTable {
  const models = CREDIT_MODELS.filter((model) => isDefined(model, paths))
  const credits = models.map((model) => creditPaths(model, paths, options))
  const order = paths.channels.map((channel, i) => ({ channel, i }))
  order.sort((a, b) => compareNames(a.channel, b.channel))
  return {
    columns: ['channel', ...models, ...models.map((model) => `${model}_value`)],
    rows: order.map(({ channel, i }) => [
      channel,
      ...credits.map(({ conversions }) => conversions[i] ?? 0),
      ...credits.map(({ values }) => values[i] ?? 0),
    ]),
  }
}

/** By code units, so that the order is the same on every machine. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
