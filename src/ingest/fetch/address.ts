import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 ranges without public hosts. Source: https://www.iana.org/assignments/iana-ipv4-special-registry */
const REFUSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // "this network"; 0.0.0.0 reaches the machine itself
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT; the metadata service of some clouds is here
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local; 169.254.169.254 is the clouds' metadata service
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
];

/**
 * IPv4 addresses that look public but reach a cloud's internal services from its machines. Metadata services at other
 * addresses (169.254.169.254, 100.100.100.200, 192.0.0.192, fd00:ec2::254) are in the refused ranges.
 */
const CLOUD_V4: readonly (readonly [string, number])[] = [
  // Azure: https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
  ['168.63.129.16', 32],
  // Google Cloud: https://cloud.google.com/vpc/docs/configure-private-google-access
  ['199.36.153.4', 30],
  ['199.36.153.8', 30],
  // IBM Cloud: https://cloud.ibm.com/docs/vpc?topic=vpc-service-endpoints-for-vpc
  ['161.26.0.0', 16],
  ['166.8.0.0', 14],
];

/**
 * Exceptions from IPv6 global unicast (2000::/3). Everything outside of 2000::/3 is refused: ::1, ::, fe80::/10,
 * fc00::/7, ff00::/8, IPv4-mapped ::ffff:0:0/96, NAT64 64:ff9b::/96 and 64:ff9b:1::/48. Source:
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const REFUSED_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23], // protocol assignments, including Teredo
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4: contains any IPv4 address
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const refusedV4 = new BlockList();
for (const [network, prefix] of [...REFUSED_V4, ...CLOUD_V4]) refusedV4.addSubnet(network, prefix, 'ipv4');
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
const refusedV6 = new BlockList();
for (const [network, prefix] of REFUSED_V6) refusedV6.addSubnet(network, prefix, 'ipv6');

/** Whether an address from DNS or a URL is on the public internet. False if it is not an address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refusedV4.check(address, 'ipv4');
  // Only link-local addresses have a zone ("fe80::1%eth0").
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6');
}
