import type { Filling, Reasons } from './en-reasons.ts';

const AGAIN = 'Alguien del espacio de trabajo debe instalar la app otra vez en /slack/install.';
const PAGE = 'la página de la app, OAuth & Permissions';

/** Why something was not posted or was switched off, in Spanish. */
export const ES_REASONS: Reasons = new Map<string, (filled: Filling) => string>([
  ['told_later', () => 'contado junto con el siguiente'],
  ['came_back', ({ hours }) => `perdido: Readout volvió ${hours} h después de la hora`],
  ['nothing_new', () => 'nada nuevo'],
  ['missed', ({ why }) => `perdido: ${why}`],
  ['too_late', () => 'Readout volvió demasiado tarde'],
  ['not_connected', () => 'esta plataforma no está conectada'],
  ['bad_card', () => 'la tarjeta guardada no tiene la forma esperada'],
  ['switched_off', () => 'desactivado'],
  ['paused', () => 'en pausa'],
  ['faulted', ({ name }) => `Readout falló con esto (${name})`],

  ['slack.invalid_auth', () => `SLACK_BOT_TOKEN no es un token válido. Cópialo otra vez de ${PAGE}.`],
  ['slack.not_authed', () => `Falta SLACK_BOT_TOKEN. Cópialo de ${PAGE}.`],
  [
    'slack.token_revoked',
    () =>
      'SLACK_BOT_TOKEN fue revocado. Instala la app otra vez en su página, OAuth & Permissions, y copia el token nuevo.',
  ],
  ['slack.token_expired', () => `SLACK_BOT_TOKEN ha caducado. Copia el nuevo de ${PAGE}.`],
  [
    'slack.account_inactive',
    () => 'La app se quitó del espacio de trabajo. Instálala otra vez en su página, Install App.',
  ],
  [
    'slack.channel_not_found',
    () => 'Slack no conoce el canal, o el bot no está en él. Invítalo: /invite @Readout.',
  ],
  ['slack.not_in_channel', () => 'El bot no está en el canal. Invítalo: /invite @Readout.'],
  ['slack.is_archived', () => 'El canal está archivado.'],
  ['slack.user_not_found', () => 'Slack no conoce a la persona.'],
  [
    'slack.restricted_action',
    () => 'El espacio de trabajo no deja que el bot publique ahí. Pregunta a un administrador.',
  ],
  ['slack.several.invalid_auth', () => `El token del espacio de trabajo ya no vale. ${AGAIN}`],
  ['slack.several.not_authed', () => `Falta el token del espacio de trabajo. ${AGAIN}`],
  ['slack.several.token_revoked', () => `El token del espacio de trabajo fue revocado. ${AGAIN}`],
  ['slack.several.token_expired', () => `El token del espacio de trabajo ha caducado. ${AGAIN}`],
  ['slack.several.account_inactive', () => `La app se quitó del espacio de trabajo. ${AGAIN}`],
  [
    'slack.missing_scope',
    ({ scope }) => `A la app le falta el permiso ${scope}. Añádelo en ${PAGE} e instálala otra vez.`,
  ],
  ['slack.unreadable', () => 'No se pudo leer la respuesta de Slack.'],
  ['slack.refused', ({ reason }) => `Slack lo rechazó: ${reason}.`],
  ['slack.wait', ({ seconds }) => `Slack pide esperar ${seconds} s.`],
  ['slack.http', ({ status }) => `Slack respondió con HTTP ${status}.`],
  ['slack.unreachable', () => 'No se llega a Slack. Comprueba la red.'],
  ['slack.failed', ({ name }) => `Falló la comunicación con Slack (${name}).`],
  ['slack.not_installed', () => 'Readout no está instalado en este espacio de trabajo.'],
  ['slack.token_unreadable', () => 'No se pudo leer el token del espacio de trabajo.'],
  ['slack.no_message', () => 'Slack no indicó ningún mensaje.'],
  ['slack.too_much', () => 'Desde entonces se dijo demasiado en el canal para saber si se publicó.'],

  [
    'discord.token',
    () => 'DISCORD_TOKEN no es válido. Renuévalo en la página de la aplicación, Bot, y copia el nuevo.',
  ],
  [
    'discord.closed_4010',
    () =>
      'Discord no conoce este shard. Revisa DISCORD_SHARDS: cada proceso indica el mismo número de shards.',
  ],
  [
    'discord.closed_4011',
    () => 'El bot está en demasiados servidores para una conexión. Pon DISCORD_SHARDS=auto.',
  ],
  ['discord.closed_4013', () => 'Discord no conoce un intent que se pidió. Actualiza Readout.'],
  [
    'discord.closed_4014',
    () =>
      'Discord prohíbe un intent que se pidió. Readout no necesita ninguno privilegiado: revisa la página de la aplicación, Bot.',
  ],
  [
    'discord.no_sessions',
    ({ time }) =>
      `Discord no permite hoy más conexiones nuevas: Readout se inició demasiadas veces. Inícialo otra vez después de ${time}.`,
  ],
  ['discord.10003', () => 'Discord ya no conoce el canal.'],
  ['discord.10004', () => 'El bot no está en este servidor. Añádelo con su enlace de instalación.'],
  ['discord.10015', () => 'Discord ya no acepta esta respuesta: tardó más de 15 minutos.'],
  ['discord.10062', () => 'Discord ya no espera esta respuesta: tardó más de 3 segundos.'],
  ['discord.40060', () => 'Discord ya tenía una respuesta.'],
  ['discord.50001', () => 'El bot no puede ver este canal. Dale ahí «Ver canal».'],
  ['discord.50007', () => 'Esta persona no acepta mensajes directos del bot.'],
  ['discord.50008', () => 'No se puede publicar en un canal de este tipo.'],
  [
    'discord.50013',
    () =>
      'El bot no puede publicar aquí. Dale en el canal «Enviar mensajes» (en hilos: «Enviar mensajes en hilos»).',
  ],
  ['discord.50024', () => 'No se puede publicar en un canal de este tipo.'],
  ['discord.50027', () => 'Discord ya no acepta esta respuesta: tardó más de 15 minutos.'],
  ['discord.50035', () => 'Discord rechazó el mensaje por estar mal formado.'],
  ['discord.50083', () => 'El hilo está cerrado. Ábrelo otra vez o publica en su canal.'],
  ['discord.wait', () => 'Discord pidió esperar.'],
  ['discord.http', ({ status }) => `Discord respondió con HTTP ${status}.`],
  ['discord.http_code', ({ status, code }) => `Discord respondió con HTTP ${status}, código ${code}.`],
  ['discord.unreachable', () => 'No se llega a Discord. Comprueba la red.'],
  ['discord.broken', () => 'La conexión con Discord se cortó antes de su respuesta.'],
  ['discord.failed', ({ name }) => `Falló la comunicación con Discord (${name}).`],
  [
    'discord.blind',
    () =>
      'El bot no puede leer el historial de este canal. Dale ahí «Leer el historial de mensajes» para que ningún resumen quede en duda.',
  ],
  ['discord.too_much', () => 'Desde entonces se dijo en el canal más de lo que se puede revisar.'],
]);
