declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  /** Packs what is written to `res`, by what the request accepts; small and packed answers are left alone. */
  export default function compression(options?: {
    threshold?: number
  }): (req: IncomingMessage, res: ServerResponse, next: () => void) => void
}
