import { digestDraft } from '../digest/cards/digest-card.ts';
import { digestContent } from '../digest/content/select-facts.ts';
import { readZone } from '../digest/schedule/time-zones.ts';
import { renderText } from '../render/text.ts';
import { readArguments } from './arguments.ts';
import { openReadout } from './library.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout digest --preview [--at ISO] [--zone ZONE]

Prints the first daily digest that a channel would get. Nothing is posted. For example:
  readout digest --preview --at 2019-05-15T07:00:00Z --zone Berlin

  --preview      print the card; required
  --at ISO       as of this instant, UTC without an offset; now by default
  --zone ZONE    the time zone of the date: Europe/Berlin, Berlin, EST; this machine's by default
  --facts FILE   a JSON Lines file of facts instead of the library
  --json         print only {"at","zone","facts","card"}
  -h, --help     this text
`;

function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const written = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  const at = new Date(written && text.includes('T') && !written[1] ? `${text}Z` : text);
  if (!written || Number.isNaN(at.getTime()))
    throw new UsageError(`--at needs an instant such as 2019-05-15T07:00:00Z, not "${text.slice(0, 40)}".`);
  return at;
}

function zoneOf(text: string | undefined): string {
  const read = readZone(text ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  if ('zone' in read) return read.zone;
  const hint =
    read.near.length > 0 ? ` Did you mean ${read.near.join(' or ')}?` : ' Name one as Europe/Berlin.';
  throw new UsageError(`I don't know the time zone "${text?.slice(0, 40)}".${hint}`);
}

/** `readout digest --preview`: prints the card that a digest would have now, without a chat. */
export const digestVerb: Verb = {
  name: 'digest',
  summary: 'print the daily digest that would be posted',
  help: HELP,
  async run(args, io) {
    const options = {
      preview: { type: 'boolean' },
      at: { type: 'string' },
      zone: { type: 'string' },
      facts: { type: 'string' },
    } as const;
    const { values, positionals } = readArguments(args, options, 'digest');
    if (!values.preview || positionals.length > 0)
      throw new UsageError(
        'digest prints a preview only: readout digest --preview. See readout digest --help.',
      );
    const now = instantOf(values.at);
    const zone = zoneOf(values.zone);
    const readout = (await openReadout(values.facts, io.env)).of(null);
    const isOut = (article: string): boolean => {
      const published = readout.article(article)?.published;
      return !published || Date.parse(published) <= now.getTime();
    };
    const content = digestContent(
      readout.facts().filter((fact) => isOut(fact.article)),
      new Set(),
    );
    const { card } = digestDraft(content, zone, { readout, tenant: null, now, id: 'preview' });
    const facts = content.shown.map(({ id }) => id);
    const json = () => JSON.stringify({ at: now.toISOString(), zone, facts, card });
    io.stdout.write(`${values.json ? json() : renderText(card, { width: 80, colour: false })}\n`);
    return 0;
  },
};
