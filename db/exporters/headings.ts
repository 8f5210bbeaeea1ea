/** What a report says in its own words, in the language chosen for it. The conference's words and the delegate's stay as they are. */
import type { ReportOptions } from '../contract.ts'

export type ReportLanguage = ReportOptions['language']
export type Headings = {
  /** The title of a report that was given none. */
  missionReport(conference: string): string
  otherNotes: string
  keyMessages: string
  keyMessage(number: string): string
  speakers(names: string): string
  cancelled: string
  noNotes: string
}

export const headings: Record<ReportLanguage, Headings> = {
  en: {
    missionReport: (conference) => `Mission report: ${conference}`,
    otherNotes: 'Other notes',
    keyMessages: 'Key messages referred to',
    keyMessage: (number) => `Key message ${number}`,
    speakers: (names) => `Speakers: ${names}`,
    cancelled: 'Cancelled',
    noNotes: 'No notes.',
  },
  fr: {
    // A colon takes a no-break space before it.
    missionReport: (conference) => `Rapport de mission\u00a0: ${conference}`,
    otherNotes: 'Autres notes',
    keyMessages: 'Messages clés mentionnés',
    keyMessage: (number) => `Message clé ${number}`,
    speakers: (names) => `Intervenants\u00a0: ${names}`,
    cancelled: 'Annulé',
    noNotes: 'Aucune note.',
  },
  es: {
    missionReport: (conference) => `Informe de misión: ${conference}`,
    otherNotes: 'Otras notas',
    keyMessages: 'Mensajes clave mencionados',
    keyMessage: (number) => `Mensaje clave ${number}`,
    speakers: (names) => `Ponentes: ${names}`,
    cancelled: 'Cancelado',
    noNotes: 'Sin notas.',
  },
  ru: {
    missionReport: (conference) => `Отчёт о командировке: ${conference}`,
    otherNotes: 'Другие заметки',
    keyMessages: 'Упомянутые ключевые тезисы',
    keyMessage: (number) => `Ключевой тезис ${number}`,
    speakers: (names) => `Выступающие: ${names}`,
    cancelled: 'Отменено',
    noNotes: 'Заметок нет.',
  },
}
