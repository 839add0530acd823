/** Lets `limit` through per `windowMs` and key, refilled evenly. In memory: each node counts for itself. */
export function makeRateLimit({ limit, windowMs }: { limit: number; windowMs: number }) {
  const buckets = new Map<string, { level: number; at: number }>()
  return {
    /** Whether one more of this key may pass at this time (Unix milliseconds). */
    take(key: string, now: number): boolean {
      const bucket = buckets.get(key) ?? { level: limit, at: now }
      const level = Math.min(limit, bucket.level + ((now - bucket.at) / windowMs) * limit)
      const passes = level >= 1
      buckets.set(key, { level: passes ? level - 1 : level, at: now })
      if (buckets.size > 20_000) prune(now)
      return passes
    },
  }

  function prune(now: number) {
    for (const [key, { at }] of buckets) if (now - at > windowMs) buckets.delete(key)
  }
}
