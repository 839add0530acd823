import type { Config } from './config'
import type { Login } from './demo/install'
import type { Services } from './services'

type Welcome = { config: Config; place: string; logins: Login[] | null; services: Pick<Services, 'play'> }

/** What a person needs after a start: where to look, how to log in (once), where data lives, how to stop. */
export function printWelcome({ config, place, logins, services }: Welcome): void {
  const url = config.publicUrl ?? ''
  const lines = [
    '',
    '  Footlight is lit.',
    '',
    ...(services.play ? [`  Virtual store   ${url}/play`] : []),
    `  Console         ${url}/console`,
    `  Brand pages     ${url}/brand`,
    `  API             ${url}/docs`,
    '',
  ]
  if (logins) {
    const width = Math.max(...logins.map(({ email }) => email.length))
    lines.push('  Log-ins, made just now and shown this once:')
    for (const { role, email, password } of logins) {
      lines.push(`    ${role.padEnd(8)} ${email.padEnd(width)}  ${password}`)
    }
    lines.push('  Lost them? npm run demo:reset makes a new demo with new ones.', '')
  }
  lines.push(
    `  Data            ${place}`,
    `  Secrets         ${config.dataDir}/secrets.json`,
    '  Stop            Ctrl-C',
    '',
  )
  console.log(lines.join('\n'))
}
