import { Socket } from 'node:net'

/**
 * A connection to the database that sends the statements of one turn of the event loop in one piece: they cost one
 * system call then, and wake the server once. The driver corks each statement; here the cork comes out a moment later.
 */
export class GatheringSocket extends Socket {
  #corked = 0

  override uncork(): void {
    if (this.#corked++ > 0) return
    process.nextTick(() => {
      for (; this.#corked > 0; this.#corked--) super.uncork()
    })
  }
}
