import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Our server offers no WebTransport: its transport would be a kilobyte that no phone ever runs. */
const noWebTransport = {
  name: 'no-webtransport',
  setup(bundle) {
    bundle.onLoad({ filter: /engine\.io-client\/.*\/webtransport\.js$/ }, () => ({
      contents: 'export class WT {}',
    }))
  },
}

const FOLDER = new URL('../../public/island/', import.meta.url)

/**
 * Bundles the scripts of the shopper's pages into public/island/: `phone.js` and `tap.js`, each also gzipped, and
 * `version`, the hash that the pages put into their addresses so that a phone may store them for good.
 * @returns {Promise<{version: string, bytes: Record<string, number>}>} hash, and each script's gzipped bytes
 */
export async function buildIsland() {
  const { outputFiles } = await build({
    entryPoints: { phone: path('island.ts'), tap: path('tap.ts') },
    outdir: FOLDER.pathname,
    bundle: true,
    minify: true,
    write: false,
    plugins: [noWebTransport],
    legalComments: 'none',
    // Older phones have the forms.
    target: ['es2020', 'safari15', 'chrome87'],
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const hash = createHash('sha256')
  const bytes = {}
  await mkdir(FOLDER, { recursive: true })
  for (const file of outputFiles) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1)
    const zipped = gzipSync(file.contents, { level: 9 })
    hash.update(file.contents)
    bytes[name] = zipped.length
    await writeFile(new URL(name, FOLDER), file.contents)
    await writeFile(new URL(`${name}.gz`, FOLDER), zipped)
  }
  const version = hash.digest('hex').slice(0, 12)
  await writeFile(new URL('version', FOLDER), version)
  return { version, bytes }
}

/** @param {string} file */
function path(file) {
  return new URL(file, import.meta.url).pathname
}
