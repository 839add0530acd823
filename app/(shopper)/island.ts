import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

let version: string | null = null

/**
 * Address of a script of the shopper's pages, or none where the build has not made them: every page works without.
 * The version in it lets the file be stored for good.
 */
export async function getIsland(name: 'phone' | 'tap'): Promise<string[]> {
  version ??= await readFile(join(process.cwd(), 'public/island/version'), 'utf8').catch(() => null)
  return version ? [`/island/${name}.js?v=${version}`] : []
}
