/** Content that could run or load something elsewhere becomes plain text in every report. */
import { expect, test } from 'vitest'
import { bundle, importFile, session } from '../testing/bundles.ts'
import { hostileHtml, hostileMarkdown } from '../testing/hostile.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  unwrap,
} from '../testing/temp-store.ts'
import { getText } from './testing/sample.ts'

/** All elements that page.ts writes. */
const names = new Set(
  'html head meta title style body header main section article nav h1 h2 h3 h4 h5 h6 p ul ol li a strong em s del mark code pre blockquote table caption thead tbody tr th td hr br span div time dl dt dd img footer'.split(
    ' ',
  ),
)

function getTags(page: string): { name: string; attributes: string }[] {
  return [...page.matchAll(/<\/?([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)].map(
    ([, name = '', attributes = '']) => ({ name, attributes }),
  )
}

/** Expects that the page has only the tags that page.ts writes. The tags of the payload are escaped as &lt;. */
function expectOnlyOwnTags(page: string): void {
  const tags = getTags(page)
  expect(tags.length).toBeGreaterThan(20)
  for (const { name, attributes } of tags) {
    expect([...names], `<${name}${attributes}>`).toContain(name)
    expect(attributes, `<${name}${attributes}>`).not.toMatch(/\son\w+\s*=/i)
    const addresses = [...attributes.matchAll(/\s(?:href|src|action|background|poster)="([^"]*)"/gi)]
    for (const [, address = ''] of addresses)
      expect(address).toMatch(/^(#|https?:\/\/|mailto:|data:image\/(png|jpeg|webp|gif);)/)
    if (name === 'img') expect(attributes).toMatch(/\ssrc="data:image\//)
  }
  expect(page).toContain("default-src 'none'")
}

test('an HTML report contains only text from notes, people and programme, no markup', async () => {
  const store = createTempStore()
  for (const payload of [...hostileHtml, ...hostileMarkdown]) {
    saveNote(store, `${payload}\n`, { session: 'workshop-9' })
    unwrap(
      store.call('contacts.save', {
        id: createContactId(),
        conference: octopus,
        fields: { ...someone, name: payload.replaceAll(/\s+/g, ' ').slice(0, 400), note: payload },
      }),
    )
  }
  const include = { contacts: true, contactNotes: true }
  expectOnlyOwnTags(await getText(store, { format: 'html', title: hostileHtml[0] ?? '', include }))
})

test('an HTML report escapes titles, descriptions, key messages and names of an imported programme', async () => {
  const store = createTempStore()
  const toOneLine = (payload: string) => payload.replaceAll(/\s+/g, ' ').trim().slice(0, 250)
  const file = bundle((made) => {
    made.conference.title = toOneLine(hostileHtml[0] ?? '')
    made.sessions = hostileHtml.map((payload, index) =>
      session(`s-${index}`, {
        title: toOneLine(payload),
        label: toOneLine(payload).slice(0, 100),
        description: payload,
      }),
    )
    made.keyMessages = hostileHtml.map((payload, index) => ({
      guid: `km-${index}` as never,
      number: String(index + 1),
      lead: toOneLine(payload),
      text: toOneLine(payload),
      points: [],
    }))
    made.directory = hostileHtml.map((payload, index) => ({
      guid: `d-${index}` as never,
      name: toOneLine(payload),
      kind: 'organisation',
      url: "https://evil.invalid/'onclick='window.hostile=1",
      sentence: toOneLine(payload),
    }))
  })
  const { conference } = unwrap(await importFile(store, file))
  saveNote(store, 'x', { session: 's-1' })
  expectOnlyOwnTags(
    await getText(store, {
      format: 'html',
      conference: conference.slug,
      include: { keyMessages: true, contacts: true },
    }),
  )
})
