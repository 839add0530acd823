import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { attribute } from './attribute'
import { CommandError } from './command'
import { lift } from './lift'

const DOCS = new URL('../../docs/attribution.md', import.meta.url)
/** `$ command`, then what it prints. */
const EXAMPLE = /```console\n\$ (.+)\n([^`]*)```/g
const COMMANDS = { attribute, lift }

const examples = [...readFileSync(DOCS, 'utf8').matchAll(EXAMPLE)].map(([, line = '', printed = '']) => ({
  words: line.split(' '),
  printed,
}))
const files = new Map(
  examples.flatMap(({ words, printed }) => (words[0] === 'cat' ? [[words[1] ?? '', printed]] : [])),
)

function run(command: (typeof COMMANDS)['attribute'], args: readonly string[]): string {
  try {
    return command(args, (name) => files.get(name) ?? '')
  } catch (error) {
    if (error instanceof CommandError) return `${error.message}\n`
    throw error
  }
}

describe('docs/attribution.md', () => {
  const commands = examples.filter(({ words }) => words[0] === 'npm')
  test.each(commands)('$words prints what the page says', ({ words, printed }) => {
    const [, , , name, , ...args] = words
    expect(run(name === 'lift' ? COMMANDS.lift : COMMANDS.attribute, args)).toBe(printed)
  })

  test('it shows every command', () => {
    expect(new Set(commands.map(({ words }) => words[3]))).toEqual(new Set(Object.keys(COMMANDS)))
  })
})
