// `npm test`: lint, types, unit, integration and end-to-end, each with its own output, and one line that sums them up.
// `--node24` adds unit and integration under Node 24. A part that is no test runner counts as one test.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './setup/chromium.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const E2E = 'tests/e2e/playwright.config.ts'
const reports = mkdtempSync(join(tmpdir(), 'footlight-reports-'))
const total = { passed: 0, failed: 0, skipped: 0 }
const node = [process.execPath]
const node24 = ['npx', '-y', 'node@24']

const bin = (path) => join(ROOT, 'node_modules', ...path.split('/'))
const say = (text) => console.log(`\n== ${text}`)

function add({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

function run([command, ...before], args, env = {}) {
  const { status } = spawnSync(command, [...before, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  return status === 0
}

/** A check that passes or fails as a whole. */
function check(name, args) {
  say(name)
  const ok = run(node, args)
  add(ok ? { passed: 1 } : { failed: 1 })
  return ok
}

/** A runner with a JSON report. One that fails without saying which test did counts as one failed test. */
function count(name, runtime, args, env, read) {
  say(name)
  const file = join(reports, `${name.replaceAll(/\W+/g, '-')}.json`)
  const ok = run(runtime, args(file), env(file))
  const counted = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { failed: 1 }
  if (!ok && !counted.failed) counted.failed = 1
  add(counted)
}

function vitest(project, runtime, suffix = '') {
  count(
    `${project}${suffix}`,
    runtime,
    (file) => [
      bin('vitest/vitest.mjs'),
      ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ],
    () => ({}),
    ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => {
      // A file that could not even be loaded has no tests that failed.
      const broken = testResults.filter(
        ({ status, assertionResults }) =>
          status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
      )
      return {
        passed: numPassedTests,
        failed: numFailedTests + broken.length,
        skipped: numPendingTests + numTodoTests,
      }
    },
  )
}

function playwright() {
  if (!existsSync(join(ROOT, E2E))) {
    say('end-to-end')
    console.error(`${E2E} is missing.`)
    return add({ failed: 1 })
  }
  const chromium = findChromium(say)
  if (!chromium) {
    console.error('No Chromium: install one, or name yours with FOOTLIGHT_CHROMIUM.')
    return add({ failed: 1 })
  }
  count(
    'end-to-end',
    node,
    () => [bin('@playwright/test/cli.js'), 'test', '-c', E2E, '--reporter=list,json'],
    (file) => ({ FOOTLIGHT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected || (errors.length > 0 ? 1 : 0),
      skipped: stats.skipped,
    }),
  )
}

check('lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'])
const built = check('build', ['server/build.mjs'])
check('types', [bin('typescript/bin/tsc'), '--noEmit'])
vitest('unit', node)
vitest('integration', node)
if (process.argv.includes('--node24')) {
  vitest('unit', node24, ' under Node 24')
  vitest('integration', node24, ' under Node 24')
}
if (built) playwright()
rmSync(reports, { recursive: true, force: true })

const { passed, failed, skipped } = total
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
