import type { Article } from '../../domain/article.ts';
import type { DocumentLimits } from './limits.ts';

/** What the reader process is asked to do with `bytes`. */
export type ReaderRequest =
  /** To say what a document is and read it: an article or a feed. */
  | {
      readonly kind: 'document';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      /** Its URL or path; null for what has neither. */
      readonly address: string | null;
      /** True where only an article is wanted: a feed is then read as a page. */
      readonly article?: boolean | undefined;
      readonly limits: DocumentLimits;
    }
  /** To take the article out of HTML. */
  | {
      readonly kind: 'page';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      readonly url: string | null;
      readonly fragment?: boolean | undefined;
      readonly limits: DocumentLimits;
    }
  /** To say where a page sends on that is no more than a notice. */
  | {
      readonly kind: 'refresh';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      readonly url: string;
      /** The HTTP header of this name. */
      readonly refresh?: string | undefined;
    }
  /** To turn an article into facts; `bytes` is its text in UTF-8. */
  | {
      readonly kind: 'facts';
      readonly bytes: Uint8Array;
      readonly article: Omit<Article, 'text'>;
      readonly limits: DocumentLimits;
    };

/** A request without its bytes, as its header frame carries it. */
export type RequestHeader = ReaderRequest extends infer Request
  ? Request extends ReaderRequest
    ? Omit<Request, 'bytes'>
    : never
  : never;
