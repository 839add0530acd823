export type Search = Promise<Record<string, string | string[] | undefined>>

/** One value of a query; the first when it was given twice. */
export function getOne(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null
}
