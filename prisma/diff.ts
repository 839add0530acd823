// Prints the SQL that turns one state of schema.prisma into another, for writing a migration by hand:
//   npm run db:diff                     from nothing to schema.prisma
//   npm run db:diff -- old.prisma      from old.prisma to schema.prisma
// What Prisma cannot say (partitions, row-level security, checks, grants) is added to the migration by hand.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { parseConfig } from '../server/config'
import { connectDatabases } from '../server/db/connect'
import { loadSecrets } from '../server/secrets'

// What the engine's WebAssembly imports from its glue: functions only.
const getFunctions = (glue: Record<string, unknown>): WebAssembly.ModuleImports =>
  Object.fromEntries(
    Object.entries(glue).filter((entry): entry is [string, () => void] => typeof entry[1] === 'function'),
  )

/** The SQL from one Prisma schema (or nothing) to another. Asks a live database for its version only. */
export async function diffSchemas(url: string, to: string, from?: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const path = join(
    dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
    'schema_engine_bg.wasm',
  )
  const engineModule = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const { instance } = await WebAssembly.instantiate(readFileSync(path), {
    './schema_engine_bg.js': getFunctions(engineModule),
  })
  engineModule.__wbg_set_wasm(instance.exports)
  const start: unknown = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  const { bindSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
  const factory = bindSqlAdapterFactory(new PrismaPg({ connectionString: url }))
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    factory,
  )
  const files = (content: string) => [{ path: 'schema.prisma', content }]
  const { stdout } = await engine.diff({
    from: from ? { tag: 'schemaDatamodel', files: files(from) } : { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: files(to) },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return stdout ?? ''
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const config = parseConfig(process.env)
  const databases = await connectDatabases(config, loadSecrets(config.dataDir))
  const schema = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8')
  const old = process.argv[2] && readFileSync(process.argv[2], 'utf8')
  process.stdout.write(await diffSchemas(databases.urls.owner, schema, old || undefined))
  await databases.close()
}
