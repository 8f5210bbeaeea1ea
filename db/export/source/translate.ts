/** Translates the report's own texts. Texts of the conference and the delegate stay in their language. */
import en from '../../../core/i18n/en/report.json' with { type: 'json' }
import es from '../../../core/i18n/es/report.json' with { type: 'json' }
import fr from '../../../core/i18n/fr/report.json' with { type: 'json' }
import ru from '../../../core/i18n/ru/report.json' with { type: 'json' }
import { createTranslator, type TextKey, type Translator } from '../../../core/i18n/translator.ts'
import type { ReportOptions } from '../../contract/index.ts'

export type ReportLanguage = ReportOptions['language']
export type TranslateReport = Translator<TextKey<typeof en>>

const texts: Record<ReportLanguage, typeof en> = { en, fr, es, ru }
const translators = new Map<ReportLanguage, TranslateReport>()

export function getReportTranslator(language: ReportLanguage): TranslateReport {
  const translator = translators.get(language) ?? createTranslator(language, texts[language])
  translators.set(language, translator)
  return translator
}
