import { expect, test } from 'vitest'
import { readCode } from '../formats/vcard/read-code.ts'
import { type CodeLook, drawCode } from '../testing/draw-code.ts'
import { createTempStore, octopus, unwrap } from '../testing/temp-store.ts'
import { readCodes } from './read-codes.ts'

/** Fifty codes as on badges and cards: rotated, blurred, small, pale and noisy. */
const names = ['Ada Lovelace', 'Zoë Lefèvre', 'Łukasz Wiśniewski', 'Иван Петров', '山田 花子']
const codes = Array.from({ length: 50 }, (_, index) => {
  const name = names[index % names.length] ?? ''
  const email = `person${index}@example.org`
  const texts = [
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nORG:Ministry of Justice\r\nEMAIL:${email}\r\nTEL:+33 1 00 00 00 ${index}\r\nEND:VCARD`,
    `MECARD:N:${name};EMAIL:${email};TEL:+3310000${index};;`,
    `https://badges.example.org/octopus/${index}?name=${encodeURIComponent(name)}`,
    `mailto:${email}`,
  ]
  const look: CodeLook = {
    scale: 4 + (index % 4),
    turn: (index * 37) % 360,
    blur: index % 3,
    noise: (index % 5) * 8,
    contrast: 0.4 + (index % 7) / 10,
  }
  return { text: texts[index % texts.length] ?? '', look }
})

test('reads at least 95 % of fifty codes, and no wrong text', async () => {
  const unread: string[] = []
  for (const { text, look } of codes) {
    const found = await readCodes(drawCode(text, look))
    expect(found.filter((other) => other !== text)).toEqual([])
    if (found.length === 0) unread.push(`${text.slice(0, 20)} ${JSON.stringify(look)}`)
    else expect(readCode(text).people).toHaveLength(1)
  }
  expect(unread.length / codes.length, unread.join('\n')).toBeLessThanOrEqual(0.05)
}, 120_000)

test('reading codes and the people in them stores nobody', async () => {
  const store = createTempStore()
  for (const { text, look } of codes.slice(0, 8)) {
    const [read] = unwrap(await store.request('contacts.readCodes', { bytes: drawCode(text, look) }))
    unwrap(await store.request('contacts.read', { source: { text: read ?? text } }))
  }
  expect(unwrap(store.call('contacts.list', { conference: octopus }))).toEqual([])
  expect(unwrap(store.call('trash.list', { conference: octopus })).contacts).toEqual([])
})

test('a file that is not a picture is refused', async () => {
  await expect(readCodes(new TextEncoder().encode('<svg/>'))).rejects.toMatchObject({ code: 'bad-file' })
})
