import type { Pattern } from './collect.ts';

/** Examples of the expressions that functions build at each call, one for each shape. */
export const BUILT_AT_CALL: readonly Pattern[] = [
  { file: 'src/answer/answer-question.ts', source: '(?<!\\p{L})o\\x27neill(?!\\p{L})', flags: 'iu' },
  {
    file: 'src/answer/intent/should-reply.ts',
    source: '(?<![\\p{L}\\p{N}])North\\x20Korea(?![\\p{L}\\p{N}])',
    flags: 'iu',
  },
  { file: 'src/ingest/article/html-guard.ts', source: '</script', flags: 'gi' },
  { file: 'src/ingest/article/title.ts', source: ' (?:[|»«·•–—]|--?|::) ', flags: 'gu' },
  {
    file: 'src/ingest/parse/feed-links.ts',
    source: ';\\s*rel\\s*=\\s*(?:"([^"]*)"|([^\\s",;]+))',
    flags: 'i',
  },
  {
    file: 'src/language/name-in-sentence.ts',
    source: "(?<![\\p{L}\\p{N}])(the\\s)?(Arms\\x20control)(?![\\p{L}\\p{N}'’-])",
    flags: 'giu',
  },
  {
    file: 'src/language/name-in-sentence.ts',
    source: '(?<![\\p{L}\\p{N}])arms?(?![\\p{L}\\p{N}])',
    flags: 'u',
  },
];
