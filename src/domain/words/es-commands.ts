import type { CommandWords } from './en.ts';

/** The commands, their options ("sources.show") and their ways of use ("digest on") in Spanish. */
export const ES_COMMANDS: ReadonlyMap<string, CommandWords> = new Map([
  ['brief', { name: 'brief', description: 'Preguntar qué dicen las noticias sobre algo' }],
  [
    'brief.question',
    { name: 'pregunta', description: 'Una pregunta en inglés, o un enlace o texto para leer' },
  ],
  ['brief.file', { name: 'archivo', description: 'Leer un PDF, Word, texto, HTML o correo' }],
  ['brief.article', { name: 'artículo', description: 'Preguntar solo a un artículo' }],
  ['topics', { name: 'temas', description: 'Mostrar sobre qué se puede preguntar' }],
  ['sources', { name: 'fuentes', description: 'Ver artículos y citas, o seguir una página o un feed' }],
  [
    'sources.show',
    { name: 'mostrar', description: 'Los artículos, las citas de tu última tarjeta o lo que se sigue' },
  ],
  ['sources.add', { name: 'seguir', description: 'La dirección de una página o un feed' }],
  ['sources.remove', { name: 'quitar', description: 'La dirección que ya no se quiere seguir' }],
  [
    'sources.pack',
    { name: 'paquete', description: 'Feeds conocidos por región o tema; ninguno se sigue sin pedirlo' },
  ],
  ['digest', { name: 'resumen', description: 'Publicar un resumen en este canal, cambiarlo o verlo' }],
  ['digest on', { name: 'activar', description: 'Publicar aquí un resumen o cambiarlo' }],
  ['digest add', { name: 'otro', description: 'Publicar aquí otro resumen además del que hay' }],
  ['digest off', { name: 'desactivar', description: 'No publicar más resúmenes aquí' }],
  ['digest pause', { name: 'pausar', description: 'No publicar nada hasta que se reanude' }],
  ['digest resume', { name: 'reanudar', description: 'Seguir con un resumen en pausa' }],
  ['digest now', { name: 'ahora', description: 'Ver cómo quedaría, solo para ti' }],
  ['digest status', { name: 'estado', description: 'Cuándo llega el próximo y qué fue de los últimos' }],
  ['digest.time', { name: 'hora', description: 'Por ejemplo 9, 9am o 09:30; también 9 and 17:00 Madrid' }],
  [
    'digest.days',
    { name: 'días', description: 'Por ejemplo weekdays, Monday, Mon and Thu; si no, cada día' },
  ],
  ['digest.zone', { name: 'zona', description: 'Una ciudad o zona horaria: Madrid, Europe/Madrid, EST' }],
  ['digest.topics', { name: 'temas', description: 'Solo estos, separados por comas; si no, todos' }],
  ['digest.with', { name: 'con', description: 'Solo líneas con una de estas palabras, separadas por comas' }],
  ['digest.without', { name: 'sin', description: 'Ninguna línea con estas palabras, separadas por comas' }],
  ['digest.quiet', { name: 'silencio', description: 'Qué recibe un día sin novedades' }],
  ['digest.which', { name: 'cuál', description: 'Su número, si el canal tiene varios: 2' }],
  ['watch', { name: 'vigilar', description: 'Avisar en un minuto cuando llegue algo nuevo sobre un tema' }],
  ['watch.topic', { name: 'tema', description: 'Un tema de aquí; si no, lo que se vigila aquí' }],
  ['unwatch', { name: 'no-vigilar', description: 'Dejar de avisar sobre un tema' }],
  ['unwatch.topic', { name: 'tema', description: 'Un tema de aquí, o all; si no, lo que se vigila aquí' }],
  ['catchup', { name: 'novedades', description: 'Mostrar lo nuevo desde la última vez, solo para ti' }],
  ['readout', { name: 'readout', description: 'Configurar aquí: fuentes, resúmenes, temas vigilados' }],
  ['help', { name: 'ayuda', description: 'Mostrar cómo preguntar' }],
]);

/** The fixed values of options ("quiet=line") in Spanish. */
export const ES_CHOICES: ReadonlyMap<string, string> = new Map([
  ['show=articles', 'artículos'],
  ['show=quotes', 'citas'],
  ['show=followed', 'lo que se sigue'],
  ['quiet=line', 'una línea'],
  ['quiet=nothing', 'nada'],
]);

/** The Spanish names of the starter packs, by id. */
export const ES_PACKS: ReadonlyMap<string, string> = new Map([
  ['world', 'Mundo'],
  ['europe', 'Europa'],
  ['united-kingdom', 'Reino Unido'],
  ['united-states', 'Estados Unidos'],
  ['latin-america', 'América Latina'],
  ['africa', 'África'],
  ['middle-east', 'Oriente Próximo'],
  ['asia', 'Asia'],
  ['australia', 'Australia'],
  ['business', 'Economía'],
  ['technology', 'Tecnología'],
  ['science', 'Ciencia'],
  ['climate', 'Clima'],
  ['health', 'Salud'],
  ['sport', 'Deportes'],
]);
