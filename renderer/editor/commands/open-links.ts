/** Opens links and mentions by click or Ctrl+Enter. A click that ends a selection opens nothing. */
import { type Command, NodeSelection, Plugin } from 'prosemirror-state'
import { getMention, isOpenable, type Mention } from '../schema/links.ts'
import { getDestination } from './commands.ts'

export type Openers = { openMention: (mention: Mention) => void; openLink: (href: string) => void }

/** @returns false if nothing can open the link */
function open(href: string, openers: Openers): boolean {
  const mention = getMention(href)
  if (mention) openers.openMention(mention)
  else if (isOpenable(href)) openers.openLink(href)
  return mention !== null || isOpenable(href)
}

export function createLinkPlugin(openers: Openers): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        click(view, event) {
          const link =
            event.target instanceof Element ? event.target.closest<HTMLElement>('[data-href]') : null
          const { selection } = view.state
          const isSelecting = event.shiftKey || (!selection.empty && !(selection instanceof NodeSelection))
          if (!link || event.button !== 0 || isSelecting) return false
          event.preventDefault()
          return open(link.dataset.href ?? '', openers)
        },
      },
    },
  })
}

export function openAtCaret(openers: Openers): Command {
  return (state, dispatch) => {
    const href = getDestination(state)
    if (href === null) return false
    return dispatch ? open(href, openers) : true
  }
}
