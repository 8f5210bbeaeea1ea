import { listDismissed, setDismissed } from '../sql/suggestions.ts'
import type { HandlersOf } from './context.ts'

export const suggestions: HandlersOf<'suggestions'> = {
  'suggestions.dismissed': ({ sql }, { note }) => listDismissed(sql, note),

  'suggestions.dismiss': ({ sql }, { note, hrefs, dismissed }) => {
    for (const href of hrefs) setDismissed(sql, note, href, dismissed)
    return null
  },
}
