import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import { createWeakCache } from '../domain/weak-cache.ts';

/** The first part of the bytes: the article without its text, and where its facts are. */
interface Head {
  readonly article: Omit<Article, 'text'>;
  /** The ids of its facts, in their order. */
  readonly ids: readonly string[];
  /** The places of withdrawn facts in that order. */
  readonly withdrawn: readonly number[];
  /** The offset at which each fact ends, in bytes after the topics. The text follows the last fact. */
  readonly ends: readonly number[];
}

/** The second part of the bytes. */
interface Topics {
  readonly topics: readonly Topic[];
  /** How many facts that are not withdrawn have each topic. */
  readonly counts: readonly (readonly [topic: string, count: number])[];
}

/** The lengths of the parts of an article's bytes: the head, the topics, and all of it. */
export type PartLengths = readonly [head: number, topics: number, whole: number];

/** A fact in the bytes of its article. It is parsed when it is asked for. */
export class KeptFact {
  readonly #reading: KeptReading;
  readonly #at: number;
  #parsed: WeakRef<Fact> | undefined;

  constructor(reading: KeptReading, at: number) {
    this.#reading = reading;
    this.#at = at;
  }

  get id(): string {
    return this.#reading.factIds[this.#at]!;
  }

  /** Its length in bytes. */
  get size(): number {
    return this.#reading.sizeOf(this.#at);
  }

  get isWithdrawn(): boolean {
    return this.#reading.isWithdrawn(this.#at);
  }

  /** The fact: the same object for as long as anybody has it, because analyses are cached by it. */
  get fact(): Fact {
    return recent.of(this);
  }

  /** Parses the fact unless somebody still has it. Only the cache calls this. */
  parse(): Fact {
    const known = this.#parsed?.deref();
    if (known) return known;
    const fact = this.#reading.parseFact(this.#at);
    this.#parsed = new WeakRef(fact);
    return fact;
  }
}

interface Parsed {
  readonly head: Head;
  readonly article: Article;
  readonly facts: readonly KeptFact[];
}

/** The parsed facts that are kept in each generation of the cache, of all libraries: about 1 kB each. */
const RECENT = 16_384;
const recent = createWeakCache(RECENT, (one: KeptFact) => one.parse());

/** The articles whose heads are kept parsed, in each generation of the cache, of all libraries: some 3 kB each. */
const RECENT_ARTICLES = 4_096;
const parsed = createWeakCache(RECENT_ARTICLES, (one: KeptReading) => one.parseHead());

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/**
 * An article with its topics and facts, as bytes outside of V8's heap. Of the many facts in a library few are asked for. As
 * objects they would take twice the memory, opening a library would take as long as parsing all of them, and each garbage
 * collection would visit them.
 */
export class KeptReading {
  readonly #bytes: Uint8Array;
  readonly #from: number;
  /** The article's id. */
  readonly id: string;
  readonly lengths: PartLengths;

  /** Reads the article of this id, whose bytes begin at an offset of `bytes`, which others may share. */
  constructor(id: string, bytes: Uint8Array, from: number, lengths: PartLengths) {
    this.id = id;
    this.#bytes = bytes;
    this.#from = from;
    this.lengths = lengths;
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
    let end = 0;
    const head: Head = {
      article: rest,
      ids: facts.map(({ id }) => id),
      withdrawn: facts.flatMap(({ withdrawn }, at) => (withdrawn ? [at] : [])),
      ends: parts.map((part) => {
        end += part.length;
        return end;
      }),
    };
    const first = json(head);
    const second = json({ topics, counts: [...counts] } satisfies Topics);
    const bytes = Buffer.concat([first, second, ...parts, json(text)]);
    return new KeptReading(article.id, bytes, 0, [first.length, second.length, bytes.length]);
  }

  /** All of its bytes. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(this.#from, this.#from + this.size);
  }

  /** The number of its bytes. */
  get size(): number {
    return this.lengths[2];
  }

  #parse<Value>(from: number, to: number): Value {
    const { buffer, byteOffset } = this.#bytes;
    return JSON.parse(Buffer.from(buffer, byteOffset + this.#from + from, to - from).toString()) as Value;
  }

  /** Parses the head. Only the cache calls this. */
  parseHead(): Parsed {
    const head = this.#parse<Head>(0, this.lengths[0]);
    const textAt = this.lengths[0] + this.lengths[1] + (head.ends.at(-1) ?? 0);
    const textOf = () => this.#parse<string>(textAt, this.size);
    const article: Article = {
      ...head.article,
      // An own property, so that a copy of the article has its text.
      get text() {
        return textOf();
      },
    };
    return { head, article, facts: head.ids.map((_, at) => new KeptFact(this, at)) };
  }

  get #head(): Head {
    return parsed.of(this).head;
  }

  /** The article. Its text is parsed whenever it is read. */
  get article(): Article {
    return parsed.of(this).article;
  }

  /** The topics, and how many facts that are not withdrawn have each. They are parsed at each call. */
  topics(): Topics {
    return this.#parse<Topics>(this.lengths[0], this.lengths[0] + this.lengths[1]);
  }

  /** The facts, without parsing them. */
  get facts(): readonly KeptFact[] {
    return parsed.of(this).facts;
  }

  /** The ids of the facts, in the order of `facts`. */
  get factIds(): readonly string[] {
    return this.#head.ids;
  }

  isWithdrawn(at: number): boolean {
    return this.#head.withdrawn.includes(at);
  }

  /** The length of a fact, in bytes. */
  sizeOf(at: number): number {
    const { ends } = this.#head;
    return ends[at]! - (at === 0 ? 0 : ends[at - 1]!);
  }

  /** Parses one of its facts. */
  parseFact(at: number): Fact {
    const { ids, ends, article } = this.#head;
    const end = this.lengths[0] + this.lengths[1] + ends[at]!;
    const own = this.#parse<Omit<Fact, 'id' | 'article' | 'quote'> & { readonly quote?: string }>(
      end - this.sizeOf(at),
      end,
    );
    return { id: ids[at]!, article: article.id, ...own, quote: own.quote ?? own.claim };
  }

  /** The facts that no later version of the article withdrew. */
  standing(): Fact[] {
    return this.facts.flatMap((one) => (one.isWithdrawn ? [] : one.fact));
  }
}
