import { readFileSync } from 'node:fs'
import { CommandError, type ReadText } from './command'

const STANDARD_INPUT = 0

/** Runs a command with this process's arguments: all of its answer goes out, or none of it and the reason. */
export function runCommand(command: (args: readonly string[], read: ReadText) => string): void {
  const read: ReadText = (name) => readFileSync(name === '-' ? STANDARD_INPUT : name, 'utf8')
  try {
    process.stdout.write(command(process.argv.slice(2), read))
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
