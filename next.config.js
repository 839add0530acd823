/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Our server packs: Next leaves the answers of route handlers as they are.
  compress: false,
  devIndicators: false,
  // The server's own modules run beside Next, never inside its bundle.
  serverExternalPackages: ['pg', 'pino', '@prisma/client', 'better-auth'],
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
}
