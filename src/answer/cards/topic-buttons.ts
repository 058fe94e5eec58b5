import type { Action } from '../../domain/action.ts';
import type { Fact, Topic } from '../../domain/fact.ts';
import type { Readout } from '../query-core.ts';
import { isNamed, namesOf, plain } from '../topic-names.ts';
import { shortened } from './wording.ts';

/** The longest button label, in characters. Slack shows about 30. */
const BUTTON = 28;

/** Returns the topic if a question names a topic and nothing else: "what about INF?". */
export function topicAsked(
  readout: Readout,
  terms: readonly { readonly asked: string }[],
  facts: readonly Fact[],
): Topic | null {
  const asked = terms.map((term) => term.asked).join(' ');
  if (!asked) return null;
  for (const id of new Set(facts.flatMap(({ topics }) => topics))) {
    const topic = readout.topic(id);
    if (topic && isNamed(topic, asked)) return topic;
  }
  return null;
}

/** Returns other topics of the shown facts, as suggestions. */
export function relatedTopics(
  readout: Readout,
  facts: readonly Fact[],
  question: string,
  most: number,
): Topic[] {
  const asked = ` ${plain(question)} `;
  const isAsked = (topic: Topic) => namesOf(topic).some((name) => asked.includes(` ${plain(name)} `));
  const ids = [...new Set(facts.flatMap(({ topics }) => topics))];
  return ids
    .flatMap((id) => readout.topic(id) ?? [])
    .filter((topic) => !isAsked(topic))
    .slice(0, most);
}

/** Builds the button that asks about a topic. */
export function topicAction(topic: Topic): Action {
  return { verb: 'topic', label: shortened(topic.label, BUTTON), arg: topic.id };
}
