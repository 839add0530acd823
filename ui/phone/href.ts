/** An address of the house below an optional prefix (`''` or `/play/phone/3`), so that a virtual phone stays within its own. */
export function href(base: string, path: `/${string}`): string {
  return base + path
}
