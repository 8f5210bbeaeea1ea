import { fold } from '../../core/fold.ts'
import { addTag, getTagSpelling, removeTag, setPin } from '../sql/tags-and-pins.ts'
import type { HandlersOf } from './context.ts'

export const tags: HandlersOf<'tags'> = {
  'tags.change': (context, { notes, add, remove }) => {
    const added = add.map((tag) => ({ tag: getTagSpelling(context.sql, tag), folded: fold(tag) }))
    for (const note of notes) {
      for (const { tag, folded } of added) addTag(context, note, tag, folded)
      for (const tag of remove) removeTag(context, note, fold(tag))
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
