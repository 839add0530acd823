/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: true,
  devIndicators: false,
  // The server's own modules run beside Next, never inside its bundle.
  serverExternalPackages: ['pg', 'pino', '@prisma/client', 'better-auth'],
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
}
