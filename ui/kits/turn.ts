/** How long each language stands before the other fades in: long enough to be read twice. */
export const TURN_MS = 9_000

/** The number of the turn that a server time lies in. */
export const getTurn = (now: number) => Math.floor(now / TURN_MS)

/**
 * Tells of every new turn until stopped. It looks again whatever it finds: a clock that is being set back lets a
 * timer fire before the turn it waited for.
 * @param now server time, ms
 */
export function followTurns(now: () => number, tell: (turn: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout>
  const wait = () => {
    timer = setTimeout(
      () => {
        tell(getTurn(now()))
        wait()
      },
      TURN_MS - (now() % TURN_MS) + 5,
    )
  }
  wait()
  return () => clearTimeout(timer)
}
