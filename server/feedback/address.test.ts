import { expect, test } from 'vitest'
import { classifyAddress } from './address'

const host = (url: string) => new URL(url).hostname

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '203.0.114.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.1.1',
  '2606:4700::1111',
  '[2400:3200::1]',
])('%s is public', (address) => {
  expect(classifyAddress(address)).toBe('public')
})

test.each([
  'http://127.0.0.1',
  'http://127.1',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:10.0.0.1]',
  'http://[::ffff:7f00:1]',
  'http://0',
  'http://0.0.0.0',
  'http://2130706433',
  'http://0x7f000001',
  'http://0177.0.0.1',
  'http://0x7f.1',
  'http://127.255.255.254',
  'http://10.0.0.1',
  'http://10.255.255.255',
  'http://172.16.0.1',
  'http://172.31.255.255',
  'http://192.168.0.1',
  'http://192.168.255.255',
  'http://100.64.0.1',
  'http://100.127.255.255',
  'http://192.0.0.1',
  'http://192.0.2.1',
  'http://198.18.0.1',
  'http://198.19.255.255',
  'http://198.51.100.7',
  'http://203.0.113.9',
  'http://224.0.0.1',
  'http://239.255.255.250',
  'http://240.0.0.1',
  'http://255.255.255.255',
  'http://[::1]',
  'http://[::]',
  'http://[0:0:0:0:0:0:0:1]',
  'http://[fc00::1]',
  'http://[fd12:3456::1]',
  'http://[fec0::1]',
  'http://[ff02::1]',
  'http://[2001:db8::1]',
  'http://[100::1]',
  'http://3232235777',
  'http://0xc0a80001',
  'http://0300.0250.0.1',
  'http://192.168.257',
  'http://①②⑦.0.0.1',
])('%s is private', (url) => {
  expect(classifyAddress(host(url))).toBe('private')
})

test.each([
  'http://169.254.169.254',
  'http://169.254.170.2',
  'http://2852039166',
  'http://0xa9fea9fe',
  'http://0251.0376.0251.0376',
  'http://169.254.0.1',
  'http://[fe80::1]',
  'http://[febf::1]',
  'http://[fd00:ec2::254]',
  'http://[fd20:ce::254]',
  'http://[::ffff:169.254.169.254]',
  'http://[::ffff:a9fe:a9fe]',
  'http://[::127.0.0.1]',
  'http://[::10.0.0.1]',
  'http://[64:ff9b::7f00:1]',
  'http://[64:ff9b::169.254.169.254]',
  'http://[64:ff9b:1::a00:1]',
  'http://[2002:7f00:1::]',
  'http://[2002:a9fe:a9fe::1]',
  'http://[2002:c0a8:1::1]',
  'http://[2001:0:7f00:1::]',
  'http://[2001:10::1]',
  'http://[::ffff:0:127.0.0.1]',
])('%s is never reached', (url) => {
  expect(classifyAddress(host(url))).toBe('never')
})

test.each(['', 'localhost', 'example.com', '1.2.3', '::g', '127.0.0.1.nip.io'])(
  '%j is no address',
  (text) => {
    expect(classifyAddress(text)).toBe('never')
  },
)
