import { fold } from '../../core/fold.ts'
import { getTagSpelling, putTag, setPin, takeTag } from '../sql/marks.ts'
import type { HandlersOf } from './context.ts'

export const tags: HandlersOf<'tags'> = {
  'tags.change': (context, { notes, add, remove }) => {
    const added = add.map((tag) => ({ tag: getTagSpelling(context.sql, tag), folded: fold(tag) }))
    for (const note of notes) {
      for (const { tag, folded } of added) putTag(context, note, tag, folded)
      for (const tag of remove) takeTag(context, note, fold(tag))
    }
    return null
  },
}

export const pins: HandlersOf<'pins'> = {
  'pins.set': (context, { notes, pinned }) => {
    for (const note of notes) setPin(context, note, pinned)
    return null
  },
}
