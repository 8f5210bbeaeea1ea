import type { HandlersOf } from './context.ts'

export const suggestions: HandlersOf<'suggestions'> = {
  'suggestions.dismissed': ({ sql }, { note }) =>
    sql<{ href: string }>('SELECT href FROM dismissed_link WHERE note = ? ORDER BY href')
      .all(note)
      .map(({ href }) => href),

  'suggestions.dismiss': ({ sql }, { note, hrefs, dismissed }) => {
    const change = sql(
      dismissed
        ? 'INSERT INTO dismissed_link (note, href) VALUES (?, ?) ON CONFLICT DO NOTHING'
        : 'DELETE FROM dismissed_link WHERE note = ? AND href = ?',
    )
    for (const href of hrefs) change.run(note, href)
    return null
  },
}
