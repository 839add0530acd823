// `npm run -s sun -- '<url>' --meta-key HEX --file-key HEX`: one line of JSON that says whether a chip's URL verifies,
// and if not, why. For whoever stands before a chip: it takes keys of zeros and tells more than a server may.
import { makeSunAnswer } from './sun-answer'

const answer = makeSunAnswer(process.argv.slice(2))
console.log(JSON.stringify(answer))
process.exitCode = answer.ok ? 0 : 1
