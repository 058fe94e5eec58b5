import type { Article } from '../../domain/article.ts';
import type { DocumentLimits } from './limits.ts';

/** A request to the reader process. `bytes` is its input. */
export type ReaderRequest =
  /** Detects a document's format and reads it as an article or a feed. */
  | {
      readonly kind: 'document';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      /** Its URL or path; null if it has neither. */
      readonly address: string | null;
      /** True if only an article is wanted. A feed is then read as a page. */
      readonly article?: boolean | undefined;
      readonly limits: DocumentLimits;
    }
  /** Extracts the article from HTML. */
  | {
      readonly kind: 'page';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      readonly url: string | null;
      readonly fragment?: boolean | undefined;
      readonly limits: DocumentLimits;
    }
  /** Finds the target of a page that is only a redirect notice. */
  | {
      readonly kind: 'refresh';
      readonly bytes: Uint8Array;
      readonly contentType?: string | undefined;
      readonly url: string;
      /** The HTTP Refresh header. */
      readonly refresh?: string | undefined;
    }
  /** Extracts an article's facts. `bytes` is its text in UTF-8. */
  | {
      readonly kind: 'facts';
      readonly bytes: Uint8Array;
      readonly article: Omit<Article, 'text'>;
      readonly limits: DocumentLimits;
    };

/** A request without its bytes, as its header frame contains it. */
export type RequestHeader = ReaderRequest extends infer Request
  ? Request extends ReaderRequest
    ? Omit<Request, 'bytes'>
    : never
  : never;
