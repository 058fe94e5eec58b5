// Texts that sites and feed plug-ins insert between the paragraphs of an article. Phrases are in the form of
// `plainWords`: letters and digits in lower case without accents, single spaces.

/** Whole lines. */
export const LABELS: ReadonlySet<string> = new Set(
  [
    'advert, advertisement, ad, sponsored, promoted, continue reading, continue reading below, story continues, sign in, log in',
    'loading, comment, comments, share, print, email, e mail, tweet, facebook, twitter, pinterest, whatsapp, linkedin, reddit',
    'copy link, menu, search, close, home, news, more, latest, popular, subscribe, newsletter, newsletters, warning, click here',
    'scroll down, caption, related, read, read more, see more, also read, see also, dont miss, don t miss, recommended',
  ]
    .join(', ')
    .split(', '),
);

/** Beginnings of lines that are labels if not much follows: at most this many characters. */
export const LABEL_STARTS: readonly (readonly [phrase: string, rest: number])[] = [
  ...['story continues', 'article continues'].map((phrase) => [phrase, 200] as const),
  ...['skip to', 'share this', 'loading', 'scroll down'].map((phrase) => [phrase, 40] as const),
  ...'related|read|also read|see also|more|don t miss|recommended|you may also like|you might also like|more stories|more from|more on|most popular|most read|trending|editor s picks|editors picks|top stories|what to read next|next article|story timeline'
    .split('|')
    .map((phrase) => [phrase, 32] as const),
];

/** Beginnings of lines that lead elsewhere, unless they are a sentence of the article. */
export const OPENINGS: readonly string[] = [
  ...['read', 'see', 'learn', 'find out', 'view', 'watch', 'listen'].flatMap((verb) =>
    ['also', 'more', 'next', 'it', 'now'].map((word) => `${verb} ${word}`),
  ),
  ...[
    'click here',
    'tap here',
    'citation',
    'sign up for',
    'sign up to',
    'subscribe to',
    'subscribe for',
    'subscribe now',
  ],
  ...['follow us', 'like us', 'join us', 'follow him', 'follow her', 'follow me', 'join our', 'follow our'],
];

/** Words before a colon at a line's beginning that lead elsewhere: "Watch: …". */
export const OPENING_LABELS: ReadonlySet<string> = new Set(
  'related|related article|related story|related video|read more|see more|read|more|watch|video|photo|photos|gallery'.split(
    '|',
  ),
);

/** A notice in which a site addresses its readers: a phrase of `first`, then one of `second` shortly after it. */
export interface Notice {
  readonly first: readonly string[];
  readonly second: readonly string[];
  /** True if the first one counts only at the beginning. */
  readonly atStart: boolean;
}

export const NOTICES: readonly Notice[] = [
  {
    first: [
      'we use',
      'we and our',
      'our site uses',
      'this site uses',
      'this website uses',
      'our website uses',
      'by using',
      'by continuing',
      'you accept',
    ],
    second: ['cookies'],
    atStart: false,
  },
  {
    first: ['sign up', 'subscribe'],
    second: [
      'our newsletter',
      'our newsletters',
      'newsletter',
      'newsletters',
      'your inbox',
      'by email',
      'our emails',
      'our e mail',
    ],
    atStart: false,
  },
  {
    first: ['sign up', 'please sign up', 'subscribe', 'join', 'get', 'receive', 'download'],
    second: ['our', 'us', 'your inbox', 'newsletter', 'newsletters', 'by email', 'app'],
    atStart: true,
  },
  {
    first: ['follow', 'like', 'join'],
    second: [
      'facebook',
      'twitter',
      'instagram',
      'youtube',
      'telegram',
      'whatsapp',
      'linkedin',
      'newsletter',
      'forum',
      'forums',
      'us on',
      'us at',
    ],
    atStart: true,
  },
  {
    first: ['please', 'must', 'this', 'to view'],
    second: ['enable javascript', 'requires javascript'],
    atStart: false,
  },
];

/** The second phrase of a notice begins within this many characters after the first. */
export const NOTICE_SPAN = 80;

/** One phrase that is a notice of rights. */
export const RIGHTS: readonly string[] = [
  ...[
    'all rights reserved',
    'subject to copyright',
    'may not be published',
    'may not be reproduced',
    'may not be republished',
  ],
  'nor may it be republished',
];

/** Closing formulas of feed plug-ins: phrases that begin an item's last paragraph, and phrases that follow in it. */
export const CLOSINGS: readonly (readonly [starts: readonly string[], contains: readonly string[]])[] = [
  [
    ['the post '],
    ['appeared first on', 'first appeared on', 'was first published on', 'originally appeared on'],
  ],
  [
    [
      'this post ',
      'this article ',
      'this story ',
      'this entry ',
      'this piece ',
      'this content ',
      'this report ',
      'the above article ',
    ],
    [
      'originally published',
      'first published',
      'originally posted',
      'originally appeared',
      'first appeared',
      'appeared first',
      'published originally',
      'published first',
      'initially published',
    ],
  ],
  [
    [
      'originally published ',
      'first published ',
      'originally posted ',
      'originally appeared ',
      'first appeared ',
    ],
    [' on ', ' in ', ' at ', ' by '],
  ],
  [
    ['der beitrag ', 'dieser beitrag ', 'der artikel ', 'dieser artikel '],
    ['erschien zuerst', 'wurde zuerst', 'erschien ursprunglich', 'erschien zuletzt'],
  ],
  [
    ['l article ', 'cet article ', 'le billet ', 'ce billet ', 'la publication '],
    [
      'est apparu en premier',
      'est apparue en premier',
      'apparait en premier',
      'est paru en premier',
      'a ete publie en premier',
      'a ete publie initialement',
      'a ete publie a l origine',
    ],
  ],
  [
    ['la entrada ', 'el articulo ', 'el post ', 'este articulo ', 'la publicacion ', 'la noticia '],
    [
      'se publico primero',
      'se publico originalmente',
      'aparece primero',
      'aparecio primero',
      'aparecio por primera vez',
      'fue publicada originalmente',
      'fue publicado originalmente',
      'fue publicada primero',
      'fue publicado primero',
    ],
  ],
  [
    ['l articolo ', 'questo articolo ', 'il post '],
    [
      'proviene da',
      'sembra essere il primo su',
      'e apparso per primo',
      'e stato pubblicato per la prima volta',
      'e stato pubblicato originariamente',
    ],
  ],
  [
    ['o post ', 'o artigo ', 'o conteudo ', 'a postagem ', 'este artigo ', 'a noticia '],
    [
      'apareceu primeiro',
      'aparece primeiro',
      'foi publicado primeiro',
      'foi publicado originalmente',
      'foi publicada originalmente',
      'surgiu primeiro',
    ],
  ],
  [
    ['het bericht ', 'het artikel ', 'dit bericht ', 'dit artikel '],
    ['verscheen eerst op', 'verscheen het eerst op', 'is oorspronkelijk gepubliceerd'],
  ],
  [
    ['artykuł ', 'wpis ', 'post ', 'artyku '],
    [
      'pochodzi z serwisu',
      'pojawił sie po raz pierwszy',
      'pojawił sie poraz pierwszy',
      'pojawił sie najpierw',
      'pojawi sie po raz pierwszy',
    ],
  ],
  [
    ['inlagget ', 'indlægget ', 'innlegget ', 'artikeln ', 'artiklen ', 'artikkelen '],
    ['dok forst upp', 'blev først', 'dukket først opp', 'forst publicerad', 'vises først', 'ble først'],
  ],
  [
    ['запись ', 'сообщение ', 'статья ', 'пост '],
    ['впервые появил', 'появилась сначала', 'появилось сначала', 'появились сначала'],
  ],
  [
    ['запис ', 'допис ', 'стаття '],
    ['спершу з', 'вперше з'],
  ],
  [
    ['prispevek ', 'clanek '],
    ['pochazi z', 'se nejdrive objevil', 'appeared first on'],
  ],
  [
    ['artikkeli ', 'julkaisu '],
    ['julkaistiin ensin', 'ilmestyi ensin', 'julkaistiin ensimmaisena'],
  ],
];

/** Like `CLOSINGS`, for phrases that articles use as well. They count only with a link. */
export const LINKED_CLOSINGS: readonly (readonly [starts: readonly string[], contains: readonly string[]])[] =
  [
    [
      [
        'the article ',
        'the story ',
        'the entry ',
        'a version of this',
        'a longer version of this',
        'an earlier version of this',
      ],
      [
        'appeared first',
        'first appeared',
        'was first published',
        'was originally published',
        'originally appeared',
        'appeared in',
        'appeared on',
      ],
    ],
  ];

/** Beginnings of a last line that consists of buttons or labels. */
export const CLOSING_LABELS: readonly string[] =
  'share this|teilen mit|partager|compartir|condividi|compartilhe isso|delen|like this|gefallt mir|j aime ca|me gusta esto|mi piace|curtir isso|vind ik leuk|tags|filed under|posted in|tagged with'.split(
    '|',
  );

/** Agencies whose name in brackets or after a slash ends the line under a picture. */
export const AGENCIES: readonly string[] = ['ap photo', 'ap', 'reuters', 'getty', 'getty images', 'afp'];
/** Words that begin a credit in brackets or before a colon. */
export const CREDIT_WORDS: readonly string[] = [
  'image',
  'images',
  'photo',
  'photos',
  'picture',
  'pictures',
  'pic',
  'credit',
  'credits',
  'courtesy',
  'copyright',
  'photograph',
];
