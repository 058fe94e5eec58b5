/** The channel on which PostgreSQL tells every process that articles changed. */
export const CHANGES_CHANNEL = 'readout_changes';
