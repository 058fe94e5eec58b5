import { createReadout } from '../../../src/answer/query-core.ts';
import type { Reading } from '../../../src/domain/reading.ts';
import { makeFacts, makeQuestions } from './corpus.ts';
import { quantile, resident } from './measure.ts';
import { createRandom, zipf } from './random.ts';

/** Questions of a mix of tenants in which a few ask most. */
const QUESTIONS = 20_000;
/** The first questions compile the code; they are not counted. */
const WARM_UP = 2_000;
/** Questions for each tenant. */
const ASKED = 5;

/** Facts of one article of a tenant, made up, with ids of their own. */
function readingOf(tenant: number, facts: number): { reading: Reading; questions: readonly string[] } {
  const documents = [...makeFacts(facts, tenant + 1)];
  const article = `t${tenant}`;
  const reading: Reading = {
    article: {
      id: article,
      title: `Article ${tenant}`,
      text: 'x',
      published: null,
      retrieved: null,
      source: { kind: 'file', path: `${article}.txt` },
    },
    topics: [],
    facts: documents.map(({ claim }, index) => ({
      id: `${article}/${index}`,
      article,
      claim,
      quote: claim,
      span: [0, 1],
      speaker: null,
      stance: 'affirmed',
      topics: [],
      entities: [],
      salience: 0.5,
    })),
  };
  return { reading, questions: makeQuestions(documents, ASKED, tenant).map(({ question }) => question) };
}

/** The time of a question with this many tenants of this many facts each, in milliseconds, and their memory. */
export function measureTenants(tenants: number, facts: number) {
  const readouts = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
  const before = resident();
  const asked: (readonly string[])[] = [];
  for (let tenant = 0; tenant < tenants; tenant++) {
    const { reading, questions } = readingOf(tenant, facts);
    readouts.put(reading, `slack:T${tenant}`);
    asked.push(questions);
  }
  const random = createRandom(7);
  const times: number[] = [];
  for (let count = 0; count < WARM_UP + QUESTIONS; count++) {
    const tenant = zipf(random, tenants);
    const question = asked[tenant]![count % ASKED]!;
    const began = performance.now();
    readouts.of(`slack:T${tenant}`).ask(question);
    if (count >= WARM_UP) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share));
  return { tenants, facts, p50, p95, p99, megabytes: (resident() - before) / 1e6 };
}
