import { expect, test } from 'vitest'
import { pickTexts } from './first-texts.ts'

const texts = {
  nav: { agenda: 'Agenda', notes: 'Notes' },
  status: { notes_one: '{{count}} note', notes_other: '{{count}} notes', offline: 'Offline' },
  app: { themes: { light: 'Light', dark: 'Dark' }, theme: 'Theme' },
  editor: { bold: 'Bold' },
}

test('picks texts by their keys, with all plural forms', () => {
  const code = `t("nav.agenda"); t('status.notes', { count })`
  expect(pickTexts(texts, code)).toEqual({
    nav: { agenda: 'Agenda' },
    status: { notes_one: '{{count}} note', notes_other: '{{count}} notes' },
  })
})

test('picks every text that the end of a key may choose', () => {
  const themes = { app: { themes: { light: 'Light', dark: 'Dark' } } }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code of a module
  expect(pickTexts(texts, 't(`app.themes.${id}`)')).toEqual(themes)
  expect(pickTexts(texts, `t('app.themes.' + id)`)).toEqual(themes)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code of a module
  expect(pickTexts(texts, 't(`nav.a${rest}`)')).toEqual({ nav: { agenda: 'Agenda' } })
})

test('a key that the code does not name is left out', () => {
  expect(pickTexts(texts, `nav.agenda; t('nav'); t('nav.agendas')`)).toEqual({})
})
