declare module 'compression' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  /** Packs what is written to `res`, by what the request accepts; small and packed answers are left alone. */
  export default function compression(options?: {
    filter?: (req: IncomingMessage, res: ServerResponse) => boolean
  }): (req: IncomingMessage, res: ServerResponse, next: () => void) => void
}
