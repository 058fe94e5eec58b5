import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/ingest/fetch/address.ts';
import { allowNone, parseAllowHosts, parseTenantHosts } from '../../../src/ingest/fetch/allowed-hosts.ts';
import type { Resolve } from '../../../src/ingest/fetch/lookup.ts';
import { type FetchOptions, safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { checkUrl } from '../../../src/ingest/fetch/url.ts';
import { answer, startServer } from '../server.ts';

let reached = 0;
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((request, response) => {
    reached++;
    if (request.url?.startsWith('/to?')) {
      response.writeHead(302, { location: decodeURIComponent(request.url.slice(4)) }).end();
    } else answer(response, 'text/html', 'secret');
  });
});
afterAll(() => server.close());

async function codeOf(url: string, options: FetchOptions = {}): Promise<string> {
  const fetched = await safeFetch(url, { timeoutMs: 5_000, ...options });
  return fetched.ok ? `fetched ${fetched.value.status}` : fetched.error.code;
}

const leadsTo = (...addresses: string[]): Resolve => {
  let call = 0;
  return async () => {
    const address = addresses[Math.min(call++, addresses.length - 1)]!;
    return [{ address, family: address.includes(':') ? 6 : 4 }];
  };
};

describe('a URL that a stranger wrote', () => {
  const inward = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://0.0.0.0/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001::1]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
    'http://[fec0::1]/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://ｌｏｃａｌｈｏｓｔ/',
    'http://a.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'http://db/',
  ];
  it.each(inward)('is refused where it leads inwards: %s', async (url) => {
    expect(await codeOf(url)).toBe('private_address');
  });

  it.each([
    ['file:///etc/passwd', 'bad_scheme'],
    ['ftp://example.com/', 'bad_scheme'],
    ['gopher://example.com/', 'bad_scheme'],
    ['data:text/html,hello', 'bad_scheme'],
    ['javascript:alert(1)', 'bad_scheme'],
    ['http://user:pass@example.com/', 'userinfo'],
    ['http://example.com@127.0.0.1/', 'userinfo'],
    ['http://example.com:22/', 'bad_port'],
    ['http://example.com:6379/', 'bad_port'],
    ['https://example.com:11211/', 'bad_port'],
    ['http://', 'bad_url'],
    ['http://[::1', 'bad_url'],
    ['not a url', 'bad_url'],
    [`http://example.com/${'a'.repeat(3_000)}`, 'bad_url'],
  ])('is refused for what it is: %s', async (url, code) => {
    expect(await codeOf(url)).toBe(code);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1',
    '64:ff9b::a00:1',
  ])('is refused where DNS leads to %s', async (address) => {
    expect(await codeOf('http://example.com/', { resolve: leadsTo(address) })).toBe('private_address');
  });

  it('is refused where one of several addresses is a private one', async () => {
    const resolve: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    expect(await codeOf('http://example.com/', { resolve })).toBe('private_address');
  });

  it('connects to the address that was checked, whatever DNS says a moment later', async () => {
    // The first lookup leads to this server by an exception. A second lookup would be a rebinding attack.
    let asked = 0;
    const resolve: Resolve = async () => {
      asked++;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const allow = parseAllowHosts(`news.example:${server.port}`);
    expect(await codeOf(`http://news.example:${server.port}/`, { resolve, allow })).toBe('fetched 200');
    expect(asked).toBe(1);
  });

  it('is refused where DNS turns inwards between two hops', async () => {
    const allow = parseAllowHosts(`start.example:${server.port}`);
    const resolve = leadsTo('127.0.0.1', '127.0.0.1');
    const url = `http://start.example:${server.port}/to?${encodeURIComponent('http://other.example:8080/')}`;
    expect(await codeOf(url, { resolve, allow })).toBe('private_address');
  });

  it.each([
    ['http://127.0.0.1:80/', 'private_address'],
    ['http://[::1]/', 'private_address'],
    ['//169.254.169.254/', 'private_address'],
    ['http://0x7f000001/', 'private_address'],
    ['file:///etc/passwd', 'bad_scheme'],
    ['http://u:p@example.com/', 'userinfo'],
    ['http://example.com:25/', 'bad_port'],
  ])('is refused where it redirects to %s', async (target, code) => {
    const allow = parseAllowHosts(`127.0.0.1:${server.port}`);
    expect(await codeOf(`${server.origin}/to?${encodeURIComponent(target)}`, { allow })).toBe(code);
  });

  it('never reaches the server that it must not reach', async () => {
    const before = reached;
    await codeOf(`${server.origin}/`);
    await codeOf(`http://example.com:8080/`, { resolve: leadsTo('127.0.0.1') });
    expect(reached).toBe(before);
  });
});

describe('an exception by READOUT_ALLOW_HOSTS', () => {
  it.each([
    ['http://news.example:8000/', 'news.example:8000'],
    ['http://[::1]:8000/', '::1:8000'],
    ['http://10.0.0.1/', '10.0.0.1'],
  ])('is named where %s is refused, and the name given there opens it', (url, name) => {
    const refused = checkUrl(url, allowNone);
    expect(refused.ok || refused.error.message).toMatch(/name (\S+|it) in READOUT_ALLOW_HOSTS/);
    expect(checkUrl(url, parseAllowHosts(name)).ok).toBe(true);
  });

  it('opens the host and port that it names, and no other', async () => {
    expect(await codeOf(`${server.origin}/`, { allow: parseAllowHosts(`127.0.0.1:${server.port}`) })).toBe(
      'fetched 200',
    );
    expect(await codeOf(`${server.origin}/`, { allow: parseAllowHosts('127.0.0.1:1') })).toBe('bad_port');
    expect(await codeOf('http://10.0.0.1/', { allow: parseAllowHosts('127.0.0.1, news.example') })).toBe(
      'private_address',
    );
  });
});

describe('an exception for a tenant', () => {
  const list =
    'localhost:8000,slack:T1=wiki.example:8080 discord:@me:7=10.0.0.5 , slack:T1=[::1]:9000, =x.example';

  it.each([
    ['slack:T1', 'wiki.example', 8080, true],
    ['slack:T1', 'WIKI.example.', 8080, true],
    ['slack:T1', '[::1]', 9000, true],
    ['slack:T1', 'wiki.example', 80, false],
    ['slack:T1', '10.0.0.5', 80, false],
    ['slack:T1', 'localhost', 8000, false],
    ['slack:t1', 'wiki.example', 8080, false],
    ['slack:T12', 'wiki.example', 8080, false],
    ['discord:@me:7', '10.0.0.5', 22, true],
    ['', 'x.example', 80, false],
    [null, 'localhost', 8000, false],
  ])('%s may read %s at port %i: %s', (tenant, host, port, allowed) => {
    expect(parseTenantHosts(list)(tenant)(host, port)).toBe(allowed);
  });

  it('is none for the command line, whose own entries hold on', () => {
    const allow = parseAllowHosts(list);
    expect([allow('localhost', 8000), allow('wiki.example', 8080), allow('10.0.0.5', 80)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it.each([
  '168.63.129.16',
  '169.254.169.254',
  '169.254.170.2',
  '169.254.42.42',
  '100.100.100.200',
  '192.0.0.192',
  '199.36.153.5',
  '199.36.153.8',
  '161.26.0.10',
  '166.9.12.4',
  'fd00:ec2::254',
  'fd00:42::42',
  'fe80::a9fe:a9fe',
  '::ffff:169.254.169.254',
  '64:ff9b::a9fe:a9fe',
])('%s, where a cloud keeps its machines’ secrets or services, is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each([
  '8.8.8.8',
  '93.184.216.34',
  '168.63.129.17',
  '199.36.153.12',
  '166.12.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
])('%s is on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
