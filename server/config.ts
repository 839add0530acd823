import { resolve } from 'node:path'
import { z } from 'zod'
import type { RetentionKind } from '@/protocol/retention'
import { StartError } from './error'

const days = z.coerce.number().int().min(1).max(3_650)

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  REDIS_URL: z.string().optional(),
  FOOTLIGHT_DATA: z.string().default('.footlight'),
  /** Two-letter opt in or out of the virtual store; unset, the demo installation has it and others do not. */
  FOOTLIGHT_PLAY: z.enum(['on', 'off']).optional(),
  /** Whether a new demo gets its week of simulated shoppers. */
  FOOTLIGHT_FILL: z.enum(['on', 'off']).default('on'),
  /** Days that each kind of data is kept (RETENTION_KINDS). */
  FOOTLIGHT_KEEP_VISITS: days.default(90),
  FOOTLIGHT_KEEP_CLICKS: days.default(90),
  FOOTLIGHT_KEEP_SESSIONS: days.default(30),
  FOOTLIGHT_KEEP_PAIRINGS: days.default(7),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  port: number
  host: string
  publicUrl: string | undefined
  databaseUrl: string | undefined
  redisUrl: string | undefined
  /** Absolute folder of secrets and, by default, of the database. */
  dataDir: string
  play: 'on' | 'off' | undefined
  fill: boolean
  /** How many days each kind of data is kept. */
  keepDays: Record<RetentionKind, number>
  trustProxy: boolean
  tls: { cert: string; key: string } | undefined
  logLevel: string
  dev: boolean
}

/**
 * Reads the settings from the environment.
 * @throws StartError with one sentence that names the setting and what it must be
 */
export function parseConfig(env: NodeJS.ProcessEnv, { dev = false } = {}): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(present)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new StartError(`The setting ${issue?.path.join('.')} is not usable: ${issue?.message}.`)
  }
  const { data } = parsed
  if (Boolean(data.TLS_CERT) !== Boolean(data.TLS_KEY)) {
    throw new StartError('TLS_CERT and TLS_KEY go together: set both to files, or neither.')
  }
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    dataDir: resolve(data.FOOTLIGHT_DATA),
    play: data.FOOTLIGHT_PLAY,
    fill: data.FOOTLIGHT_FILL === 'on',
    keepDays: {
      visits: data.FOOTLIGHT_KEEP_VISITS,
      clicks: data.FOOTLIGHT_KEEP_CLICKS,
      sessions: data.FOOTLIGHT_KEEP_SESSIONS,
      pairings: data.FOOTLIGHT_KEEP_PAIRINGS,
    },
    trustProxy: data.TRUST_PROXY === 'on',
    tls: data.TLS_CERT && data.TLS_KEY ? { cert: data.TLS_CERT, key: data.TLS_KEY } : undefined,
    logLevel: data.LOG_LEVEL,
    dev,
  }
}
