/** The PostgreSQL NOTIFY channel for changed articles. */
export const CHANGES_CHANNEL = 'readout_changes';
