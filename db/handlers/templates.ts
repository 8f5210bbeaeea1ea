import { listTemplates, putTemplate, setTemplateDeleted } from '../sql/templates.ts'
import type { HandlersOf } from './context.ts'

export const templates: HandlersOf<'templates'> = {
  'templates.list': ({ sql }) => listTemplates(sql),

  'templates.save': (context, template) => {
    putTemplate(context, template)
    return null
  },

  'templates.remove': (context, { id }) => {
    setTemplateDeleted(context, id, context.now())
    return null
  },
  'templates.restore': (context, { id }) => {
    setTemplateDeleted(context, id, null)
    return null
  },
}
