import { describe, expect, it } from 'vitest';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { respond } from '../../src/answer/respond.ts';
import { readForeignQuestion } from '../../src/language/foreign-question.ts';
import { shippedLibrary } from '../helpers/shipped.ts';

const readout = createReadout(shippedLibrary).of('slack:T1');
const asked = (message: string) =>
  respond(readIntent(message), message, {
    readout,
    tenant: 'slack:T1',
    now: new Date(),
    id: 'x',
    conversation: null,
  });
const linesOf = (message: string) =>
  asked(message).draft.card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim));

describe('the language of a question', () => {
  it.each([
    ['de', 'Wurde über Venezuela gesprochen?'],
    ['de', 'Was sagte Lawrow über die Ukraine?'],
    ['de', 'wer ist Ushakov'],
    ['es', '¿Se habló de Venezuela?'],
    ['es', 'quién es Ushakov'],
    ['es', 'que paso en Corea del Norte'],
    ['fr', 'Qu’a dit Pompeo sur l’Ukraine ?'],
    ['fr', 'où se sont-ils rencontrés ?'],
    ['fr', 'Pourquoi Poutine était en retard'],
    ['it', 'Cosa ha detto Lavrov delle sanzioni?'],
    ['it', 'perché Putin era in ritardo?'],
    ['it', 'di cosa hanno parlato a Sochi'],
    ['pt', 'O que disse Putin sobre a Síria?'],
    ['pt', 'quem falou com Lavrov?'],
    ['pt', 'aconteceu alguma coisa na Venezuela?'],
    ['ru', 'Обсуждали ли Венесуэлу?'],
    ['ru', 'что сказал помпео'],
    ['ru', 'Какие новости о санкциях?'],
    ['uk', 'Що сказав Лавров про Україну?'],
    ['uk', 'Чи обговорювали Сирію?'],
    ['uk', 'хто такий Ушаков і що він сказав'],
    ['pl', 'Co powiedział Ławrow o Ukrainie?'],
    ['pl', 'czy rozmawiano o Syrii'],
    ['pl', 'Dlaczego Putin się spóźnił?'],
    ['tr', 'Lavrov ne dedi?'],
    ['tr', 'Venezuela hakkında konuşuldu mu?'],
    ['tr', 'Putin neden geç kaldı'],
    ['ar', 'ماذا قال لافروف عن فنزويلا؟'],
    ['ar', 'هل نوقشت سوريا'],
    ['ar', 'من هو اوشاكوف؟'],
    ['zh', '委内瑞拉讨论了吗？'],
    ['zh', '普京说了什么'],
    ['zh', '为什么普京迟到'],
    ['ja', 'ベネズエラについて話し合われましたか'],
    ['ja', 'プーチンは何と言いましたか？'],
    ['ja', 'なぜ遅れたのか'],
    ['ko', '베네수엘라 문제가 논의되었나요?'],
  ])('%s: “%s”', (language, question) => expect(readForeignQuestion(question)?.language).toBe(language));

  it.each([
    'what about INF?',
    'was Venezuela discussed?',
    'Los Angeles fires',
    'El Salvador',
    'die hard',
    'Rio de Janeiro summit',
    'Al Qaeda in Iraq',
    'what did de Gaulle say',
    'Лавров',
    'Сергей Лавров',
    'what about Лавров?',
    'Was Putin late?',
    'who won the war?',
    'las vegas',
    'la la land',
    '',
    '🙂',
  ])('English or a name: “%s”', (question) => expect(readForeignQuestion(question)).toBeNull());
});

describe('a question in another language', () => {
  it.each([
    ['¿Se habló de Venezuela?', 'Venezuela'],
    ['Обсуждали ли Венесуэлу?', 'Venezuela'],
    ['ماذا قال لافروف عن فنزويلا؟', 'Venezuela'],
    ['委内瑞拉讨论了吗？', 'Venezuela'],
    ['ベネズエラについて話し合われましたか', 'Venezuela'],
    ['¿Qué pasa con Corea del Norte?', 'North Korea'],
    ['Чи говорили про Північну Корею?', 'North Korea'],
    ['Qu’en est-il de la Corée du Nord ?', 'North Korea'],
    ['Co powiedział Ławrow o Ukrainie?', 'Ukraine'],
  ])('is told so, with what its names find: “%s”', (question, name) => {
    const { card } = asked(question).draft;
    expect(card.notice).toMatch(/^I read questions in English only\. This is what I found on /);
    expect(card.notice).toContain(name);
    expect(linesOf(question).join(' ')).toContain(name === 'North Korea' ? 'Korea' : name);
  });

  it('finds people by other spellings of their names', () => {
    expect(linesOf('Что думает Трамп?').join(' ')).toContain('Trump');
    expect(linesOf('Чи зустрівся Помпео?').join(' ')).toContain('Pompeo');
    expect(linesOf('кто встретился с Мюллером?').join(' ')).toContain('Mueller');
  });

  it('names what it does not find, and claims nothing of the articles', () => {
    expect(asked('¿Hay noticias de Chile?').draft.card.title).toBe(
      'I read questions in English only. I found nothing here about “Chile”.',
    );
    expect(asked('Was sagte Lavrov über die Rentenreform?').draft.card.notice).toBe(
      'I read questions in English only. This is what I found on Lavrov, and nothing about “Rentenreform”.',
    );
  });

  it.each(['Zusammenfassung bitte', 'resumen del artículo', '总结一下', 'кратко, о чем это'])(
    'that asks for a summary gets one: “%s”',
    (question) => {
      expect(asked(question).draft.card.notice).toBe('I read questions in English only.');
      expect(linesOf(question)).toHaveLength(3);
    },
  );
});
