// Builds what `npm start` serves, if it is missing or the sources have changed since.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['app', 'ui', 'domain', 'protocol', 'messages', 'prisma/schema.prisma', 'server/services.ts']
const FILES = ['next.config.js', 'postcss.config.mjs', 'package-lock.json', 'tsconfig.json']
const STAMP = join(ROOT, '.next', 'footlight-build')

/** Hash of everything a build is made of. */
function hashSources() {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(ROOT, path)
    if (!existsSync(full)) return
    hash.update(path).update(readFileSync(full))
  }
  const walk = (path) => {
    if (/\.(tsx?|json|css|prisma|mjs)$/.test(path)) return add(path)
    if (!existsSync(join(ROOT, path))) return
    for (const { name } of readdirSync(join(ROOT, path), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      walk(`${path}/${name}`)
    }
  }
  for (const path of SOURCES) walk(path)
  for (const path of FILES) add(path)
  return hash.digest('hex')
}

function run(args, what) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  if (status === 0) return
  process.stderr.write(`${stdout}${stderr}\n${what} failed; the lines above say why.\n`)
  process.exit(1)
}

/** Makes the database client when it is missing or older than its schema. */
export function generate() {
  const stamp = join(ROOT, 'prisma', 'client', 'made-from')
  const hash = createHash('sha256')
    .update(readFileSync(join(ROOT, 'prisma', 'schema.prisma')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  run([join(ROOT, 'prisma', 'generate.mjs')], 'Making the database client')
  writeFileSync(stamp, hash)
}

/** Name of the build that is served, for screens that live for months. */
export function getBuildId() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8').slice(0, 12) : 'dev'
}

/** Builds if needed; answers whether it did. */
export async function build({ force = false, say = () => {} } = {}) {
  generate()
  const hash = hashSources()
  if (!force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return false
  say('Building the pages, once. This takes about half a minute.')
  const { buildIsland } = await import('../ui/phone/build.mjs')
  await buildIsland()
  run([join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'], 'Building the pages')
  writeFileSync(STAMP, hash)
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ force: process.argv.includes('--force'), say: console.log })
}
