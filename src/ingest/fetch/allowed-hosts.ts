/** Tells whether an operator opened an exception for a host at a port. */
export type AllowHost = (hostname: string, port: number) => boolean;

/** No exceptions. */
export const allowNone: AllowHost = () => false;

/**
 * Reads READOUT_ALLOW_HOSTS: hosts or host:port pairs, parted by commas or spaces. A bare host opens all its ports.
 *
 * @example parseAllowHosts('intranet.example, localhost:8000, [::1]:8000')
 */
export function parseAllowHosts(list: string | undefined): AllowHost {
  const allowed = new Set(
    (list ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );
  if (allowed.size === 0) return allowNone;
  return (hostname, port) => {
    const host = hostname.toLowerCase().replace(/\.$/, '');
    return allowed.has(host) || allowed.has(`${host}:${port}`);
  };
}
