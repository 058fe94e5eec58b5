import { areNames, type IntentRow, named } from '../row.ts';

/** Rows for what somebody said, what is said about a subject, and who somebody is. */
export const PEOPLE_ROWS: readonly IntentRow[] = [
  {
    name: 'said about',
    patterns: [
      'what [all|else|exactly] {did} <speaker> {say} about|on|of|regarding|concerning|to|over <about>',
      'whatd <speaker> {say} about|on|of|regarding|concerning|to|over <about>',
      'what <speaker> said|says|say|thinks|think|claims|wrote|tweeted about|on|of|regarding <about>',
      'what [is|was|are] <speaker> view|views|opinion|position|stance|take|reaction|comment|comments on|about|regarding|of|to <about>',
    ],
    examples: [
      'what did Pompeo say about Venezuela?',
      'what does Lavrov think of the G20?',
      'what Ushakov said about sanctions',
      'what is Putin’s position on INF?',
    ],
    read(matched) {
      const speaker = named(matched.text('speaker'))?.replace(/['’]s?$/, '') ?? null;
      const about = matched.text('about');
      if (!speaker || !about || matched.words('speaker').length > 5) return null;
      return { kind: 'ask', question: '', carries: null, said: { speaker, about }, isEmpty: false };
    },
  },
  {
    name: 'statements',
    patterns: [
      'what [all|else|exactly] {did} <speaker> {say}',
      'whatd <speaker> {say}',
      'what <speaker> said|says|say|thinks|think|claims|wrote|tweeted',
      '[everything|all] [that] <speaker> said|says',
      'did|does|has|have <speaker> {say} anything|something [at|else] [all]',
    ],
    examples: [
      'what did Pompeo say?',
      'what has Lavrov said?',
      'what does Ushakov think?',
      'what Trump said',
      'did Putin say anything?',
    ],
    read(matched) {
      const speaker = named(matched.text('speaker'));
      return speaker && areNames(matched, 'speaker') ? { kind: 'statements', speaker } : null;
    },
  },
  {
    name: 'who is',
    patterns: [
      '[remind] [me] who <name> is|was',
      'who is|was|s|are|were <name>',
      'whos|whois <name>',
      'who exactly is|was <name>',
      'what is|are|was|were <name> role|job|position|title|function',
      'whats <name> role|job|position|title|function',
    ],
    examples: [
      'who is Lavrov?',
      'who’s Ushakov?',
      'who is Mike Pompeo again?',
      'tell me who Mueller is',
      'what is Ushakov’s role?',
    ],
    read(matched) {
      const name = named(matched.text('name'))?.replace(/['’]s$/, '') ?? null;
      return name && areNames(matched, 'name') ? { kind: 'who is', name } : null;
    },
  },
];
