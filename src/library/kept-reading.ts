import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import { createWeakCache } from '../domain/weak-cache.ts';

/** The topics of an article. */
interface Topics {
  readonly topics: readonly Topic[];
  /** How many facts that are not withdrawn have each topic. */
  readonly counts: readonly (readonly [topic: string, count: number])[];
}

/**
 * The lengths of the first parts of an article's bytes, and of all of it: the table of facts, the article without its
 * text, and its topics. The facts follow, and then the text.
 */
export type PartLengths = readonly [table: number, article: number, topics: number, whole: number];

/**
 * The table has a row for each fact: where the fact ends, in bytes after the topics; where its id ends, in bytes after
 * the rows; whether it is withdrawn. The ids follow the rows in UTF-16, which keeps any text.
 */
const ROW = 9;
const [ENDS, ID_ENDS, WITHDRAWN] = [0, 4, 8];

/** What was parsed of an article: the article, and those of its facts that were asked for. */
interface Parsed {
  article: Article | undefined;
  /** The article's text, until the garbage collector takes it: a card reads it several times. */
  text: WeakRef<{ readonly value: string }> | undefined;
  readonly facts: (Fact | undefined)[];
}

/** The articles of which parsed parts are kept, in each generation of the cache, of all libraries: some 4 kB each. */
const RECENT = 8_192;
const parsed = createWeakCache<KeptReading, Parsed>(RECENT, () => ({
  article: undefined,
  text: undefined,
  facts: [],
}));

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

function tableOf(facts: readonly Fact[], parts: readonly Buffer[]): Buffer {
  const ids = facts.map(({ id }) => Buffer.from(id, 'utf16le'));
  const rows = Buffer.alloc(ROW * facts.length);
  let [end, idEnd] = [0, 0];
  for (const [at, { withdrawn }] of facts.entries()) {
    end += parts[at]!.length;
    idEnd += ids[at]!.length;
    rows.writeUInt32LE(end, ROW * at + ENDS);
    rows.writeUInt32LE(idEnd, ROW * at + ID_ENDS);
    rows.writeUInt8(withdrawn ? 1 : 0, ROW * at + WITHDRAWN);
  }
  const count = Buffer.alloc(4);
  count.writeUInt32LE(facts.length);
  return Buffer.concat([count, rows, ...ids]);
}
const ROWS_AT = 4;

/**
 * An article with its topics and facts, as bytes outside of V8's heap. Of the many facts in a library few are asked
 * for. As objects they would take twice the memory, opening a library would take as long as parsing all of them, and
 * each garbage collection would visit them.
 */
export class KeptReading {
  /** The article's id. */
  readonly id: string;
  readonly lengths: PartLengths;
  readonly #bytes: Buffer;
  readonly #from: number;

  /** Reads the article of this id, whose bytes begin at an offset of `bytes`, which others may share. */
  constructor(id: string, bytes: Buffer, from: number, lengths: PartLengths) {
    this.id = id;
    this.lengths = lengths;
    this.#bytes = bytes;
    this.#from = from;
  }

  /** Converts an article to bytes. */
  static of({ article, topics, facts }: Reading): KeptReading {
    const { text, ...rest } = article;
    const counts = new Map<string, number>();
    for (const fact of facts)
      if (!fact.withdrawn) for (const id of fact.topics) counts.set(id, (counts.get(id) ?? 0) + 1);
    const parts = facts.map(({ id, article: _, quote, ...own }) =>
      json(quote === own.claim ? own : { ...own, quote }),
    );
    const heads = [
      tableOf(facts, parts),
      json(rest),
      json({ topics, counts: [...counts] } satisfies Topics),
    ] as const;
    const bytes = Buffer.concat([...heads, ...parts, json(text)]);
    return new KeptReading(article.id, bytes, 0, [
      heads[0].length,
      heads[1].length,
      heads[2].length,
      bytes.length,
    ]);
  }

  /** All of its bytes. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#from, this.#from + this.size);
  }

  /** The number of its bytes. */
  get size(): number {
    return this.lengths[3];
  }

  #parse<Value>(from: number, to: number): Value {
    return JSON.parse(this.#bytes.toString('utf8', this.#from + from, this.#from + to)) as Value;
  }

  get #factsAt(): number {
    return this.lengths[0] + this.lengths[1] + this.lengths[2];
  }

  #end(at: number, column: number): number {
    return at < 0 ? 0 : this.#bytes.readUInt32LE(this.#from + ROWS_AT + ROW * at + column);
  }

  /** The number of its facts, withdrawn ones included. */
  get count(): number {
    return this.#bytes.readUInt32LE(this.#from);
  }

  /** The article's text, parsed again when the garbage collector has taken it. */
  #text(): string {
    const known = parsed.of(this);
    const value =
      known.text?.deref()?.value ??
      this.#parse<string>(this.#factsAt + this.#end(this.count - 1, ENDS), this.size);
    known.text = new WeakRef({ value });
    return value;
  }

  /** The article. Its text is parsed when it is read. */
  get article(): Article {
    const known = parsed.of(this);
    if (known.article) return known.article;
    const own = this.#parse<Omit<Article, 'text'>>(this.lengths[0], this.lengths[0] + this.lengths[1]);
    const textOf = () => this.#text();
    known.article = {
      ...own,
      // An own property, so that a copy of the article has its text.
      get text() {
        return textOf();
      },
    };
    return known.article;
  }

  /** The topics, parsed at each call. */
  topics(): Topics {
    return this.#parse<Topics>(this.lengths[0] + this.lengths[1], this.#factsAt);
  }

  /** The number of a fact among the article's, from 0; -1 if it has none of this id. */
  indexOf(id: string): number {
    const { count } = this;
    const bytes = this.#bytes;
    const ids = this.#from + ROWS_AT + ROW * count;
    const length = 2 * id.length;
    let start = 0;
    for (let at = 0; at < count; at++) {
      const end = this.#end(at, ID_ENDS);
      // Ids of one article differ at their ends.
      let left = end - start === length ? id.length : -1;
      while (left > 0 && bytes.readUInt16LE(ids + start + 2 * (left - 1)) === id.charCodeAt(left - 1)) left--;
      if (left === 0) return at;
      start = end;
    }
    return -1;
  }

  factId(at: number): string {
    const ids = this.#from + ROWS_AT + ROW * this.count;
    return this.#bytes.toString('utf16le', ids + this.#end(at - 1, ID_ENDS), ids + this.#end(at, ID_ENDS));
  }

  isWithdrawn(at: number): boolean {
    return this.#bytes[this.#from + ROWS_AT + ROW * at + WITHDRAWN] === 1;
  }

  /** The length of a fact, in bytes. */
  factSize(at: number): number {
    return this.#end(at, ENDS) - this.#end(at - 1, ENDS);
  }

  /** One of its facts: the same object for as long as it is cached, because analyses are cached by it. */
  fact(at: number): Fact {
    const { facts } = parsed.of(this);
    const known = facts[at];
    if (known) return known;
    const own = this.#parse<Omit<Fact, 'id' | 'article' | 'quote'> & { readonly quote?: string }>(
      this.#factsAt + this.#end(at - 1, ENDS),
      this.#factsAt + this.#end(at, ENDS),
    );
    const fact = { id: this.factId(at), article: this.id, ...own, quote: own.quote ?? own.claim };
    facts[at] = fact;
    return fact;
  }

  /** The facts that no later version of the article withdrew. */
  standing(): Fact[] {
    const { count } = this;
    const facts: Fact[] = [];
    for (let at = 0; at < count; at++) if (!this.isWithdrawn(at)) facts.push(this.fact(at));
    return facts;
  }
}
