/** What a report says in its own words, in the language chosen for it. The conference's words and the delegate's stay as they are. */
import type { ReportOptions } from '../../contract/index.ts'

export type ReportLanguage = ReportOptions['language']
export type Headings = {
  /** Whose notes a report of several people's holds. */
  notesBy(names: string): string
  /** What stands for somebody who is not named. */
  anonymous: {
    participant: string
    delegation: string
    /** At the start of what they say. */
    turn(name: string): string
    /** In a task. */
    for(name: string): string
  }
  /** The titles of files that were given none. */
  missionReport(conference: string): string
  contactsOf(conference: string): string
  agendaOf(conference: string): string
  actionsOf(conference: string): string
  contents: string
  otherNotes: string
  /** Above notes of no session, among those of sessions. */
  noSession: string
  /** Above those that the notes name. */
  keyMessages: string
  /** Above all of them. */
  allKeyMessages: string
  keyMessage(number: string): string
  speakers(names: string): string
  /** Before the list of them. */
  documents: string
  recording: string
  /** In a file that cannot hold it. */
  picture(words: string): string
  cancelled: string
  /** Of the programme. */
  version(number: string): string
  /** In place of a time. */
  allDay: string
  noNotes: string
  actions: string
  tasks: string
  decisions: string
  questions: string
  programme: string
  yes: string
  no: string
  contacts: string
  metAt(session: string): string
  /** Columns of the list of contacts. */
  columns: Record<ContactColumn, string>
  /** Columns of the timetable. */
  programmeColumns: Record<'time' | 'session' | 'room', string>
  /** Columns of the table of tasks. */
  actionColumns: Record<ActionColumn, string>
}
export type ActionColumn = (typeof actionColumns)[number]
export const actionColumns = ['what', 'who', 'until', 'session', 'done'] as const
export type ContactColumn = (typeof contactColumns)[number]
export const contactColumns = [
  'name',
  'organisation',
  'role',
  'country',
  'email',
  'telephone',
  'metAt',
  'note',
] as const

export const headings: Record<ReportLanguage, Headings> = {
  en: {
    notesBy: (names) => `Notes by ${names}`,
    anonymous: {
      participant: 'a participant',
      delegation: 'a delegation',
      turn: (name) => `${name}:`,
      for: (name) => `for ${name}`,
    },
    missionReport: (conference) => `Mission report: ${conference}`,
    contactsOf: (conference) => `Contacts: ${conference}`,
    agendaOf: (conference) => `Agenda: ${conference}`,
    actionsOf: (conference) => `Actions: ${conference}`,
    contents: 'Contents',
    otherNotes: 'Other notes',
    noSession: 'No session',
    keyMessages: 'Key messages referred to',
    allKeyMessages: 'Key messages',
    keyMessage: (number) => `Key message ${number}`,
    speakers: (names) => `Speakers: ${names}`,
    documents: 'Documents:',
    recording: 'Recording',
    picture: (words) => (words ? `Picture: ${words}` : 'Picture'),
    cancelled: 'Cancelled',
    version: (number) => `Version ${number}`,
    allDay: 'All day',
    noNotes: 'No notes.',
    actions: 'Action list',
    tasks: 'Tasks',
    decisions: 'Decisions',
    questions: 'Open questions',
    programme: 'Programme',
    yes: 'Yes',
    no: 'No',
    contacts: 'Contacts met',
    metAt: (session) => `Met at ${session}`,
    columns: {
      name: 'Name',
      organisation: 'Organisation',
      role: 'Role',
      country: 'Country',
      email: 'E-mail',
      telephone: 'Telephone',
      metAt: 'Met at',
      note: 'Private note',
    },
    programmeColumns: { time: 'Time', session: 'Session', room: 'Room' },
    actionColumns: { what: 'What', who: 'Who', until: 'Until', session: 'Session', done: 'Done' },
  },
  fr: {
    notesBy: (names) => `Notes de ${names}`,
    anonymous: {
      participant: 'un participant',
      delegation: 'une délégation',
      turn: (name) => `${name}\u00a0:`,
      for: (name) => `pour ${name}`,
    },
    // A colon takes a no-break space before it.
    missionReport: (conference) => `Rapport de mission\u00a0: ${conference}`,
    contactsOf: (conference) => `Contacts\u00a0: ${conference}`,
    agendaOf: (conference) => `Programme\u00a0: ${conference}`,
    actionsOf: (conference) => `Suites à donner\u00a0: ${conference}`,
    contents: 'Sommaire',
    otherNotes: 'Autres notes',
    noSession: 'Hors séance',
    keyMessages: 'Messages clés mentionnés',
    allKeyMessages: 'Messages clés',
    keyMessage: (number) => `Message clé ${number}`,
    speakers: (names) => `Intervenants\u00a0: ${names}`,
    documents: 'Documents\u00a0:',
    recording: 'Enregistrement',
    picture: (words) => (words ? `Image\u00a0: ${words}` : 'Image'),
    cancelled: 'Annulée',
    version: (number) => `Version ${number}`,
    allDay: 'Jour entier',
    noNotes: 'Aucune note.',
    actions: 'Suites à donner',
    tasks: 'Tâches',
    decisions: 'Décisions',
    questions: 'Questions en suspens',
    programme: 'Programme',
    yes: 'Oui',
    no: 'Non',
    contacts: 'Personnes rencontrées',
    metAt: (session) => `Rencontre\u00a0: ${session}`,
    columns: {
      name: 'Nom',
      organisation: 'Organisation',
      role: 'Fonction',
      country: 'Pays',
      email: 'Courriel',
      telephone: 'Téléphone',
      metAt: 'Rencontre',
      note: 'Note privée',
    },
    programmeColumns: { time: 'Heure', session: 'Séance', room: 'Salle' },
    actionColumns: { what: 'Quoi', who: 'Qui', until: 'Échéance', session: 'Séance', done: 'Fait' },
  },
  es: {
    notesBy: (names) => `Notas de ${names}`,
    anonymous: {
      participant: 'un participante',
      delegation: 'una delegación',
      turn: (name) => `${name}:`,
      for: (name) => `para ${name}`,
    },
    missionReport: (conference) => `Informe de misión: ${conference}`,
    contactsOf: (conference) => `Contactos: ${conference}`,
    agendaOf: (conference) => `Programa: ${conference}`,
    actionsOf: (conference) => `Acciones: ${conference}`,
    contents: 'Índice',
    otherNotes: 'Otras notas',
    noSession: 'Sin sesión',
    keyMessages: 'Mensajes clave mencionados',
    allKeyMessages: 'Mensajes clave',
    keyMessage: (number) => `Mensaje clave ${number}`,
    speakers: (names) => `Ponentes: ${names}`,
    documents: 'Documentos:',
    recording: 'Grabación',
    picture: (words) => (words ? `Imagen: ${words}` : 'Imagen'),
    cancelled: 'Cancelada',
    version: (number) => `Versión ${number}`,
    allDay: 'Todo el día',
    noNotes: 'Sin notas.',
    actions: 'Lista de acciones',
    tasks: 'Tareas',
    decisions: 'Decisiones',
    questions: 'Cuestiones pendientes',
    programme: 'Programa',
    yes: 'Sí',
    no: 'No',
    contacts: 'Personas que ha conocido',
    metAt: (session) => `Encuentro: ${session}`,
    columns: {
      name: 'Nombre',
      organisation: 'Organización',
      role: 'Cargo',
      country: 'País',
      email: 'Correo electrónico',
      telephone: 'Teléfono',
      metAt: 'Encuentro',
      note: 'Nota privada',
    },
    programmeColumns: { time: 'Hora', session: 'Sesión', room: 'Sala' },
    actionColumns: { what: 'Qué', who: 'Quién', until: 'Plazo', session: 'Sesión', done: 'Hecho' },
  },
  ru: {
    notesBy: (names) => `Заметки: ${names}`,
    anonymous: {
      participant: 'участник',
      delegation: 'делегация',
      turn: (name) => `${name}:`,
      for: (name) => `отв. ${name}`,
    },
    missionReport: (conference) => `Отчёт о командировке: ${conference}`,
    contactsOf: (conference) => `Контакты: ${conference}`,
    agendaOf: (conference) => `Программа: ${conference}`,
    actionsOf: (conference) => `Действия: ${conference}`,
    contents: 'Содержание',
    otherNotes: 'Другие заметки',
    noSession: 'Вне заседаний',
    keyMessages: 'Упомянутые ключевые тезисы',
    allKeyMessages: 'Ключевые тезисы',
    keyMessage: (number) => `Ключевой тезис ${number}`,
    speakers: (names) => `Докладчики: ${names}`,
    documents: 'Документы:',
    recording: 'Запись',
    picture: (words) => (words ? `Изображение: ${words}` : 'Изображение'),
    cancelled: 'Отменено',
    version: (number) => `Версия ${number}`,
    allDay: 'Весь день',
    noNotes: 'Заметок нет.',
    actions: 'Список действий',
    tasks: 'Задачи',
    decisions: 'Решения',
    questions: 'Открытые вопросы',
    programme: 'Программа',
    yes: 'Да',
    no: 'Нет',
    contacts: 'Новые контакты',
    metAt: (session) => `Встреча: ${session}`,
    columns: {
      name: 'Имя',
      organisation: 'Организация',
      role: 'Должность',
      country: 'Страна',
      email: 'Эл. почта',
      telephone: 'Телефон',
      metAt: 'Встреча',
      note: 'Личная заметка',
    },
    programmeColumns: { time: 'Время', session: 'Заседание', room: 'Зал' },
    actionColumns: { what: 'Что', who: 'Кто', until: 'Срок', session: 'Заседание', done: 'Сделано' },
  },
}
