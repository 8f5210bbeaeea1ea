import { addChoice, listChoices, removeChoice } from '../sql/note-choices.ts'
import type { HandlersOf } from './context.ts'

export const suggestions: HandlersOf<'suggestions'> = {
  'suggestions.dismissed': ({ sql }, { note }) => listChoices(sql, 'dismissed', note),

  'suggestions.dismiss': ({ sql }, { note, hrefs, dismissed }) => {
    const change = dismissed ? addChoice : removeChoice
    for (const href of hrefs) change(sql, 'dismissed', note, href)
    return null
  },
}
