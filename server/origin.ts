/** Whether a page of ours speaks: same host as asked for, or our public address. Programs send no Origin. */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (!origin) return true
  try {
    return origin === (publicUrl && new URL(publicUrl).origin) || new URL(origin).host === host
  } catch {
    return false
  }
}
