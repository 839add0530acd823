/** Version of what crosses a socket. The server speaks this one and the one before (docs/protocol.md). */
export const PROTOCOL_VERSION = 1
