import type { TenantId } from '../../domain/tenant.ts';

/** Tells whether an operator opened an exception for a host at a port. */
export type AllowHost = (hostname: string, port: number) => boolean;

/** No exceptions. */
export const allowNone: AllowHost = () => false;

const entriesOf = (list: string | undefined): string[] => (list ?? '').split(/[\s,]+/).filter(Boolean);

/** Hosts or host:port pairs; a bare host opens all its ports. */
function allowOnly(hosts: readonly string[]): AllowHost {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  if (allowed.size === 0) return allowNone;
  return (hostname, port) => {
    const host = hostname.toLowerCase().replace(/\.$/, '');
    return allowed.has(host) || allowed.has(`${host}:${port}`);
  };
}

/**
 * Parses READOUT_ALLOW_HOSTS for the command line: hosts or host:port pairs, separated by commas or spaces. Entries
 * that name a tenant are ignored.
 * @example parseAllowHosts('intranet.example, localhost:8000, [::1]:8000')
 */
export function parseAllowHosts(list: string | undefined): AllowHost {
  return allowOnly(entriesOf(list).filter((entry) => !entry.includes('=')));
}

/**
 * Parses READOUT_ALLOW_HOSTS for chats: only entries of the form tenant=host or tenant=host:port count, each for that
 * tenant only. A host of the operator's network is not opened to everybody who can write to the bot.
 * @example parseTenantHosts('slack:T0123=intranet.example:8080, localhost')('slack:T0123')
 */
export function parseTenantHosts(list: string | undefined): (tenant: TenantId) => AllowHost {
  const byTenant = new Map<string, string[]>();
  for (const entry of entriesOf(list)) {
    const equals = entry.indexOf('=');
    if (equals < 1) continue;
    const tenant = entry.slice(0, equals);
    byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), entry.slice(equals + 1)]);
  }
  const allowed = new Map([...byTenant].map(([tenant, hosts]) => [tenant, allowOnly(hosts)]));
  return (tenant) => (tenant === null ? undefined : allowed.get(tenant)) ?? allowNone;
}
