import type { Article } from '../../domain/article.ts';
import type { Outcome } from '../ingest-outcome.ts';
import { done } from '../ingest-outcome.ts';
import { decodeBytes } from '../parse/charset.ts';
import { documentFrom, pageFrom } from './answers.ts';
import { documentReader } from './document-readers.ts';
import { extractedFacts } from './fact-answers.ts';
import type { ReaderRequest } from './protocol.ts';

type Request<Kind extends ReaderRequest['kind']> = Extract<ReaderRequest, { kind: Kind }>;

/** A job whose modules are loaded. */
type Work = () => Promise<Outcome<unknown>> | Outcome<unknown>;

/** Loads the modules of a job and returns the job. Loading does not count towards the job's time. */
export async function prepare(request: ReaderRequest): Promise<Work> {
  switch (request.kind) {
    case 'document':
      return prepareDocument(request);
    case 'page':
      return preparePage(request);
    case 'refresh':
      return prepareRefresh(request);
    case 'facts':
      return prepareFacts(request);
  }
}

async function prepareDocument(request: Request<'document'>): Promise<Work> {
  const read = await documentReader(request);
  return async () => {
    const document = await read();
    return document.ok ? done(documentFrom(document.value, request.limits)) : document;
  };
}

async function preparePage({ bytes, contentType, url, fragment, limits }: Request<'page'>): Promise<Work> {
  const { extractFragment, extractPage } = await import('../article/extract-page.ts');
  return () => {
    const html = decodeBytes(bytes, { format: 'html', contentType });
    const page = fragment ? extractFragment(html) : extractPage(html, url);
    return page.ok ? done(pageFrom(page.value, limits)) : page;
  };
}

async function prepareRefresh({ bytes, contentType, url, refresh }: Request<'refresh'>): Promise<Work> {
  const { refreshTarget } = await import('../parse/refresh-target.ts');
  return () =>
    done({ target: refreshTarget(decodeBytes(bytes, { format: 'html', contentType }), url, refresh) });
}

async function prepareFacts(request: Request<'facts'>): Promise<Work> {
  const { factsOf } = await import('../facts/extract-facts.ts');
  const article: Article = { ...request.article, text: Buffer.from(request.bytes).toString('utf8') };
  return () => done(extractedFacts(factsOf(article), request.limits));
}
