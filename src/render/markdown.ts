import type { Card } from '../domain/card.ts';
import { type FittedLine, type FittedSource, fitCard, UNLIMITED } from './layout.ts';

/** Escapes text so that Markdown reads nothing in it as formatting. */
const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/, '$1\\$2');

const linked = (text: string, link: string | null): string =>
  link === null ? escaped(text) : `[${escaped(text)}](<${link}>)`;

const sourceOf = ({ title, link, about }: FittedSource): string =>
  `*${linked(title, link)}${about === '' ? '' : ` · ${escaped(about)}`}*`;

function lineOf({ label, before, claim, by, note, source, link, linked: end }: FittedLine): string {
  const lead = before === null ? '' : `*${escaped(before)}* `;
  const said = `${linked(claim.slice(0, end), link)}${escaped(claim.slice(end))}`;
  const head = `- ${label === null ? '' : `**${escaped(label)}** `}${lead}${said}`;
  const under = [by && `— ${escaped(by)}`, note && `(${escaped(note)})`, source && sourceOf(source)];
  return [head, ...under.filter((part) => part !== null && part !== '').map((part) => `  ${part}`)].join(
    '  \n',
  );
}

/** Renders a card as Markdown, to be pasted into a document. */
export function renderMarkdown(card: Card): string {
  const { title, lede, sections, passages, sources, footer, leftOut } = fitCard(card, UNLIMITED);
  const small = [footer, leftOut].filter((part) => part !== null).join(' · ');
  const parts = [
    `### ${escaped(title)}`,
    lede === null ? '' : escaped(lede),
    ...sections.map(({ heading, headingLink, badge, lines }) => {
      const title = heading === null ? null : linked(heading, headingLink);
      const head = [title, badge && escaped(badge)].filter(Boolean).join(' · ');
      return [...(head === '' ? [] : [`**${head}**`, '']), ...lines.map(lineOf)].join('\n');
    }),
    ...passages.map(({ before, ahead, quote, behind, after, source, link }) => {
      const text = `${escaped(before)}${ahead}**${escaped(quote)}**${behind}${escaped(after)}`;
      return `> ${text}\n>\n> — ${linked(source, link)}`;
    }),
    ...sources.map(sourceOf),
    small === '' ? '' : `*${escaped(small)}*`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
