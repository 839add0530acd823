import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { makeSunAnswer } from './sun-answer'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const ZEROS = '0'.repeat(32)
const BOTH = ['--meta-key', ZEROS, '--file-key', ZEROS]
const PICC = 'EF963FF7828658A599F3041510671E88'
const MAC = '94EED9EE65337086'
/** AN12196 §3.4.4.2.2. */
const FILE = {
  picc: 'FD91EC264309878BE6345CBE53BADF40',
  enc: 'CEE9A53E3E463EF1F459635736738962',
  mac: 'ECC1E7F6C6C73BF6',
}
const FILE_URL = `https://www.my424dna.com/?picc_data=${FILE.picc}&enc=${FILE.enc}&cmac=${FILE.mac}`

describe('the sun command says', () => {
  test.each<[string, string[], object]>([
    [
      'who made AN12196’s first URL',
      [`https://ntag.nxp.com/424?e=${PICC}&c=${MAC}`, ...BOTH],
      { ok: true, uid: '04DE5F1EACC040', counter: 61 },
    ],
    [
      'what its file data is, as text',
      [FILE_URL, ...BOTH],
      { ok: true, uid: '04958CAA5C5E80', counter: 8, fileData: 'xxxxxxxxxxxxxxxx' },
    ],
    [
      'the same of its pieces, in lower case and groups, with the input told',
      ['--picc', 'fd91ec26 4309878b e6345cbe 53badf40', '--enc', FILE.enc, '--mac', FILE.mac]
        .concat(BOTH)
        .concat('--mac-input', `${FILE.enc}&cmac=`, '--mode', 'aes'),
      { ok: true, uid: '04958CAA5C5E80', counter: 8, fileData: 'xxxxxxxxxxxxxxxx' },
    ],
    [
      'who made a plain mirror, with the file key alone, and from what',
      [
        '--uid',
        '041E3C8A2D6B80',
        '--ctr',
        '000006',
        '--mac',
        '4B00064004B0B3D3',
        '--file-key',
        ZEROS,
        '--explain',
      ],
      { ok: true, uid: '041E3C8A2D6B80', counter: 6, macInput: '' },
    ],
    [
      'what file data is that is no text, as hex',
      [
        'https://x.example/?p=379F7A361ED4728A13B70F2B591FFA6B&e=A0DED1861CC740B47240AC0C944DC2EF/4FF9720BC3FE5910',
        ...BOTH,
      ],
      { ok: true, uid: '04B07F12647380', counter: 1, fileData: '0102030405060708090A0B0C0D0E0F10' },
    ],
    [
      'who made an LRP URL',
      ['https://AAE1508939ECF6FF26BCE407959AB1A5EC022819A35CD293x5E3DB82C19E3865F', ...BOTH, '--mode', 'lrp'],
      { ok: true, uid: '042E1D222A6380', counter: 106 },
    ],
  ])('%s', (_what, args, answer) => {
    expect(makeSunAnswer(args)).toEqual(answer)
  })

  test.each<[string, string[], RegExp]>([
    ['nothing', [], /^nothing to verify: give/],
    ['an unknown flag', [FILE_URL, ...BOTH, '--key', ZEROS], /--meta-key --file-key/],
    ['a flag without its value', [FILE_URL, '--meta-key'], /takes a value/],
    ['a flag twice', [FILE_URL, ...BOTH, ...BOTH], /^--meta-key is there twice/],
    ['two URLs', [FILE_URL, FILE_URL, ...BOTH], /^one URL at a time/],
    ['a URL and a piece', [FILE_URL, '--mac', MAC, ...BOTH], /not both/],
    ['a key that is no hex', [FILE_URL, '--meta-key', 'G'.repeat(32)], /^--meta-key is 32 hex digits/],
    ['a key that is too short', [FILE_URL, '--file-key', '00'], /^--file-key is 32 hex digits/],
    [
      'a counter as a number',
      ['--uid', '041E3C8A2D6B80', '--ctr', '6', '--mac', MAC],
      /^--ctr is 6 hex digits/,
    ],
    ['PICC data without a MAC', ['--picc', PICC, ...BOTH], /^no_mac: /],
    ['a UID without a counter', ['--uid', '041E3C8A2D6B80', '--mac', MAC, ...BOTH], /^no_counter: /],
    ['an unknown mode', [FILE_URL, ...BOTH, '--mode', 'des'], /^--mode is aes or lrp$/],
    [
      'a mode that is not the URL’s',
      [FILE_URL, ...BOTH, '--mode', 'lrp'],
      /^mode_mismatch: .*without --mode$/,
    ],
    ['a URL of another kind', ['https://x.example/'], /^no_mac: /],
    [
      'no meta key',
      [FILE_URL, '--file-key', '1'.repeat(32)],
      /^no_meta_key: encrypted PICC data needs --meta-key/,
    ],
    ['no file key', [FILE_URL, '--meta-key', ZEROS], /^no_file_key: .*with --meta-key as both keys$/],
    [
      'a changed MAC',
      [FILE_URL.slice(0, -1), ...BOTH].with(0, `${FILE_URL.slice(0, -1)}7`),
      /^mac_wrong: [^;]*$/,
    ],
    [
      'the wrong keys of a new tag',
      [FILE_URL, '--meta-key', '1'.repeat(32)],
      /nobody has provisioned this tag$/,
    ],
    ['the wrong input', [FILE_URL, ...BOTH, '--mac-input', ''], /^mac_wrong: .*without --mac-input$/],
  ])('what to do about %s', (_what, args, reason) => {
    expect(makeSunAnswer(args)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })
})

/** The commands of the docs, each with what it prints. */
const EXAMPLES = [
  ...readFileSync(`${ROOT}docs/sun.md`, 'utf8').matchAll(
    /```sh\nnpm run -s sun -- ([\s\S]*?)\n(\{.*\})\n```/g,
  ),
]

test.each(EXAMPLES.map(([, command = '', answer = '']) => ({ command, answer })))(
  'docs/sun.md is true: $answer',
  ({ command, answer }) => {
    const args = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    )
    expect(JSON.stringify(makeSunAnswer(args))).toBe(answer)
  },
)

test.each<[string, string[], number, object]>([
  [
    'a good URL',
    [FILE_URL, ...BOTH],
    0,
    { ok: true, uid: '04958CAA5C5E80', counter: 8, fileData: 'xxxxxxxxxxxxxxxx' },
  ],
  [
    'a bad key',
    [FILE_URL, '--meta-key', 'x'],
    1,
    { ok: false, reason: expect.stringMatching(/^--meta-key is/) },
  ],
  ['another tag’s keys', [FILE_URL, '--file-key', ZEROS], 1, { ok: false, reason: expect.any(String) }],
])(
  'npm run -s sun answers %s in one line of JSON, and by its exit code',
  async (_what, args, code, answer) => {
    const ran = await run(args)
    expect(JSON.parse(ran.stdout)).toEqual(answer)
    expect([ran.code, ran.stderr, ran.stdout.split('\n').length]).toEqual([code, '', 2])
  },
  30_000,
)

function run(args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('npm', ['run', '-s', 'sun', '--', ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    )
  })
}
