// `npm run bench`: all programs one after the other, or those named: `npm run bench -- tap page`.
// Figures want a quiet machine; ratios are against a floor measured in the same run, so they bear some noise.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ALL = ['tap', 'sun', 'ledger', 'page', 'attribution']
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !ALL.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: choose from ${ALL.join(', ')}.`)
  process.exit(1)
}
let failed = 0
for (const name of ALL.filter((known) => wanted.length === 0 || wanted.includes(known))) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit' })
  if (status !== 0) failed++
}
process.exit(failed > 0 ? 1 : 0)
