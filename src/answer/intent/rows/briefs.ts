import type { Brief } from '../intent.ts';
import { countIn, sinceIn } from '../quantities.ts';
import { areNames, type IntentRow, type Matched, named } from '../row.ts';

/** Returns the captured number: null if there is none, undefined if it is not a number. */
function countOf({ words }: Matched): number | null | undefined {
  const captured = words('count');
  return captured.length === 0 ? null : (countIn(captured) ?? undefined);
}

/** Reads a brief whose only capture is its subject. */
const about =
  (make: (about: string | null) => Brief) =>
  (matched: Matched): Brief | null =>
    areNames(matched, 'about') ? make(named(matched.text('about'))) : null;

/** Rows for briefs in a special form, of an article, a topic or several sources. */
export const BRIEF_ROWS: readonly IntentRow[] = [
  {
    name: 'one sentence',
    patterns: [
      '[{give}] [{article}] [in|as|with] [a|one|1] [single|short] sentence|liner|oneliner|phrase [summary|version] [{about}] [{article}]',
      '[in|as] [a|one|the|1] [single|short] line',
      '[a|one|the] one|1 liner|sentence|line [summary]',
      '[a] oneliner [summary]',
      '[{summarise}] [{article}] in [a|one|1] [single|short] sentence|line|tweet',
      '{summarise} <about> in [a|one|1] [single|short] sentence|line|tweet',
      '[{give}] [{det}] [{adjective}] {summary} [{about}] [{article}] in [a|one|1] [single] sentence|line',
      '[in] a nutshell',
    ],
    examples: [
      'one sentence',
      'in one line',
      'summarise it in one sentence',
      'a one-liner please',
      'in a nutshell',
    ],
    read: about((text) => ({ kind: 'summary', about: text, lines: 1 })),
  },
  {
    name: 'bullets',
    patterns: [
      '[{give}] [{det}] [{adjective}] <count> {bullets}',
      '[{give}] [{det}] <count> {bullets} {about} {article}',
      '[{give}] [{det}] <count> {bullets} {about} <about>',
      '[{give}] [{det}] [{adjective}] {summary} [{about}] [{article}] in|with|using|as [just|only|at] [most] <count> {bullets}',
      '[{give}] [{det}] [{adjective}] {summary} {about} <about> in|with|using [just|only] <count> {bullets}',
      '{summarise} [{article}] in|with|into|to|as|using [just|only|at] [most] <count> {bullets}',
      '[{give}] [{det}] [{adjective}] {summary} [{about}] [{article}] [please] [just|only|at] [most] <count> {bullets} [max|maximum|only|tops]',
      '{summarise} <about> in|with|into|to|as|using [just|only] <count> {bullets}',
      '[{give}] [{det}] [{adjective}] <count> {bullets} {summary} [{about}] [{article}]',
      '[{give}] [{det}] [{adjective}] <count> {bullets} {summary} {about} <about>',
      'explain|describe|put {article} in <count> {bullets}',
      'explain|describe|put <about> in <count> {bullets}',
      'in|with|as|only <count> {bullets}',
      '[{give}] [the] top|best|first|main|key <count> [{bullets}]',
      '[{give}] [the] top|best|first|main|key <count> {bullets} {about} {article}',
      '[{give}] [the] top|best|first|main|key <count> {bullets} {about} <about>',
      '[as|in|with] [a] bullets|bulletpoints|list [form]',
      '[as|in|with] bullet points|form',
    ],
    examples: [
      '5 bullets',
      'give me a summary in 3 bullets',
      'three bullet points please',
      'summarise the article in 4 sentences',
      'top 5 takeaways',
      'in two sentences',
      '3 key points about Venezuela',
      'tl;dr in 2 bullets',
    ],
    read(matched) {
      const count = countOf(matched);
      if (count === undefined || !areNames(matched, 'about')) return null;
      return { kind: 'summary', about: named(matched.text('about')), lines: count ?? 5 };
    },
  },
  {
    name: 'simple',
    patterns: [
      'eli5|eli12 [this|it|that|the] [article|story]',
      'explain|describe|put [it|this|that|the] [article|story] [to] [me] like|as [if] im|i|to [am|was|were] [five|5|ten|a|12|10] [five|5|child|kid|year|years] [old|olds]',
      '[explain|say|put|summarise|summarize] [it|this|that|me] in|with|using simple|plain|easy|layman|laymans|simpler|basic|normal|everyday terms|english|words|language',
      'explain [it|this|that] simply|easily',
      'simple version|explanation|summary',
      'for dummies|beginners',
    ],
    examples: ['eli5', 'in simple terms', 'explain it like I’m five', 'in plain English'],
    read: () => ({ kind: 'summary', about: null, lines: 3 }),
  },
  {
    name: 'quotes',
    patterns: [
      '[{give}] [{det}] [key|best|main|top|important|direct|notable|exact|famous|verbatim|original] quotes|quotations|statements|soundbites [by|from|of|in] [{article}]',
      '[{give}] [{det}] <count> [key|best|main|top|important|direct|notable] quotes|quotations|statements [by|from|of|in] [{article}]',
      '[{give}] [{det}] <count> [key|best|main|top|important|direct|notable] quotes|quotations|statements by|from|of <speaker>',
      '[{give}] [{det}] [key|best|main|top|important|direct|notable|exact] quotes|quotations|quote|statements|words by|from|of <speaker> about|on|regarding <about>',
      '[{give}] [{det}] [key|best|main|top|important|direct|notable|exact] quotes|quotations|quote|statements|words by|from|of <speaker>',
      '[{give}] [{det}] [key|best|main|top|important|direct|notable|exact] quotes|quotations|statements about|on|regarding <about>',
      'quote <speaker> on|about|regarding <about>',
      'quote <speaker>',
      'what [direct|exact] quotes are there [from|by] [{article}]',
      'what quotes are [there] by|from <speaker>',
      'who is|was quoted saying|with what',
      '<speaker> quotes|quotations|statements',
    ],
    examples: [
      'key quotes',
      'quotes by Lavrov',
      'quote Pompeo',
      'give me the best quotes',
      '3 quotes from Ushakov',
      'quotes about sanctions',
      'Lavrov quotes',
    ],
    read(matched) {
      const count = countOf(matched);
      if (count === undefined || !areNames(matched, 'about', 'speaker')) return null;
      const { text } = matched;
      return { kind: 'quotes', about: named(text('about')), speaker: named(text('speaker')), lines: count };
    },
  },
  {
    name: 'numbers',
    patterns: [
      '[by] [the] numbers',
      '[{give}] [{det}] [key|main|important|hard|relevant|big] numbers|figures|stats|statistics|amounts|percentages [in|from|of] [{article}]',
      '[{give}] [{det}] [key|main|important|hard] numbers|figures|stats|statistics {about} <about>',
      'what numbers|figures are there|mentioned|given|in [in] [{article}]',
      '<about> in numbers|figures',
      '<about> numbers|figures|stats|statistics',
    ],
    examples: [
      'numbers',
      'key figures',
      'the numbers in the article',
      'any stats?',
      'figures on democracy funding',
      'by the numbers',
    ],
    read: about((text) => ({ kind: 'numbers', about: text })),
  },
  {
    name: 'timeline',
    patterns: [
      '[{give}] [{det}] [short|quick|brief] timeline|chronology [of|for] [{article}]',
      '[{give}] [{det}] [short|quick|brief] timeline|chronology {about} <about>',
      '[{give}] [{det}] sequence|order|course of events',
      'what happened when',
      '[in] chronological order',
      'when did|does what|everything happen|happened',
      '[{give}] [{det}] [key|main|important] dates',
      '<about> timeline|chronology',
    ],
    examples: [
      'timeline',
      'give me a timeline',
      'timeline of the talks',
      'what happened when?',
      'key dates',
      'chronology',
    ],
    read: about((text) => ({ kind: 'timeline', about: text })),
  },
  {
    name: 'disputes',
    patterns: [
      'what|where|on do|does|did|what [do] {sources} [do] disagree|differ|conflict|contradict|clash [on|about|over|with|each] [each|other] [other]',
      '[{give}] [{det}] contradictions|contradiction|conflicts|disagreements|disagreement|disputes|inconsistencies|discrepancies|differences [in|between|among|of] [{article}]',
      '[{give}] [{det}] contradictions|conflicts|disagreements|disputes|inconsistencies|discrepancies in|between|among {sources}',
      '[{give}] [{det}] contradictions|conflicts|disagreements|disputes|inconsistencies|discrepancies {about} <about>',
      'do|does|did {sources} [all] agree|disagree|contradict|differ [on|about|each] [this|that|it|other]',
      'do|does|did {sources} [all] agree|disagree|differ on|about|over <about>',
      'what do|does|did {sources} disagree|differ on|about|over <about>',
      'who disagrees|disagreed|contradicts [with] [whom|who|what]',
      'what is|are|remains|isnt [still|not] disputed|contested|contradictory|controversial|unclear|unsettled|settled|agreed|open',
      'whats [still|not] disputed|contested|contradictory|controversial|unclear|unsettled|settled|agreed',
      'does {article} contradict itself',
      'is anything|something disputed|contested|contradictory',
      'does anyone|anybody|somebody disagree [with] [this|that|it]',
      'where do|does views|opinions|accounts|versions differ|diverge',
    ],
    examples: [
      'any contradictions?',
      'what do the sources disagree on?',
      'disputes',
      'do the sources agree?',
      'who disagrees?',
      'does the article contradict itself?',
      'contradictions about Venezuela',
    ],
    read: about((text) => ({ kind: 'disputes', about: text })),
  },
  {
    name: 'compare',
    patterns: [
      'compare|contrast [what] <left> and|with|to|vs|versus|against <right> [say] about|on|regarding|over <about>',
      'compare|contrast [what] <left> and|with|to|vs|versus|against <right>',
      '[a] comparison of|between <left> and|with <right>',
      '[{give}] [{det}] difference|differences|disagreement|disagreements|contrast between <left> and <right> about|on|over <about>',
      '[{give}] [{det}] difference|differences|disagreement|disagreements|contrast between <left> and <right>',
      'how|where|what do|does|did <left> and <right> differ|disagree|compare|clash on|about|over <about>',
      'how|where|what do|does|did <left> and <right> differ|disagree|compare|clash [on|about|over]',
      'how does|do|did <left> differ|disagree from|with <right>',
      'do|does|did <left> and <right> agree|disagree|differ on|about|over <about>',
      'do|does|did <left> and <right> agree|disagree|differ',
      'do|does|did <left> agree|disagree with <right>',
      '<left> vs|versus <right> on|about|over <about>',
      '<left> vs|versus <right>',
      '<left> compared to|with <right>',
    ],
    examples: [
      'compare Pompeo and Ushakov',
      'Pompeo vs Ushakov',
      'what is the difference between Lavrov and Pompeo?',
      'how do Pompeo and Ushakov differ on the results?',
      'do Lavrov and Pompeo agree?',
      'compare Pompeo with Ushakov on the results',
    ],
    read(matched) {
      const [left, right] = [named(matched.text('left')), named(matched.text('right'))];
      if (!left || !right || !areNames(matched, 'left', 'right', 'about')) return null;
      return { kind: 'compare', left, right, about: named(matched.text('about')) };
    },
  },
  {
    name: 'news',
    patterns: [
      '[{give}] [{det}] [any|what|whats|anything] [is|are] [the] new|news|latest|newest|updates|update|headlines|changes|developments|changed|happened [news|articles|stories|headlines] [since|from|in|over|during|for|within] <since>',
      'what has|have|did changed|change|happened|happen|come since <since>',
      'whats|what|anything changed|happened|new|come|happen|change since <since>',
      '[{give}] [{det}] [any|what|whats|anything] [is|are] [the] new|news|latest|newest|updates|update|headlines|developments|breaking [news|articles|stories|headlines|facts|developments] {newsof} <about> since|from <since>',
      '[{give}] [{det}] [any|what|whats|anything] [is|are] [the] new|news|latest|newest|updates|update|headlines|developments|breaking [news|articles|stories|headlines|facts|developments] {newsof} <about>',
      '[{give}] [{det}] most recent [news|articles|stories|updates|facts|headlines] {newsof} <about>',
      '[{give}] [{det}] <since> news|headlines|updates|stories|articles',
      '[{give}] [{det}] new|news|latest|newest|headlines|updates|update|breaking|recent [news|articles|stories|headlines|updates|ones]',
      'what|whats is|are|the [the] new|news|latest|newest|happening [news|updates]',
      'whats new|happening',
      'what|whats [is] in|making [the] news|headlines|papers [here]',
      'what|whats [is] in|making [the] news|headlines|papers <since>',
      'what|whats [is] going on [here]',
      '[{give}] [the] top|main|big|biggest stories|headlines|news',
      '[{give}] [the] top|main|big|biggest stories|headlines|news [of|from] <since>',
      'anything|something new',
      'what did|have i|we miss|missed since <since>',
      'catch me|us up on <about>',
      'catchup on|about <about>',
      'update me|us [on] [everything|things]',
      'update me|us on <about>',
      'what happened <since>',
      '[the] news|headlines [from|of] <since>',
      'whats up with|on <about>',
      '<since>',
    ],
    examples: [
      'what’s new since yesterday?',
      'what’s new?',
      'any news?',
      'what’s in the news today?',
      'top stories',
      'news',
      'today’s headlines',
      'what changed since Monday?',
      'the latest on Venezuela',
      'catchup on INF',
      'what happened in the last 3 days?',
    ],
    read(matched) {
      const captured = matched.words('since').filter(({ key }) => key !== 'in');
      const since = captured.length === 0 ? null : sinceIn(captured, matched.text('since')!);
      if ((captured.length > 0 && !since) || !areNames(matched, 'about')) return null;
      return { kind: 'news', about: named(matched.text('about')), since };
    },
  },
  {
    name: 'across',
    patterns: [
      '[brief] me|us on|about|regarding <about> across|from|in {sources}',
      '[brief] me|us on|about|regarding <about>',
      '[{give}] [{det}] [{adjective}] brief|briefing|rundown|roundup|dossier|backgrounder|report on|about|of|for <about>',
      'what do|does|did {sources} say|report|write about|on <about>',
      'what is being said|reported|written about|on <about>',
      '[{give}] everything|all [you] [have|know|got|there] [is] about|on|regarding <about>',
      'all [the] facts about|on <about>',
      'what do we|you know about|of <about>',
      '[tell] [me] everything|all about|on <about>',
      'where do|does we|things stand on|with <about>',
      'get|bring me|us up to speed on <about>',
      'background on <about>',
      'what|whats [is] the deal|story|situation|matter|fuss|issue|status [with|behind|about|around|on|of] [the] <about>',
      'what|whats [is] going|happening [on] with|at|in [the] <about>',
      'fill me|us in on <about>',
      'what should i know about <about>',
    ],
    examples: [
      'brief me on Venezuela',
      'give me a briefing on sanctions',
      'what do the sources say about Ukraine?',
      'list everything about sanctions',
      'give me everything on Ukraine',
      'what do we know about the memorandum?',
      'what’s the deal with the memorandum?',
      'what is going on with sanctions?',
    ],
    read(matched) {
      const text = named(matched.text('about'));
      return text && areNames(matched, 'about') ? { kind: 'across', about: text } : null;
    },
  },
  {
    name: 'summary',
    patterns: [
      '[{give}] [{det}] [{adjective}] {summary} [{about}] [{article}]',
      '{summarise} [for] [me|us] [{article}]',
      '{summarise} [all] [the] [last|latest|newest] article|articles|story|stories|news',
      'what|whats is|was|are|were|s {article} [all] about',
      'whats|what {article} [all] about',
      'what does|do|did|is|are {article} say|tell|cover|contain|report|mean|saying [me|us]',
      'what happened|happens [here]',
      'what has|is happened|happening|been',
      'whats [been] going|happening on',
      'what is going on',
      'what do|should i need|know [to] [know] [about] [{article}]',
      'whats important [here|in] [{article}]',
      'what is|are|was|were important|interesting [here|in] [{article}]',
      'what matters [here|most|in] [{article}]',
      '[the] whole article|story|thing',
      'break it|this|that down',
      'walk me|us through {article}',
    ],
    examples: [
      'summarise the article',
      'tl;dr',
      'what is this article about?',
      'main points',
      'can you give me a short summary of it?',
      'what happened?',
    ],
    read: about((text) => ({ kind: 'summary', about: text, lines: null })),
  },
  {
    name: 'summary of an article',
    patterns: [
      '{summarise} [the|this|that] <about> article|story|report|piece|interview',
      '{summarise} [the|this|that] article|story|report|piece|interview {about} [the] <about>',
      'what does|do|did|is [the|this|that] <about> article|story|report|piece say|about|cover',
      'what does|do|did|is [the|this|that] article|story|report|piece {about} [the] <about> say|cover',
      'what is|was [the|this|that] <about> article|story|report|piece about',
      '[{give}] [{det}] [{adjective}] {summary} {about} [the|this|that] <about> article|story|report|piece',
      '[{give}] [{det}] [{adjective}] {summary} {about} [the|this|that] article|story|report|piece {about} [the] <about>',
      'tldr [for|of] [the|this|that] <about> article|story|report|piece',
      '[{give}] [the] article|story|report|piece about|on [the] <about>',
    ],
    examples: [
      'summarise the strike article',
      'what does the Kalmar article say?',
      'sum up the story about the volcano',
      'tl;dr the volcano story',
      'summary of the article on sanctions',
      'show me the article about the strike',
    ],
    read(matched) {
      const text = named(matched.text('about'));
      if (!text || !areNames(matched, 'about')) return null;
      return { kind: 'summary', about: text, lines: null, isArticle: true };
    },
  },
  {
    name: 'summary of a subject',
    patterns: [
      '[{give}] [{det}] [{adjective}] {summary} {about} <about>',
      'tldr <about>',
      '{summarise} <about>',
      '<about> summary|tldr|recap|overview|highlights|takeaways',
    ],
    examples: ['tl;dr Kalmar', 'Kalmar strike summary', 'summary of the sanctions', 'sum up Venezuela'],
    read: about((text) => ({ kind: 'summary', about: text, lines: null })),
  },
];
