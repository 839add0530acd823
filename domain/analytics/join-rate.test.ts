import { expect, test } from 'vitest'
import { isComparable } from './join-rate'

test.each([
  ['no channel', [], true],
  ['one channel', [{ clicks: 10, joined: 1 }], true],
  [
    'nobody is recognised anywhere',
    [
      { clicks: 10, joined: 0 },
      { clicks: 5, joined: 0 },
    ],
    true,
  ],
  [
    'rates close together',
    [
      { clicks: 100, joined: 30 },
      { clicks: 100, joined: 20 },
    ],
    true,
  ],
  [
    'rates twofold apart',
    [
      { clicks: 100, joined: 40 },
      { clicks: 100, joined: 20 },
    ],
    false,
  ],
  [
    'one channel never recognised',
    [
      { clicks: 100, joined: 40 },
      { clicks: 100, joined: 0 },
    ],
    false,
  ],
  [
    'a channel without clicks says nothing',
    [
      { clicks: 100, joined: 40 },
      { clicks: 0, joined: 0 },
    ],
    true,
  ],
])('%s: comparable %s', (_name, channels, expected) => {
  expect(isComparable(channels)).toBe(expected)
})
