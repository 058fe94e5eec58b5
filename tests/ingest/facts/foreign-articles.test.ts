import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/answer/foreign-answer.ts';
import { createReadout } from '../../../src/answer/query-core.ts';
import type { Article } from '../../../src/domain/article.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { foreignSentences } from '../../../src/ingest/facts/foreign-sentences.ts';
import { articleLanguage, languageOfText } from '../../../src/language/detect-language.ts';
import { readForeignQuestion } from '../../../src/language/foreign-question.ts';
import { shippedLibrary } from '../../helpers/shipped.ts';

const TEXTS = {
  zh: `乌克兰总统泽连斯基周一在基辅会见了德国总理。双方讨论了制裁和军事援助问题。泽连斯基说：“我们需要更多的防空系统。”德国政府表示，将在今年向乌克兰提供价值35亿欧元的援助。俄罗斯外交部对此表示抗议。`,
  ja: `日本の岸田首相は月曜日、ウクライナのゼレンスキー大統領と東京で会談した。両首脳は制裁について話し合った。「日本は支援を続ける。」と首相は述べた。政府は3.5億ドルの支援を発表した。`,
  ar: `التقى الرئيس الأوكراني زيلينسكي يوم الاثنين المستشار الألماني في كييف. وناقش الجانبان العقوبات والمساعدات العسكرية. وقالت الحكومة الألمانية إنها ستقدم 3.5 مليار يورو هذا العام. هل ستكفي هذه المساعدات؟ وأكد الرئيس أن «العقوبات ضرورية».`,
  ru: `Президент Украины В. Зеленский встретился в понедельник в г. Киеве с канцлером Германии. Стороны обсудили санкции и военную помощь. «Нам нужно больше систем ПВО», — сказал Зеленский. Германия в 2026 г. выделит 3,5 млрд. евро. Эксперты, т.е. экономисты, считают, что санкции действуют.`,
  de: `Am 3. März traf der ukrainische Präsident Wolodymyr Selenskyj in Kiew Bundeskanzler Dr. Max Müller. Beide sprachen über Sanktionen, z. B. gegen Banken. „Wir brauchen mehr Luftabwehr“, sagte Selenskyj. Die Bundesregierung will ca. 3,5 Mrd. Euro geben.`,
  es: `El presidente de Ucrania se reunió el lunes en Kiev con el Sr. Müller, canciller de Alemania. Ambos hablaron de sanciones, p. ej. contra bancos. «Necesitamos más defensa aérea», dijo el presidente. ¿Será suficiente la ayuda? EE. UU. apoya las sanciones.`,
} as const;
type Language = keyof typeof TEXTS;

const article = (language: Language): Article => ({
  id: `a-${language}`,
  title: 'x',
  text: TEXTS[language],
  source: { kind: 'file', path: '-' },
  published: null,
  retrieved: null,
  language,
});

describe('the language of an article', () => {
  it.each(Object.keys(TEXTS) as Language[])('%s is told by its text', (language) =>
    expect(languageOfText(TEXTS[language])).toBe(language),
  );
  it('is what the page says, unless the text contradicts it', () => {
    expect(articleLanguage({ text: TEXTS.ru, language: 'uk' })).toBe('uk');
    expect(articleLanguage({ text: TEXTS.ru, language: 'en' })).toBe('ru');
    expect(articleLanguage({ text: 'Kurz und gut.', language: 'de' })).toBe('de');
    expect(articleLanguage({ text: 'Short.', language: null })).toBeNull();
    const english =
      'The port was closed on Monday and the dock workers said that they would not be back until the company had agreed to talks with the union on night shifts.';
    expect(articleLanguage({ text: english, language: 'sv' })).toBe('en');
    expect(articleLanguage({ text: english })).toBe('en');
  });
});

describe('sentences of other languages', () => {
  const cut = (text: string, language: string) =>
    foreignSentences(text, language).map(({ start, end }) => text.slice(start, end));
  it.each<[string, string, string[]]>([
    ['zh', '他来了。“我们走吧！”她说。天黑了！', ['他来了。', '“我们走吧！”她说。', '天黑了！']],
    ['zh', '“我们需要援助。”德国政府表示将提供援助。', ['“我们需要援助。”', '德国政府表示将提供援助。']],
    ['ja', '「行こう。」と彼は言った。雨だ。', ['「行こう。」と彼は言った。', '雨だ。']],
    [
      'ja',
      '価格は3.5億ドル（約500億円。税別）だ。以上。',
      ['価格は3.5億ドル（約500億円。税別）だ。', '以上。'],
    ],
    ['ar', 'هل جاء؟ نعم. «لا أعرف. ربما» قال.', ['هل جاء؟', 'نعم.', '«لا أعرف. ربما» قال.']],
    [
      'de',
      'Am 3. Mai kam Dr. Huber. Er blieb, z. B. am Abend.',
      ['Am 3. Mai kam Dr. Huber.', 'Er blieb, z. B. am Abend.'],
    ],
    [
      'ru',
      'В 2026 г. Германия платит. Он жил в г. Киеве, т.е. дома.',
      ['В 2026 г.', 'Германия платит.', 'Он жил в г. Киеве, т.е. дома.'],
    ],
    ['es', 'Llegó el Sr. Pérez. ¿Y EE. UU. qué hará?', ['Llegó el Sr. Pérez.', '¿Y EE. UU. qué hará?']],
    ['fr', 'M. Durand est venu. «Bien», dit-il.', ['M. Durand est venu.', '«Bien», dit-il.']],
    ['hi', 'वह आया। वह गया।', ['वह आया।', 'वह गया।']],
  ])('%s: %s', (language, text, sentences) => expect(cut(text, language)).toEqual(sentences));
});

describe('an article in another language', () => {
  it.each(Object.keys(TEXTS) as Language[])(
    '%s gives its sentences, verbatim, by nobody, denying nothing',
    (language) => {
      const { facts } = factsOf(article(language));
      expect(facts.length).toBeGreaterThan(2);
      for (const { quote, claim, span, speaker, stance, conflictsWith } of facts) {
        expect(TEXTS[language].slice(...span)).toBe(quote);
        expect(claim).toBe(quote);
        expect({ speaker, stance, conflictsWith }).toEqual({
          speaker: null,
          stance: 'affirmed',
          conflictsWith: undefined,
        });
        expect(quote).not.toMatch(/[?？؟]$/);
      }
    },
  );

  it('has its countries as topics by the names that other articles give them', () => {
    const labelsOf = (language: Language) => factsOf(article(language)).topics.map(({ label }) => label);
    for (const language of ['zh', 'ja', 'ru', 'es'] as const) expect(labelsOf(language)).toContain('Ukraine');
    for (const language of ['zh', 'ru', 'es'] as const) expect(labelsOf(language)).toContain('Germany');
  });

  const readout = createReadout(shippedLibrary);
  for (const language of Object.keys(TEXTS) as Language[])
    readout.put(factsOf(article(language)), 'slack:T1');
  const mine = readout.of('slack:T1');
  const first = (words: string, language: Language) =>
    mine.ask(words, { article: `a-${language}` }).facts[0]?.fact.quote ?? '';

  it.each<[Language, string, string]>([
    ['zh', '防空系统', '防空系统'],
    ['zh', '军事援助', '军事援助'],
    ['zh', '泽连斯基', '泽连斯基'],
    ['ja', '首脳', '両首脳'],
    ['ja', 'ゼレンスキー', 'ゼレンスキー'],
    ['ja', '岸田首相', '岸田首相'],
    ['ar', 'عقوبات', 'العقوبات'],
    ['ar', 'حكومة', 'الحكومة'],
    ['ar', 'المستشار', 'المستشار'],
    ['ru', 'санкциях', 'санкции'],
    ['ru', 'военной помощи', 'военную помощь'],
    ['ru', 'Германией', 'Герман'],
    ['de', 'Luftabwehr', 'Luftabwehr'],
    ['es', 'sanciones', 'sanciones'],
  ])('%s is found by its words: %s', (language, words, held) =>
    expect(first(words, language)).toContain(held),
  );

  it.each<[string, string]>([
    ['что известно о военной помощи?', 'военной'],
    ['ウクライナの首脳について教えて', '首脳'],
    ['ماذا قالت الحكومة عن العقوبات؟', 'العقوبات'],
    ['政府对制裁说了什么？', '制裁'],
  ])('is found by a question in its language: “%s”', (question, name) =>
    expect(namesOf(readForeignQuestion(question)!, mine).found).toContain(name),
  );
});
