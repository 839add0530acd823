declare module '@prisma/schema-engine-wasm/schema_engine_bg' {
  type Schema = { tag: 'empty' } | { tag: 'schemaDatamodel'; files: { path: string; content: string }[] }
  type Diff = {
    from: Schema
    to: Schema
    script: boolean
    shadowDatabaseUrl: null
    exitCode: null
    filters: { externalTables: string[]; externalEnums: string[] }
  }
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void
  export class SchemaEngine {
    private constructor()
    static new(
      options: { datamodels: [string, string][] },
      log: () => void,
      adapter: unknown,
    ): Promise<SchemaEngine>
    diff(params: Diff): Promise<{ stdout: string | null }>
  }
}
