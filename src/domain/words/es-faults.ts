import type { PlatformWords, ReadingWords } from './en-faults.ts';

const STATUS: ReadonlyMap<number, string> = new Map([
  [401, 'pide iniciar sesión'],
  [402, 'pide una suscripción'],
  [403, 'no me deja leer esta página: quizá pide una suscripción o iniciar sesión'],
  [404, 'no tiene ninguna página en esta dirección'],
  [410, 'ha retirado esta página'],
  [429, 'me pide que vuelva más tarde'],
  [451, 'no puede mostrar esta página aquí'],
]);

/** Why something could not be read, in Spanish. */
export const ES_READING: ReadingWords = {
  readable: 'Puedo leer texto, Markdown, HTML, PDF, Word y correos.',
  httpStatus: (name, status) =>
    `${name} ${STATUS.get(status) ?? (status >= 500 ? 'tiene problemas ahora mismo' : 'no muestra esta página')} (${status}).`,
  other: (name) => `No pude leer ${name}.`,
  lines: new Map<string, (name: string) => string>([
    ['unreachable', (name) => `No puedo leer ${name} desde aquí: no responde o no es una página pública.`],
    ['timeout', (name) => `${name} tardó demasiado en responder.`],
    ['not_found_host', (name) => `No existe el sitio ${name}, o no llego a él.`],
    ['refused', (name) => `${name} no responde.`],
    ['network', (name) => `La conexión con ${name} se cortó.`],
    [
      'private_address',
      (name) =>
        `${name} no está en la internet pública, así que no lo leo. Tu operador puede permitirlo en READOUT_ALLOW_HOSTS.`,
    ],
    [
      'bad_port',
      (name) =>
        `${name} tiene un puerto del que no leo. Tu operador puede permitirlo en READOUT_ALLOW_HOSTS.`,
    ],
    ['bad_url', (name) => `${name} no es una dirección que se pueda leer.`],
    ['bad_scheme', (name) => `${name} no es una dirección web: debe empezar por http o https.`],
    ['userinfo', () => 'No leo una dirección con un nombre o una contraseña dentro.'],
    ['too_many_redirects', (name) => `${name} solo me envía de un sitio a otro.`],
    [
      'no_article',
      (name) => `No encontré ningún artículo en ${name}. Quizá pide iniciar sesión o necesita un navegador.`,
    ],
    ['bad_feed', (name) => `${name} ya no es un feed.`],
    ['bad_encoding', (name) => `Lo que envía ${name} está dañado.`],
    ['empty', (name) => `No hay texto en ${name}.`],
    ['page_timeout', (name) => `Leer ${name} tarda demasiado.`],
    ['page_memory', (name) => `Leer ${name} necesita demasiada memoria.`],
    ['page_broken', (name) => `No puedo leer ${name}: está hecho de un modo que no entiendo.`],
    ['too_large', (name) => `${name} es demasiado grande: leo archivos de hasta 5 MB.`],
    ['encrypted', (name) => `${name} necesita una contraseña. Envíalo sin ella.`],
    ['too_many_pages', (name) => `${name} tiene demasiadas páginas: leo hasta 300.`],
    ['no_text_layer', (name) => `${name} tiene imágenes de páginas y ningún texto.`],
    ['is_login', (name) => `${name} pide iniciar sesión.`],
    ['busy', () => 'Aquí ya se están leyendo muchas direcciones. Inténtalo otra vez en un minuto.'],
    ['too_many', () => 'Ya hay demasiadas fuentes. Quita una primero.'],
    ['gone', (name) => `${name} ya no está.`],
    ['redirected', (name) => `El servidor de ${name} me envía a otra parte.`],
    [
      'no_scope',
      () =>
        'Aquí todavía no puedo abrir archivos. Un administrador puede añadir el permiso files:read e instalar la app otra vez.',
    ],
    ['deleted', (name) => `${name} se eliminó.`],
    ['over_limit', (name) => `Slack no entrega ${name}: el espacio de trabajo superó su límite.`],
    [
      'external',
      (name) => `${name} está fuera de Slack, así que no puedo abrirlo. Adjúntalo o pega su texto.`,
    ],
    ['canvas', () => 'No puedo leer canvas ni listas. Pega el texto o adjúntalo como archivo.'],
    ['not_shared', (name) => `${name} se eliminó o no está compartido conmigo.`],
    ['not_given', (name) => `El chat no me da ${name}.`],
  ]),
};

/** The platforms' wording around cards in Spanish. */
export const ES_PLATFORM: PlatformWords = {
  andMore: (count) => `y ${count} más`,
  buttonsLeft: (count) => (count === 1 ? '1 botón sin mostrar' : `${count} botones sin mostrar`),
  sources: (count) => `${count} ${count === 1 ? 'fuente' : 'fuentes'}`,
  noTitle: '(sin título)',
  noText: '(sin texto)',
  linkLeft: 'su enlace no se puede mostrar',
  chooseArticle: 'Elige un artículo',
  chooseTopic: 'Elige un tema',
  orByName: (choose) => `${choose}, o pregunta por otro por su nombre`,
  moreMenu: 'Más…',
  openArticle: 'Abrir el artículo',
  somebody: 'Alguien',
  asked: (question) => `preguntó: ${question}`,
  sharedThis: 'compartió esto',

  slackManagers: 'quien creó el canal o un administrador del espacio de trabajo',
  slackAdmins: 'un administrador del espacio de trabajo',
  slackMembers: 'un miembro de pleno derecho de este espacio de trabajo',
  discordManagers: 'alguien con «Gestionar canales» o «Gestionar servidor»',
  discordAdmins: 'alguien con «Gestionar servidor»',
  discordMembers: 'un miembro de este servidor',
  discordNotHere: 'alguien con «Gestionar servidor», que añada antes Readout a este servidor',

  invite: 'Todavía no estoy en este canal, así que no puedo publicar nada. Invítame: /invite @Readout',
  cannotPost: (permissions) =>
    `Aquí todavía no se puede publicar: da a Readout ${permissions} en este canal.`,
  cannotCheck: (permissions) =>
    `Aquí no se puede comprobar si algo se publicó: da a Readout ${permissions} en este canal.`,
  viewChannel: '«Ver canal»',
  sendMessages: '«Enviar mensajes»',
  sendInThreads: '«Enviar mensajes en hilos»',
  readHistory: '«Leer el historial de mensajes»',

  unconfirmedShare: 'Slack no confirmó que la tarjeta se compartiera',
  unconfirmedShareLede: 'Si no está en el canal, pregunta otra vez y comparte la tarjeta nueva.',
  unconfirmed: 'Slack no confirmó tu respuesta',
  unconfirmedShow: 'Si no la ves, muéstrala otra vez.',
  unconfirmedAsk: 'Si no la ves, pregunta otra vez.',
  showIt: 'Mostrarla',
  couldNotAnswer: 'No pude responder allí',
  notShown: 'Tu respuesta no se pudo mostrar aquí',
  ifItStays: (why, id) => `${why} Si sigue igual, da este número a tu operador: ${id}`,
  answerAlone:
    'Hay una respuesta solo para ti, pero no aceptas mensajes directos desde aquí. Pregunta con /brief: solo tú la ves.',

  isReading: 'está leyendo…',
  askTheNews: 'Pregunta por las noticias',
  whatAbout: (topic) => `¿Qué hay de «${topic}»?`,
  whatIsNew: '¿Qué hay de nuevo?',
};
