// The difference that a treatment made, from a file: npm run -s lift -- --visitors visitors.csv, or --stores stores.csv
import { lift } from './lift'
import { runCommand } from './run-command'

runCommand(lift)
