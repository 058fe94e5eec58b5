import { fold } from '../tokenizer.ts';
import { listed } from './word-list.ts';

/** The words of a language that frame a question and name nothing in the news. */
export interface FrameWords {
  /** Words that ask, and verbs for saying, talking and happening: one of them marks a question in the language. */
  readonly asking: ReadonlySet<string>;
  /** Articles, prepositions, pronouns, auxiliaries. */
  readonly small: ReadonlySet<string>;
}

const folded = (list: string): ReadonlySet<string> => new Set([...listed(list)].map(fold));

const words = (asking: string, small: string): FrameWords => ({
  asking: folded(asking),
  small: folded(small),
});

/**
 * Question and function words by ISO 639-1, folded like the words of a question. Chinese and Japanese ones are split
 * as the word breaker splits them.
 */
export const FRAME_WORDS: ReadonlyMap<string, FrameWords> = new Map([
  [
    'de',
    words(
      `wer wen wem wessen wann wo wohin woher warum wieso weshalb wozu womit worum worüber woruber wie wieviel welche welcher welches welchen welchem
      gibt gab gesagt sagt sagte sagten sagen meint meinte gesprochen sprach sprechen spricht besprochen diskutiert erwähnt erwahnt redet redete
      erzähl erzahl erzähle zeig zeige fasse zusammen zusammenfassung zusammenfassen passiert passierte geschehen geschah weiß weiss neues nachrichten
      getroffen traf kostet kostete kosten macht machte kam kommt ging geht starb gestorben gewann gewonnen verlor verloren fordert forderte bedeutet stimmt erklär erklar erklärt erklart`,
      `der die das den dem des ein eine einen einem einer eines und oder aber von vom zu zum zur mit für fur über uber auf aus bei beim nach seit im in an am
      ist sind war waren wird wurde wurden worden werden hat haben hatte hatten kann können konnen soll sollte sich es er sie wir ihr ich du mir mich uns
      nicht kein keine auch noch schon denn als ob dass zwischen gegen ohne um was bitte mal etwas alles mehr viel viele man dort hier heute gestern`,
    ),
  ],
  [
    'es',
    words(
      `que quien quienes cuando cuanto cuantos cuanta cuantas donde porque como cual cuales hablo hablan hablaron habla hablado hablar dijo dice dicen dijeron decir
      dicho opina piensa menciono mencionaron menciona discutio discutieron discutido trato trataron paso pasa ocurrio ocurre sucedio sabe sabes cuentame dime
      hay hubo hizo hace cuesta costo gano murio pide pidio quiere puede resumen resume noticias novedades explica explicame significa reunieron reunio`,
      `el la los las un una unos unas de del al a y o u en con sin por para sobre entre hasta desde contra segun se su sus lo le les me te nos mi tu es son fue
      fueron era eran ser esta estan estuvo estaba ha han habia haber sera si no mas muy ya pero este ese esa esto eso favor algo todo acerca tambien`,
    ),
  ],
  [
    'fr',
    words(
      `qui quoi quand ou pourquoi comment combien quel quelle quels quelles lequel estce qu dit disent disait dire declare declares parle parlent parler parlee discute
      discuter discutes evoque evoquee mentionne mentionnee passe arrive arrivee sait pense pensent sest cest resume resumer actualites nouvelles fait coute gagne mort veut peut explique
      rencontres rencontre signifie atil atelle ya`,
      `le la les l un une des du de d au aux a et ou en dans avec sans pour par sur sous entre vers chez contre selon se sa son ses ce cet cette ces il elle ils elles
      on nous vous je tu me te lui leur leurs est sont ete etait etaient etre ont avait avoir sera ne pas plus si que dont y n s c j moi svp plait propos tout rien`,
    ),
  ],
  [
    'it',
    words(
      `chi cosa quando dove perche come quanto quanti quanta quante quale quali detto dice dicono disse dire parlato parla parlano parlare discusso discutono menzionato
      successo succede fatto costa costato vinto morto vuole accaduto sai racconta dimmi riassunto riassumi notizie novita spiega pensa incontrati incontrato significa ce`,
      `il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla ai agli alle da dal dalla dai in nel nella nei con su sul sulla sui per tra fra
      e ed o ma che si e sono era erano essere stato stata stati ha hanno aveva avere non piu se mi ti ci vi ne suo sua loro questo questa qualcosa tutto favore circa`,
    ),
  ],
  [
    'pt',
    words(
      `quem quando onde porque como quanto quantos quanta quantas qual quais disse diz dizem disseram dizer dito falou fala falam falaram falar discutiu discutiram discutido
      mencionou mencionaram aconteceu acontece fez faz custa custou ganhou morreu quer passou sabe conta resumo resume noticias novidades explica pensa significa houve encontraram`,
      `o a os as um uma uns umas de do da dos das em no na nos nas com sem por pelo pela para pra sobre entre ate desde contra segundo se seu sua seus suas lhe me te nos
      e ou mas que foi foram era eram ser sao esta estao estava ha tem tinha ter sera nao sim mais muito ja isso isto esse essa este algo tudo favor acerca ao aos`,
    ),
  ],
  [
    'ru',
    words(
      `кто что когда где куда откуда почему зачем как какой какая какое какие каких сколько чем чей ли сказал сказала сказали говорит говорил говорила говорили говорят говорится заявил
      заявила заявили обсуждали обсуждал обсудили обсудил обсуждалось обсуждался обсуждалась упомянул упоминал упоминали упоминалось случилось произошло происходит сделал сделала стоит стоила стоило выиграл умер умерла хочет известно расскажи скажи
      думает считает новости нового кратко резюме объясни значит встретились встречались`,
      `и в во на с со о об обо про по к ко у из за от до для без при над под между через против а но или же бы не ни да нет это этот эта эти того тому том тот та те он она оно они
      его ее их им ему ей я ты мы вы мне нам вам был была было были будет будут есть свой свои все всё всего там тут ещё еще уже мои пожалуйста`,
    ),
  ],
  [
    'uk',
    words(
      `хто що коли де куди звідки чому навіщо як який яка яке які скільки чим чи сказав сказала сказали говорить говорив говорили заявив заявила заявили обговорювали обговорили
      обговорював згадав згадували сталося відбулося відбувається відомо розкажи скажи думає вважає новини нового стисло поясни означає зустрілися зустрічалися`,
      `і й та в у на з із зі про по до від для без при над під між через проти а але або ж би не ні так це цей ця ці того тому той те ті він вона воно вони його її їх їм йому їй
      я ти ми ви мені нам вам був була було були буде будуть є свій свої все всі там тут ще вже будь ласка за`,
    ),
  ],
  [
    'pl',
    words(
      `kto kogo komu co czego kiedy gdzie dokad skad dlaczego czemu jak jaki jaka jakie ile ilu czy powiedział powiedzial powiedziała powiedziala powiedzieli mowi mowił mowił mowil
      mówi mówił mówił mowili omawiano omawiali rozmawiano rozmawiali rozmawiał rozmawial dyskutowano wspomniał wspomnial wspomniano stało stalo wydarzyło wydarzylo dzieje wiadomo
      opowiedz powiedz sadzi mysli streszczenie podsumuj wiadomosci nowego wyjasnij znaczy spotkali`,
      `i w we na z ze o do od dla bez przy nad pod miedzy przez przeciw a ale lub albo nie tak to ten ta te tego tej tym temu on ona ono oni jego jej ich im sie się ja ty my wy mnie
      nam był byl była byla było bylo byli bedzie beda jest sa są był po za co swoj jeszcze juz tam tu prosze wszystko cos`,
    ),
  ],
  [
    'tr',
    words(
      `kim kimi kime ne nedir neden nasıl nasil niye niçin nicin nerede nereye nereden hangi kaç kac mi mı mu mü dedi söyledi soyledi diyor konuştu konustu konuştular konustular konuşuldu konusuldu
      görüştü gorustu görüştüler gorustuler görüşüldü gorusuldu tartışıldı tartisildi bahsetti anlat özetle ozetle özet ozet haberler haber oldu oluyor açıkla acikla`,
      `ve veya ile için icin bir bu şu su o onlar ben sen biz siz da de ki ama fakat gibi kadar göre gore hakkında hakkinda üzerine uzerine arasında arasinda karşı karsi var yok değil degil
      mıydı miydi idi olarak daha çok cok en her lütfen lutfen zaman`,
    ),
  ],
  [
    'ar',
    words(
      `من ماذا متى اين لماذا كيف كم هل اي قال قالت قالوا يقول صرح ناقش ناقشوا نوقشت نوقش تحدث تحدثوا ذكر ذكرت حدث يحدث جرى اخبرني لخص ملخص اخبار جديد اشرح يعني التقى التقوا تمت مناقشه مناقشة`,
      `ما في من الى الي على علي عن مع بين ضد قبل بعد حول و او ثم لا لم لن ليس هذا هذه ذلك تلك التي الذي هو هي هم انا انت نحن كان كانت كانوا قد ان انه انها كل بعض فضلك شيء`,
    ),
  ],
  [
    'zh',
    words(
      `什么 什麼 谁 誰 何时 什么时候 哪里 哪儿 哪裡 为什么 為什麼 怎么 怎样 如何 多少 几 吗 嗎 呢 说 說 说了 说过 表示 讨论 討論 讨论了 谈 谈到 谈论 提到 提及 发生 發生 告诉 总结 摘要 概括 新闻 消息 解释 意思 见面 会面 关于 關於 有没有 是否 是不是`,
      `的 了 在 是 有 和 与 跟 或 对 從 从 到 把 被 也 都 就 还 又 不 没 沒 没有 这 那 这个 那个 我 你 他 她 它 们 他们 我们 请 吧 啊 过 着 地 得 给 会 要 能 可以 一下 情况 事`,
    ),
  ],
  [
    'ja',
    words(
      `何 なに なん 誰 だれ いつ どこ なぜ どうして どう どの どれ いくら いくつ か 言い 言っ 言う 言った 述べ 述べた 話し 話した 話し合い 話し合わ 議論 発言 触れ 起き 起こっ 教え 教えて まとめ まとめて 要約 ニュース 説明 意味 会い 会っ について 関して`,
      `の は が を に で と も へ や から まで より など です ます でし ました まし た だ て い いる あり ある する し さ れ せ ない ん これ それ あれ この その あの こと もの ください 下さい よ ね 私 あなた 彼 れた された れまし`,
    ),
  ],
]);

/** Words above that English or names in English share: they are no evidence for a language. */
export const ALSO_ENGLISH: ReadonlySet<string> = folded(
  `die der den was in so do as an am war hat me on no a per come fare sur des ten ta to i o we my do mine us is it or at for pro con con en la le de da
  man mal will also bald art gut her son sin he she el los las del des van von al ya si sea un una te ti se du ma qui ce ne no nos os em um uma com
  per su mi mu it ma ci vi sul tra fra di lo il ai ha e o y u d l s n c j m w z po za od dla kim bit sa be dire pour dice pass passe dit paso habla
  tu ton era fue ses ces sera ole quota come sale arrive explica resume resumes conta fala nova kto co ile tak on ono oni ich im ja ty wy nam jak bir bu su ve ben sen biz
  var yok en her da de ki gore mine ein am um im an bei nach mit gab an hat war die wo man cual propos segundo parle sait sai passa noticias menciona`,
);

/** Words that ask for a summary of an article, in the languages above. */
export const SUMMARY_WORDS: ReadonlySet<string> = folded(
  `zusammenfassung zusammenfassen zusammen resumen resume resumir résumé résumer resumer riassunto riassumi riassumere resumo resumir кратко резюме стисло
  streszczenie podsumuj podsumowanie özet özetle ملخص لخص 总结 總結 摘要 概括 まとめ まとめて 要約 要旨`,
);
