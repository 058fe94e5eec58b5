/** The tenant whose articles a question may reach besides what ships; null reaches only what ships. */
export type TenantId = string | null;
