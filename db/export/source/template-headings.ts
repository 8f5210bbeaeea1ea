/** Headings of the app's note templates. A report leaves out those with nothing written below. */
import type { Nodes } from 'mdast'
import { inlineText } from '../../../core/note-format/index.ts'
import type { ReportLanguage } from './headings.ts'

export const builtInTemplateHeadings: Record<ReportLanguage, readonly string[]> = {
  en: [
    'Main points',
    'Questions and answers',
    'What it means for us',
    'To do',
    'Opening',
    'Statements',
    'Conclusions',
    'For the report',
    'Their points',
    'Our points',
    'Agreed',
    'Next steps',
  ],
  fr: [
    'Points principaux',
    'Questions et réponses',
    'Ce que cela signifie pour nous',
    'À faire',
    'Ouverture',
    'Déclarations',
    'Conclusions',
    'Pour le rapport',
    'Leur position',
    'Notre position',
    'Points d’accord',
    'Suites',
  ],
  es: [
    'Puntos principales',
    'Preguntas y respuestas',
    'Qué significa para nosotros',
    'Por hacer',
    'Apertura',
    'Declaraciones',
    'Conclusiones',
    'Para el informe',
    'Sus puntos',
    'Nuestros puntos',
    'Acordado',
    'Próximos pasos',
  ],
  ru: [
    'Главное',
    'Вопросы и ответы',
    'Что это значит для нас',
    'Что сделать',
    'Открытие',
    'Выступления',
    'Выводы',
    'Для отчёта',
    'Их позиция',
    'Наша позиция',
    'Договорились',
    'Дальнейшие шаги',
  ],
}

/** The words of the headings below a node, in document order. */
export function collectHeadings(node: Nodes): string[] {
  if (node.type === 'heading') return [inlineText(node.children)]
  return 'children' in node ? node.children.flatMap(collectHeadings) : []
}
