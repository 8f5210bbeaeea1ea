/** Fixed texts of the cover and the running head. */
import type { Confidentiality } from '../../model.ts'
import type { ReportLanguage } from './headings.ts'

export type CoverHeadings = {
  /** The usual title, without the conference, which stands below it. */
  title: string
  facts: Record<'author' | 'delegation' | 'date' | 'reference' | 'distribution' | 'sessions', string>
  levels: Record<Exclude<Confidentiality, 'shareable'>, string>
  brief: string
  /** Forms of a counted word, by the categories of Intl.PluralRules. */
  counted: Record<
    'decisions' | 'tasks' | 'questions' | 'sessions',
    Partial<Record<Intl.LDMLPluralRule, string>>
  >
  /** Follows the number of open tasks. */
  firstDue(date: string): string
  programme(version: string): string
  /** In place of an unknown name. */
  theAuthor: string
  aColleague: string
}

export const coverHeadings: Record<ReportLanguage, CoverHeadings> = {
  en: {
    title: 'Mission report',
    facts: {
      author: 'Author',
      delegation: 'Delegation',
      date: 'Date',
      reference: 'Reference',
      distribution: 'Distribution',
      sessions: 'Sessions attended',
    },
    levels: { internal: 'Internal', private: 'Private' },
    brief: 'In brief',
    counted: {
      decisions: { one: 'decision', other: 'decisions' },
      tasks: { one: 'open task', other: 'open tasks' },
      questions: { one: 'open question', other: 'open questions' },
      sessions: { one: 'session', other: 'sessions' },
    },
    firstDue: (date) => `first due on ${date}`,
    programme: (version) => `Programme: ${version}`,
    theAuthor: 'the author',
    aColleague: 'a colleague',
  },
  fr: {
    title: 'Rapport de mission',
    facts: {
      author: 'Auteur',
      delegation: 'Délégation',
      date: 'Date',
      reference: 'Référence',
      distribution: 'Diffusion',
      sessions: 'Séances suivies',
    },
    levels: { internal: 'Interne', private: 'Privé' },
    brief: 'En bref',
    counted: {
      decisions: { one: 'décision', many: 'décisions', other: 'décisions' },
      tasks: { one: 'tâche ouverte', many: 'tâches ouvertes', other: 'tâches ouvertes' },
      questions: {
        one: 'question en suspens',
        many: 'questions en suspens',
        other: 'questions en suspens',
      },
      sessions: { one: 'séance', many: 'séances', other: 'séances' },
    },
    firstDue: (date) => `première échéance le ${date}`,
    programme: (version) => `Programme\u00a0: ${version}`,
    theAuthor: 'l’auteur',
    aColleague: 'un collègue',
  },
  es: {
    title: 'Informe de misión',
    facts: {
      author: 'Autor',
      delegation: 'Delegación',
      date: 'Fecha',
      reference: 'Referencia',
      distribution: 'Distribución',
      sessions: 'Sesiones seguidas',
    },
    levels: { internal: 'Interno', private: 'Privado' },
    brief: 'En resumen',
    counted: {
      decisions: { one: 'decisión', many: 'decisiones', other: 'decisiones' },
      tasks: { one: 'tarea pendiente', many: 'tareas pendientes', other: 'tareas pendientes' },
      questions: {
        one: 'cuestión pendiente',
        many: 'cuestiones pendientes',
        other: 'cuestiones pendientes',
      },
      sessions: { one: 'sesión', many: 'sesiones', other: 'sesiones' },
    },
    firstDue: (date) => `la primera vence el ${date}`,
    programme: (version) => `Programa: ${version}`,
    theAuthor: 'el autor',
    aColleague: 'un compañero',
  },
  ru: {
    title: 'Отчёт о командировке',
    facts: {
      author: 'Автор',
      delegation: 'Делегация',
      date: 'Дата',
      reference: 'Номер',
      distribution: 'Рассылка',
      sessions: 'Заседания',
    },
    levels: { internal: 'Для служебного пользования', private: 'Личное' },
    brief: 'Коротко',
    counted: {
      decisions: { one: 'решение', few: 'решения', many: 'решений', other: 'решения' },
      tasks: {
        one: 'открытая задача',
        few: 'открытые задачи',
        many: 'открытых задач',
        other: 'открытой задачи',
      },
      questions: {
        one: 'открытый вопрос',
        few: 'открытых вопроса',
        many: 'открытых вопросов',
        other: 'открытого вопроса',
      },
      sessions: { one: 'заседание', few: 'заседания', many: 'заседаний', other: 'заседания' },
    },
    firstDue: (date) => `ближайший срок — ${date}`,
    programme: (version) => `Программа: ${version}`,
    theAuthor: 'автор',
    aColleague: 'коллега',
  },
}
