/** The tenant whose articles a question may reach, besides shipped ones. Null reaches only shipped ones. */
export type TenantId = string | null;

/** Separates a workspace's or server's id from a person's. No platform's id contains it. */
const PERSON = '/';

/**
 * The tenant of the articles that one person read: a library beside their workspace's or server's.
 *
 * @example personalTenant('slack:T1', 'U1') === 'slack:T1/U1'
 */
export const personalTenant = (tenant: string, person: string): string => `${tenant}${PERSON}${person}`;

/** The tenant of this machine's own page and terminal. */
export const LOCAL = 'local';

/** Whether a tenant has only one person: the local page and terminal, and a person's direct messages on Discord. */
export const isOnePersons = (tenant: string): boolean => tenant === LOCAL || tenant.includes(':@me:');

/** Whether a tenant is the personal library of a person of `tenant`. */
export const isPersonalOf = (id: string, tenant: string): boolean => id.startsWith(`${tenant}${PERSON}`);

/** Returns the workspace or server of a library. A personal library has its workspace's rights and limits. */
export const workspaceOf = (tenant: TenantId): TenantId => tenant?.split(PERSON, 1)[0] ?? null;
