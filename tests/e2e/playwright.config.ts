import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const executablePath = [process.env.FOOTLIGHT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
)

export default defineConfig({
  testDir: '.',
  globalSetup: './support/start.ts',
  // Visitors of all tests share the stores: one at a time keeps their queues their own.
  workers: 1,
  fullyParallel: false,
  // Generous: a machine that is busy otherwise takes three times as long, and that is no fault.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  outputDir: '../../test-results',
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
})
