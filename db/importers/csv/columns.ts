/** Which column of a table holds what: by the names of the columns, or as it is said. */

export const fields = [
  'id',
  'title',
  'subtitle',
  'date',
  'start',
  'end',
  'duration',
  'room',
  'track',
  'kind',
  'language',
  'speakers',
  'abstract',
  'description',
  'status',
  'link',
  'attachment',
] as const
export type Field = (typeof fields)[number]
/** The position of a column, by what it holds. */
export type Columns = Partial<Record<Field, number>>

/** As tables call them in English, French, Spanish, Russian, and the programs of the field; folded (fold()). */
const names: Record<Field, readonly string[]> = {
  id: [
    'id',
    'guid',
    'uid',
    'uuid',
    'code',
    'session id',
    'identifiant',
    'identificador',
    'номер',
    'идентификатор',
  ],
  title: [
    'title',
    'session title',
    'session',
    'name',
    'proposal title',
    'talk',
    'event',
    'subject',
    'summary',
    'topic title',
    'titre',
    'intitule',
    'seance',
    'sujet',
    'titulo',
    'nombre',
    'sesion',
    'asunto',
    'actividad',
    'название',
    'тема',
    'сессия',
    'заголовок',
    'мероприятие',
    'titel',
    'thema',
  ],
  subtitle: ['subtitle', 'sous titre', 'subtitulo', 'подзаголовок', 'untertitel'],
  date: [
    'date',
    'day',
    'start date',
    'session date',
    'jour',
    'date de debut',
    'fecha',
    'dia',
    'fecha de inicio',
    'дата',
    'день',
    'дата начала',
    'datum',
    'tag',
  ],
  start: [
    'start',
    'start time',
    'starts at',
    'start at',
    'begin',
    'begins',
    'from',
    'time',
    'time start',
    'time slot',
    'timeslot',
    'slot',
    'start (local)',
    'scheduled at',
    'start datetime',
    'debut',
    'heure',
    'heures',
    'horaire',
    'horaires',
    'heure de debut',
    'de',
    'inicio',
    'hora',
    'hora de inicio',
    'horario',
    'comienzo',
    'desde',
    'начало',
    'время',
    'время начала',
    'с',
    'beginn',
    'uhrzeit',
    'zeit',
    'von',
  ],
  end: [
    'end',
    'end time',
    'ends at',
    'end at',
    'to',
    'until',
    'finish',
    'time end',
    'end datetime',
    'fin',
    'heure de fin',
    'a',
    'final',
    'hora de fin',
    'hasta',
    'termino',
    'конец',
    'окончание',
    'время окончания',
    'до',
    'ende',
    'bis',
  ],
  duration: [
    'duration',
    'length',
    'minutes',
    'duration (minutes)',
    'duration (min)',
    'duree',
    'duracion',
    'продолжительность',
    'длительность',
    'dauer',
  ],
  room: [
    'room',
    'room name',
    'location',
    'venue',
    'place',
    'hall',
    'stage',
    'salle',
    'lieu',
    'sala',
    'lugar',
    'ubicacion',
    'зал',
    'место',
    'аудитория',
    'помещение',
    'raum',
    'ort',
  ],
  track: [
    'track',
    'stream',
    'theme',
    'category',
    'track name',
    'thematique',
    'parcours',
    'categorie',
    'tema',
    'categoria',
    'eje',
    'трек',
    'направление',
    'секция',
    'категория',
    'kategorie',
  ],
  kind: [
    'type',
    'kind',
    'format',
    'session type',
    'session format',
    'type de seance',
    'tipo',
    'formato',
    'тип',
    'формат',
    'вид',
  ],
  language: [
    'language',
    'languages',
    'lang',
    'langue',
    'langues',
    'idioma',
    'idiomas',
    'lengua',
    'язык',
    'языки',
    'sprache',
  ],
  speakers: [
    'speaker',
    'speakers',
    'speaker name',
    'speaker names',
    'presenter',
    'presenters',
    'panelists',
    'person',
    'persons',
    'moderator and speakers',
    'intervenant',
    'intervenants',
    'orateur',
    'orateurs',
    'oratrices et orateurs',
    'ponente',
    'ponentes',
    'orador',
    'oradores',
    'conferenciantes',
    'докладчик',
    'докладчики',
    'спикер',
    'спикеры',
    'выступающие',
    'referent',
    'referenten',
  ],
  abstract: ['abstract', 'short description', 'resume', 'resumen', 'аннотация', 'кратко'],
  description: [
    'description',
    'details',
    'about',
    'long description',
    'text',
    'descriptif',
    'descripcion',
    'detalles',
    'описание',
    'beschreibung',
  ],
  status: ['status', 'state', 'statut', 'etat', 'estado', 'статус', 'состояние'],
  link: ['url', 'link', 'web', 'website', 'page', 'lien', 'site', 'enlace', 'sitio web', 'ссылка', 'сайт'],
  attachment: [
    'file url',
    'file',
    'slides',
    'slides url',
    'document',
    'attachment',
    'attachments',
    'piece jointe',
    'fichier',
    'adjunto',
    'archivo',
    'файл',
    'вложение',
    'презентация',
  ],
}

/** Letters without accents, small, with single spaces: `Heure_de Début` → `heure de debut`. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_\-–:/.]+/g, ' ')
    .trim()
}

/**
 * Each column for the first field that is called so, each field by the first such column; then those that are called so in part:
 * `Speaker(s)`, `Room/Location`.
 */
export function columnsOf(header: readonly string[]): Columns {
  const columns: Columns = {}
  const taken = new Set<number>()
  for (const called of [header.map((cell) => [fold(cell)]), header.map(partsOf)]) {
    for (const field of fields) {
      if (columns[field] !== undefined) continue
      for (const name of names[field]) {
        const index = called.findIndex(
          (parts, position) => !taken.has(position) && parts.some((part) => isCalled(part, name)),
        )
        if (index === -1) continue
        columns[field] = index
        taken.add(index)
        break
      }
    }
  }
  return columns
}

/** Folded: without what stands in brackets, and each side of a stroke. */
function partsOf(cell: string): string[] {
  const bare = cell.slice(0, 200).replaceAll(/\([^()]*\)/g, ' ')
  return [bare, ...bare.split(/[/|]/)].map(fold)
}

/** Whether a column may be called so, whatever it holds. */
export function isColumnName(cell: string): boolean {
  return Object.keys(columnsOf([cell])).length > 0
}

/** A letter that the encoding had not told yet, when only the beginning of a file is looked at, may be any. */
function isCalled(column: string, name: string): boolean {
  if (!column.includes('\ufffd')) return column === name
  const letters = [...column]
  return (
    letters.length === name.length &&
    letters.every((letter, at) => letter === '\ufffd' || letter === name[at])
  )
}

/** Whether enough of it is known to make a programme of it. */
export function isProgramme({ title, start, date }: Columns): boolean {
  return title !== undefined && (start !== undefined || date !== undefined)
}
