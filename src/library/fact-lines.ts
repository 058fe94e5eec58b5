import type { Article } from '../domain/article.ts';
import { OperatorError } from '../domain/errors.ts';
import type { Fact } from '../domain/fact.ts';
import type { SearchDocument } from '../search/document.ts';
import { createSentenceCounter } from '../search/sentence-order.ts';
import type { Library } from './library.ts';

const SHAPE = 'Write {"id":…,"article":…,"claim":…} on each line.';

type Line = Record<string, unknown>;

const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Checks of each field. They are written by hand, because a schema library takes microseconds per line and a file may
 * have a million lines.
 */
const OPTIONAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  quote: (value) => typeof value === 'string',
  title: (value) => typeof value === 'string',
  paragraph: (value) => typeof value === 'number',
  sentence: (value) => Number.isInteger(value) && (value as number) >= 0,
  speaker: (value) => typeof value === 'string',
  topics: isTextList,
  entities: isTextList,
};
const OPTIONAL_NAMES = Object.keys(OPTIONAL);

function faultOf(line: Line): string | null {
  for (const name of ['id', 'article', 'claim'] as const)
    if (typeof line[name] !== 'string' || line[name] === '') return `has no "${name}"`;
  for (const name of OPTIONAL_NAMES) {
    const value = line[name];
    if (value !== undefined && value !== null && !OPTIONAL[name]!(value))
      return `has a "${name}" of the wrong kind`;
  }
  return null;
}

function toDocument(line: Line): SearchDocument {
  const document: Record<string, unknown> = { id: line.id, article: line.article, claim: line.claim };
  for (const name of OPTIONAL_NAMES)
    if (line[name] !== undefined && line[name] !== null) document[name] = line[name];
  // `faultOf` has checked every field.
  return document as unknown as SearchDocument;
}

function toFact(document: SearchDocument): Fact {
  const quote = document.quote ?? document.claim;
  return {
    id: document.id,
    article: document.article,
    claim: document.claim,
    quote,
    span: [0, quote.length],
    speaker: document.speaker ?? null,
    stance: 'affirmed',
    topics: [],
    entities: document.entities ?? [],
    salience: 0.5,
  };
}

function parseLine(raw: string, where: string): Line {
  let line: unknown;
  try {
    line = JSON.parse(raw);
  } catch (cause) {
    throw new OperatorError('facts-invalid', `${where} is not JSON. ${SHAPE}`, { cause });
  }
  const fault =
    typeof line === 'object' && line !== null && !Array.isArray(line)
      ? faultOf(line as Line)
      : 'is not a JSON object';
  if (fault) throw new OperatorError('facts-invalid', `${where} ${fault}. ${SHAPE}`);
  return line as Line;
}

/** Parses facts from JSON Lines, so that a file can be asked instead of the library. Errors name the line. */
export function parseFactLines(
  file: string,
  content: string,
): { library: Library; documents: SearchDocument[] } {
  const documents: SearchDocument[] = [];
  const sentenceNumber = createSentenceCounter();
  const lineOf = new Map<string, number>();
  const articles = new Map<string, Article>();
  content.split('\n').forEach((raw, at) => {
    if (raw.trim() === '') return;
    const document = toDocument(parseLine(raw, `${file}, line ${at + 1}`));
    const before = lineOf.get(document.id);
    if (before !== undefined)
      throw new OperatorError(
        'facts-invalid',
        `${file}, line ${at + 1}: the id "${document.id}" stands on line ${before} already. Give each fact its own.`,
      );
    lineOf.set(document.id, at + 1);
    const { article: id, paragraph } = document;
    const sentence = paragraph === undefined ? undefined : sentenceNumber(id, paragraph, at);
    documents.push(sentence === undefined ? document : { sentence, ...document });
    if (!articles.has(document.article)) {
      const { article, title } = document;
      articles.set(article, {
        id: article,
        title: title ?? article,
        text: '',
        source: { kind: 'file', path: file },
        published: null,
        retrieved: null,
      });
    }
  });
  if (documents.length === 0) throw new OperatorError('facts-invalid', `${file} holds no facts. ${SHAPE}`);
  const facts = documents.map(toFact);
  return {
    library: { articles, topics: new Map(), facts, factById: new Map(facts.map((fact) => [fact.id, fact])) },
    documents,
  };
}
