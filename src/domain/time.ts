/** Durations in milliseconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Returns the instant `ms` milliseconds before `now`, ISO 8601. */
export const isoBefore = (now: Date, ms: number): string => new Date(now.getTime() - ms).toISOString();
