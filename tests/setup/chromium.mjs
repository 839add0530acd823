import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const DOWNLOAD_MS = 60_000

/**
 * A Chromium that starts: the one named by FOOTLIGHT_CHROMIUM, Playwright's own (downloaded where it can be within a
 * minute), the system's, or Debian's package when we are root. Its path, or undefined.
 */
export function findChromium(say) {
  const named = process.env.FOOTLIGHT_CHROMIUM
  if (named) return named
  const chromium = findOwn() ?? download(say) ?? SYSTEM.find(starts) ?? installPackage(say, 'chromium')
  if (chromium && !hasChineseFont()) installPackage(say, 'fonts-noto-cjk')
  return chromium
}

/** A browser whose libraries are missing does not even say its version. */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 0
}

function findOwn() {
  const require = createRequire(import.meta.url)
  const path = require('@playwright/test').chromium.executablePath()
  return starts(path) ? path : undefined
}

function download(say) {
  say('downloading Chromium')
  const require = createRequire(import.meta.url)
  const cli = require.resolve('@playwright/test/cli')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: DOWNLOAD_MS,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' },
  })
  return findOwn()
}

function installPackage(say, name) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  say(`installing the package ${name}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit', env, timeout: 300_000 })
  apt('update', '-q')
  apt('install', '-y', '-q', '--no-install-recommends', name)
  return SYSTEM.find(starts)
}

function hasChineseFont() {
  const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return Boolean(stdout?.trim())
}
