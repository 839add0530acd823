// `npm start` and `npm run dev`: checks what can be checked without the rest, builds if needed, then runs main.ts in
// this same process, so that signals reach it directly.
import { register } from 'tsx/esm/api'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Footlight needs Node 20.19 or newer, better 24 LTS; this is ${process.version}.`)
  process.exit(1)
}
const dev = process.argv.includes('--dev')
process.env.NODE_ENV = dev ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
const { build, generate, getBuildId } = await import('./build.mjs')
if (dev) {
  generate()
  const { buildIsland } = await import('../ui/phone/build.mjs')
  await buildIsland()
} else {
  await build({ say: console.log })
}
process.env.FOOTLIGHT_BUILD = getBuildId()
register()
const { main } = await import('./main.ts')
await main({ dev })
