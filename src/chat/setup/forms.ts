import { clockTimes } from '../../digest/schedule/slots.ts';
import type { Subscription } from '../../digest/store/subscriptions.ts';
import { wordsFor } from '../commands/command-outcome.ts';
import type { CommandContext, Values } from '../commands/command-spec.ts';
import { isAnothersDirect } from '../commands/own-digests.ts';
import { type Form, type FormField, fittingOptions } from './form.ts';
import { packLabel, starterPacks } from './starter-packs.ts';

/** The kinds of forms. `digest.2` changes a channel's second digest; `add` sets up another one. */
type FormKind = 'source' | 'packs' | 'digest' | 'add' | 'watch';

interface FormId {
  readonly kind: FormKind;
  /** The number of the digest that it changes. */
  readonly number: number | null;
}

/** Parses a form's id. Returns null if it is unknown. */
export function readFormId(id: string): FormId | null {
  const [, kind, number] = /^(source|packs|digest|add|watch)(?:\.(\d{1,2}))?$/.exec(id) ?? [];
  return kind ? { kind: kind as FormKind, number: number ? Number(number) : null } : null;
}

const LONGEST_ADDRESS = 2048;

const topicOptions = ({ readout }: CommandContext, chosen: readonly string[] = []) => {
  const all = readout.topics().map(({ topic }) => topic);
  const known = chosen.flatMap((id) => readout.topic(id) ?? []);
  // Multiple topics are submitted joined by commas, so labels with commas are left out.
  const named = [...known, ...all].filter(({ label }) => !/[,;]/.test(label));
  return fittingOptions(named.map(({ label }) => ({ label, value: label })));
};

/** Adds a value to a field if there is one. */
const withValue = (field: FormField, value: string | undefined): FormField =>
  value === undefined || value === '' ? field : { ...field, value };

async function digestFields(before: Subscription | null, context: CommandContext): Promise<FormField[]> {
  const { form, digest } = wordsFor(context);
  const zone = before?.zone ?? (await context.zone?.());
  const times = before ? clockTimes(before.slots).join(' and ') : '09:00';
  const topics = topicOptions(context, before?.topics);
  const labels = before?.topics.flatMap((id) => context.readout.topic(id)?.label ?? []) ?? [];
  const days = digest.days.map((label, at) => ({ label, value: DAY_VALUES[at]! }));
  const quiet = [
    { label: digest.quietLine, value: 'line' },
    { label: digest.quietNothing, value: 'nothing' },
  ];
  return [
    withValue(
      { name: 'time', kind: 'text', label: form.when, hint: form.whenHint, required: true, longest: 100 },
      zone ? `${times} ${zone}` : undefined,
    ),
    withValue(
      { name: 'days', kind: 'choices', label: form.days, hint: form.daysHint, options: days },
      before?.days.map((day) => DAY_VALUES[day - 1]!).join(','),
    ),
    ...(topics.length > 0
      ? [
          withValue(
            { name: 'topics', kind: 'choices', label: form.topics, hint: form.topicsHint, options: topics },
            labels.join(','),
          ),
        ]
      : []),
    withValue(
      { name: 'without', kind: 'text', label: form.without, hint: form.withoutHint, longest: 300 },
      before?.exclude.join(', '),
    ),
    { name: 'quiet', kind: 'choice', label: form.quiet, options: quiet, value: before?.quiet ?? 'line' },
  ];
}

const DAY_VALUES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Builds the form of a kind, filled in with the current settings. */
export async function formFor({ kind, number }: FormId, context: CommandContext): Promise<Form> {
  const words = wordsFor(context);
  const { form } = words;
  switch (kind) {
    case 'source': {
      const hint = form.linkHint;
      const link = { name: 'add', kind: 'text', label: form.link, hint, longest: LONGEST_ADDRESS } as const;
      return {
        ...{ id: 'source', title: form.addSource, submit: form.add },
        fields: [
          { ...link, placeholder: 'https://example.org/feed.xml' },
          { name: 'file', kind: 'file', label: form.file, hint: form.fileHint },
        ],
      };
    }
    case 'packs': {
      const options = starterPacks().map((one) => ({ label: packLabel(one, words), value: one.id }));
      const pack = { name: 'pack', kind: 'choice', label: form.pack, hint: form.packHint } as const;
      return {
        ...{ id: 'packs', title: form.packs, submit: form.show },
        fields: [{ ...pack, required: true, options: fittingOptions(options) }],
      };
    }
    case 'watch': {
      const options = topicOptions(context);
      const topic = { name: 'topic', label: form.topic, hint: form.topicHint, required: true } as const;
      return {
        ...{ id: 'watch', title: form.watch, submit: form.add },
        fields: [options.length > 0 ? { ...topic, kind: 'choice', options } : { ...topic, kind: 'text' }],
      };
    }
    case 'digest':
    case 'add': {
      const { digests } = context.services;
      const isOthers = digests !== undefined && (await isAnothersDirect(digests, context));
      const status = isOthers ? undefined : await digests?.status(context.tenant, context.channel);
      const known = status?.digests.find(({ subscription }) => subscription.number === number);
      const before =
        kind === 'add' ? null : (known?.subscription ?? status?.digests[0]?.subscription ?? null);
      return {
        id: kind === 'add' ? 'add' : before ? `digest.${before.number}` : 'digest',
        ...{ title: before ? form.changeDigest : form.newDigest, submit: form.save },
        fields: await digestFields(before, context),
      };
    }
  }
}

/** Returns the submitted value, or the word that clears the setting if it was left empty. */
const valueOrClear = (value: string | undefined, empty: string): string => value?.trim() || empty;

/** Returns the command that a submitted form stands for. */
export function commandOf({ kind, number }: FormId, values: Values): { command: string; values: Values } {
  switch (kind) {
    case 'source':
      return { command: 'sources', values: { add: values.add ?? '' } };
    case 'packs':
      return { command: 'sources', values: { pack: values.pack ?? '' } };
    case 'watch':
      return { command: 'watch', values: { topic: values.topic ?? '' } };
    default:
      return {
        command: 'digest',
        values: {
          subcommand: kind === 'add' ? 'add' : 'on',
          time: values.time ?? '',
          days: valueOrClear(values.days?.replaceAll(',', '/'), 'daily'),
          topics: valueOrClear(values.topics, 'all'),
          without: valueOrClear(values.without, 'nothing'),
          quiet: valueOrClear(values.quiet, 'line'),
          ...(number === null ? {} : { which: `#${number}` }),
        },
      };
  }
}
