/** What a page's thread says when it has loaded what it reads with. */
export const LOADED = 'loaded';
