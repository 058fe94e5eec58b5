/** The tenant whose articles a question may reach besides what ships; null reaches only what ships. */
export type TenantId = string | null;

/** Stands between a workspace's or server's id and a person's. No platform's id contains it. */
const PERSON = '/';

/**
 * The tenant of the articles that one person read: a library beside their workspace's or server's.
 *
 * @example personalTenant('slack:T1', 'U1') === 'slack:T1/U1'
 */
export const personalTenant = (tenant: string, person: string): string => `${tenant}${PERSON}${person}`;

/** Whether a tenant is one person anyway: the local page and terminal, and a person's direct messages on Discord. */
export const isOnePersons = (tenant: string): boolean => tenant === 'local' || tenant.includes(':@me:');

/** Whether a tenant is what one person of `tenant` read for themselves. */
export const isPersonalOf = (id: string, tenant: string): boolean => id.startsWith(`${tenant}${PERSON}`);

/** The workspace or server that a library belongs to: a person's own library has its workspace's rights and limits. */
export const workspaceOf = (tenant: TenantId): TenantId => tenant?.split(PERSON, 1)[0] ?? null;
