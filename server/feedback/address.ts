import { BlockList, isIP } from 'node:net'

const PRIVATE: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
]
/** Where clouds answer with their machines' secrets. Nobody's webhook lives there. */
const NEVER: [string, number][] = [
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['fd20:ce::', 32],
]
/** IPv6 forms that carry an IPv4 address, which may be any: mapped, compatible, translated, 6to4, Teredo. */
const CARRIERS: [string, number][] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 23],
]

function makeList(networks: readonly [string, number][]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of networks) {
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}
const isPrivate = makeList(PRIVATE)
const isNever = makeList(NEVER)
const isCarrier = makeList(CARRIERS)

/**
 * What kind of address this is: `private` ones are reached only where the operator allows it, `never` ones not at all.
 * What is no address is `never`.
 */
export function classifyAddress(address: string): 'public' | 'private' | 'never' {
  const bare = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  const version = isIP(bare)
  if (version === 0) return 'never'
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (isNever.check(bare, family)) return 'never'
  if (isPrivate.check(bare, family)) return 'private'
  if (family === 'ipv6' && isCarrier.check(bare, family)) return 'never'
  return 'public'
}
