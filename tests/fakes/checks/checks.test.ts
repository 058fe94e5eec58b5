import { describe, expect, it } from 'vitest';
import { discordPayloadFaults } from './discord-payload.ts';
import { slackPayloadFaults } from './slack-payload.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = { type: 'button', action_id: 'a', text: plain('Share') };
const menu = (options: unknown) => ({ type: 'static_select', action_id: 'a', options });
const option = (text: string, value = 'v') => ({ text: plain(text), value });

describe('the fake Slack', () => {
  const faults = (element: unknown) =>
    slackPayloadFaults({ text: 'T', blocks: [{ type: 'actions', elements: [element] }] });

  it.each([
    button,
    { ...button, value: 'v'.repeat(2000), accessibility_label: 'l'.repeat(75) },
    menu([option('o'.repeat(75), 'v'.repeat(75))]),
    { type: 'users_select', action_id: 'a' },
  ])('takes %j', (element) => {
    expect(faults(element)).toEqual([]);
  });

  it.each([
    [{ ...button, accessibility_label: 'l'.repeat(76) }, /accessibility_label/],
    [{ ...button, text: { type: 'mrkdwn', text: '*Share*' } }, /plain_text/],
    [{ ...button, action_id: '' }, /action_id/],
    [{ type: 'image', action_id: 'a' }, /element of type image/],
    [{ type: 'plain_text_input', action_id: 'a' }, /element of type plain_text_input/],
    [menu([]), /0 options/],
    [menu(Array(101).fill(option('o'))), /101 options of 100/],
    [menu([option('o'.repeat(76))]), /option: 76 characters of 75/],
    [menu([option('o', 'v'.repeat(76))]), /option: value/],
    [menu([{ text: { type: 'mrkdwn', text: 'o' }, value: 'v' }]), /option: text must be plain_text/],
  ])('refuses %j', (element, why) => {
    expect(faults(element).join()).toMatch(why);
  });
});

describe('the fake Slack, of a picture beside a section', () => {
  const image = { type: 'image', image_url: 'https://a.example/a.jpg', alt_text: 'The pier' };
  const faults = (accessory: unknown) =>
    slackPayloadFaults({ text: 'T', blocks: [{ type: 'section', text: plain('T'), accessory }] });

  it('takes one at its limits', () => {
    const longest = `https://a.example/${'x'.repeat(2982)}`;
    expect(faults({ ...image, image_url: longest, alt_text: 'a'.repeat(2000) })).toEqual([]);
  });

  it.each([
    [{ image_url: undefined }, 'image: image_url'],
    [{ image_url: 'data:image/png;base64,x' }, 'image: image_url'],
    [{ image_url: `https://a.example/${'x'.repeat(2983)}` }, 'image: image_url'],
    [{ alt_text: undefined }, 'image: alt_text'],
    [{ alt_text: '' }, 'image: alt_text'],
    [{ alt_text: 'a'.repeat(2001) }, 'image: alt_text'],
  ])('refuses %#', (change, why) => expect(faults({ ...image, ...change })).toEqual([why]));
});

describe('the fake Discord', () => {
  const said = { allowed_mentions: { parse: [] } };
  const embeds = (...list: unknown[]) => discordPayloadFaults({ ...said, embeds: list });
  const container = (more: object, ...components: object[]) =>
    discordPayloadFaults({ ...said, flags: 32_768, components: [{ type: 17, components, ...more }] });
  const text = { type: 10, content: 'T' };

  it('takes embeds and components at their limits', () => {
    expect(embeds({ footer: { text: 'f'.repeat(2048) }, author: { name: 'a'.repeat(256) } })).toEqual([]);
    expect(embeds({ description: 'd'.repeat(3000) }, { description: 'd'.repeat(3000) })).toEqual([]);
    expect(container({ id: 2 ** 31 - 1, accent_color: 0xff_ffff }, text)).toEqual([]);
  });

  it('refuses what is beyond them', () => {
    expect(embeds({ footer: { text: 'f'.repeat(2049) } })).toEqual(['embed: footer']);
    expect(embeds({ author: { name: 'a'.repeat(257) } })).toEqual(['embed: author']);
    expect(
      embeds(
        { description: 'd'.repeat(3000) },
        { footer: { text: 'f'.repeat(2000) } },
        { description: 'd'.repeat(1001) },
      ),
    ).toEqual(['embeds: 6001 characters of 6000']);
    expect(container({ id: 2 ** 31 }, text)).toEqual(['component: id']);
    expect(container({ id: 7 }, { ...text, id: 7 })).toEqual(['duplicate component id']);
    expect(container({ accent_color: 0x100_0000 }, text)).toEqual(['container: accent_color']);
    const thumbnail = { type: 11, media: { url: 'https://a.example/a.jpg' }, description: 'd' };
    const section = { type: 9, components: [text], accessory: thumbnail };
    const beside = (change: object) => container({}, { ...section, accessory: { ...thumbnail, ...change } });
    expect(container({}, section)).toEqual([]);
    expect(beside({ description: 'd'.repeat(1024) })).toEqual([]);
    expect(beside({ description: 'd'.repeat(1025) })).toEqual(['thumbnail: description']);
    expect(beside({ description: '' })).toEqual(['thumbnail: description']);
    expect(beside({ media: { url: `https://a.example/${'x'.repeat(2031)}` } })).toEqual(['thumbnail: media']);
    expect(beside({ media: undefined })).toEqual(['thumbnail: media']);
    expect(container({}, { ...section, components: [text, text, text, text] })).toEqual(['section of 4']);
    expect(container({}, { type: 9, components: [text] })).toEqual(['section: accessory']);
    expect(container({}, ...Array(14).fill(section))).toEqual(['43 components of 40']);
    const link = { type: 2, style: 5, label: 'L', url: `https://a.example/${'x'.repeat(500)}` };
    expect(container({}, { type: 1, components: [link] })).toEqual(['button: url']);
  });
});
