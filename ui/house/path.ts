/** A page's address with its query; empty and missing values are left out. */
export function makeAddress(path: string, query: Record<string, string | null | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

/** A path of ours to go on to, or null: `//elsewhere` and `/\elsewhere` are other sites, controls are tricks. */
export function parseOwnPath(given: string | null | undefined): string | null {
  return given && given.length <= 300 && /^\/(?![/\\])[\x21-\x7e]*$/.test(given) ? given : null
}
