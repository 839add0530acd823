// Credits paths of a CSV to their channels: npm run -s attribute -- --paths paths.csv --model markov --order 1
import { attribute } from './attribute'
import { runCommand } from './run-command'

runCommand(attribute)
