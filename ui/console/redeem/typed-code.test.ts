import { expect, test } from 'vitest'
import { isCodeKey, readTyped } from './typed-code'

test.each([
  ['kq74mn', 'KQ74MN', false],
  ['KQ7 4MN', 'KQ74MN', false],
  ['kq7-4mn', 'KQ74MN', false],
  ['https://shop.example/c/KQ74MN', 'KQ74MN', false],
  ['ＫＱ７', 'KQ7', false],
  ['K0QO', 'KQ', true],
  ['KQ74MNXY', 'KQ74MN', false],
  ['中文', '', true],
  ['', '', false],
])('%o in the cells is %o', (typed, code, dropped) => {
  expect(readTyped(typed)).toEqual({ code, dropped })
})

const plain = { ctrlKey: false, metaKey: false, altKey: false }
test.each([
  [{ ...plain, key: 'k' }, true],
  [{ ...plain, key: '7' }, true],
  [{ ...plain, key: 'Enter' }, false],
  [{ ...plain, key: ' ' }, false],
  [{ ...plain, key: 'c', ctrlKey: true }, false],
])('%o goes to the cells: %s', (event, meant) => {
  expect(isCodeKey(event)).toBe(meant)
})
