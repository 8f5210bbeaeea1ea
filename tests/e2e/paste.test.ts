/** Pasted content becomes text: nothing in it runs, loads or navigates. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { expectNoRequests, getEditor, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

const hostile = `
  <meta http-equiv="refresh" content="0; url=https://evil.invalid/">
  <base href="https://evil.invalid/"><link rel="stylesheet" href="https://evil.invalid/a.css">
  <style>@import url(https://evil.invalid/b.css); p { background: url(https://evil.invalid/c.png) }</style>
  <script>window.hostile = 'script'</script><script src="https://evil.invalid/d.js"></script>
  <p style="background: url(https://evil.invalid/e.png)" onclick="window.hostile = 'click'" onmouseover="window.hostile = 'hover'">
    A <b>bold</b> claim</p>
  <p><a href="javascript:window.hostile = 'link'">an invitation</a></p>
  <p>see <a href="https://www.coe.int/cybercrime">the Convention</a></p>
  <img src="https://evil.invalid/f.png" alt="a portrait" onerror="window.hostile = 'image'">
  <svg onload="window.hostile = 'svg'"><image href="https://evil.invalid/g.png" /></svg>
  <video src="https://evil.invalid/h.mp4" poster="https://evil.invalid/i.png" autoplay></video>
  <iframe src="https://evil.invalid/j"></iframe><object data="https://evil.invalid/k"></object>
  <form action="https://evil.invalid/l"><input autofocus onfocus="window.hostile = 'input'"></form>
  <p>the last word</p>`

test('hostile HTML is pasted as clean text', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const address = page.url()
  const editor = getEditor(page)
  await paste(page, 'text/html', hostile)
  await editor.getByText('the last word').waitFor()
  await waitUntilSaved(page)

  const elements = await editor.evaluate((root) =>
    [...root.querySelectorAll('*')].map((element) => ({
      name: element.localName,
      attributes: element.getAttributeNames(),
      addresses: ['href', 'src', 'data-href'].flatMap((name) => element.getAttribute(name) ?? []),
    })),
  )
  const active = [
    'script',
    'style',
    'link',
    'meta',
    'base',
    'img',
    'svg',
    'video',
    'iframe',
    'object',
    'form',
    'input',
  ]
  expect(elements.filter(({ name }) => active.includes(name))).toEqual([])
  expect(elements.filter(({ attributes }) => attributes.some((name) => name.startsWith('on')))).toEqual([])
  expect(elements.flatMap(({ addresses }) => addresses)).toEqual(['https://www.coe.int/cybercrime'])
  const text = await editor.textContent()
  for (const words of [
    'A bold claim',
    'an invitation',
    'see the Convention',
    'a portrait',
    'the last word',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).not.toMatch(/hostile|evil|import/)

  // Hovering and clicking activate nothing, and the stored text is clean too.
  await editor.getByText('A bold claim').hover()
  await editor.getByText('an invitation').click({ modifiers: ['ControlOrMeta'] })
  await page.reload()
  await editor.getByText('the last word').waitFor()
  expect(await editor.innerHTML()).not.toMatch(/hostile|evil/)
  expect(await page.evaluate(() => Reflect.get(window, 'hostile'))).toBeUndefined()
  expect(page.url()).toBe(address)
  expect(application.windows()).toHaveLength(1)
  await expectNoRequests(application)
})

test('plain text keeps its lines and characters', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(
    page,
    'text/plain',
    'Council of Europe\r\n67075 Strasbourg\r\n\r\n5*3*2 = [x](y)\r\n# not a heading',
  )
  await waitUntilSaved(page)
  await page.reload()
  const paragraphs = () =>
    getEditor(page).evaluate((root) => [...root.querySelectorAll('p')].map(({ innerHTML }) => innerHTML))
  await expect
    .poll(paragraphs)
    .toEqual(['Council of Europe<br>67075 Strasbourg', '5*3*2 = [x](y)<br># not a heading'])
})

test('a text that is too long is refused with a message, and the note stays usable', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(page, 'text/plain', 'word '.repeat(400_001))
  await page.getByText(/^Not pasted: the note would have more than 2 million characters/).waitFor()
  await page.keyboard.type('- still here')
  await waitUntilSaved(page)
  expect(await getEditor(page).textContent()).toBe('still here')
  // A note of bullets has times too.
  await expect.poll(() => getEditor(page).locator('li [data-time]').count()).toBe(1)
})

/** A list item as Word 365 puts it on the clipboard, without the styles for its appearance. */
const item = (level: number, marker: string, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-.25in;mso-list:l0 level${level} lfo1'><![if !supportLists]>` +
  `<span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>${marker}` +
  `<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`
const wordHtml = `<html><body lang=EN-GB><!--StartFragment-->
  <p class=MsoNormal>Points to raise:<o:p></o:p></p>
  ${item(1, '·', 'Jurisdiction')}
  ${item(2, 'o', 'in the <b>cloud</b>')}
  ${item(1, '·', 'Mutual assistance')}
  ${item(1, '3.', 'Third')}
  ${item(1, '4.', 'Fourth')}
  <p class=MsoNormal>and no more.</p>
  <p class=MsoListParagraph>Only indented</p><!--EndFragment--></body></html>`

test('lists from Word become lists', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(page, 'text/html', wordHtml)
  const editor = getEditor(page)
  await editor.getByText('Only indented').waitFor()
  const blocks = await editor.evaluate((root) =>
    [...root.children].map((block) => {
      const starts = block instanceof HTMLOListElement ? `${block.start} ` : ''
      return `${block.localName} ${starts}${[...block.children].filter(({ localName }) => localName === 'li').length}`
    }),
  )
  expect(blocks).toEqual(['div 0', 'ul 2', 'ol 3 2', 'div 0', 'div 0'])
  expect(await editor.locator('ul ul').textContent()).toBe('in the cloud')
  expect(await editor.textContent()).toBe(
    'Points to raise:Jurisdictionin the cloudMutual assistanceThirdFourthand no more.Only indented',
  )
})

test('a table from Word or LibreOffice stays a table', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const cell = (words: string) =>
    `<td valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal>${words}<o:p></o:p></p></td>`
  const rows = [
    ['Country', 'Position'],
    ['Mexico', 'supports</p><p class=MsoNormal>the <b>draft</b>'],
  ]
  const table = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')
  await paste(page, 'text/html', `<html><body><table class=MsoTableGrid>${table}</table></body></html>`)
  const cells = getEditor(page).locator('table :is(th, td)')
  await expect
    .poll(() => cells.allTextContents())
    .toEqual(['Country', 'Position', 'Mexico', 'supports the draft'])
  await expect.poll(() => cells.locator('strong').allTextContents()).toEqual(['draft'])
})

test('bold and italic text is recognised by its style', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(
    page,
    'text/html',
    `<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:400">Plain</span>
       <span style="font-weight:700">bold</span> <span style="font-style:italic">italic</span></p></b>`,
  )
  const editor = getEditor(page)
  await editor.getByText('Plain').waitFor()
  await expect.poll(() => editor.locator('strong').allTextContents()).toEqual(['bold'])
  await expect.poll(() => editor.locator('em').allTextContents()).toEqual(['italic'])
})

test('numbers and deleted words stay recognisable', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(
    page,
    'text/html',
    `<p>10<sup>6</sup> m<span style="vertical-align: super">2</span> in 2015<sup><a href="#fn">3</a></sup>, H<sub>2</sub>O, 1<sup>st</sup></p>
     <p><strike>shall</strike> <span style="text-decoration: line-through red">must</span> may</p>`,
  )
  const editor = getEditor(page)
  await editor.getByText('10⁶ m² in 2015³, H₂O, 1st').waitFor()
  await expect.poll(() => editor.locator('s').allTextContents()).toEqual(['shall', 'must'])
})

test('the cells of a table stay in their columns, below its caption', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await paste(
    page,
    'text/html',
    `<table><caption>Requests</caption><tr><th>Country</th><th>Year</th><th>Number</th></tr>
     <tr><td rowspan="2">Mexico</td><td>2015</td><td>7</td></tr><tr><td>2016</td><td>9</td></tr>
     <tr><td>France</td><td colspan="2" rowspan="0">none</td></tr><tr><td>Spain</td></tr></table>`,
  )
  const rows = getEditor(page).locator('tr')
  const cells = () =>
    rows.evaluateAll((found) =>
      found.map((row) => [...row.children].map(({ textContent }) => textContent).join(' | ')),
    )
  await expect
    .poll(cells)
    .toEqual([
      'Country | Year | Number',
      'Mexico | 2015 | 7',
      ' | 2016 | 9',
      'France | none | ',
      'Spain |  | ',
    ])
  await getEditor(page).getByText('Requests').waitFor()
})

test('letters and numbers of points in Word stay', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const points = [
    item(1, '7.', 'Parties shall'),
    item(2, '(a)', 'adopt'),
    item(2, '(b)', 'ensure'),
    item(1, '9.', 'Costs'),
    item(1, '10.', 'Languages'),
    item(1, '1.2.', 'Scope'),
  ]
  await paste(page, 'text/html', `<html><body>${points.join('')}</body></html>`)
  await waitUntilSaved(page)
  await page.reload()
  await getEditor(page).getByText('Scope').waitFor()
  const lists = await getEditor(page).evaluate((root) =>
    [...root.querySelectorAll('ol, ul')].map((list) => {
      const starts = list instanceof HTMLOListElement ? list.start : '-'
      return `${starts} ${[...list.children].map((item) => item.querySelector('p')?.textContent).join(', ')}`
    }),
  )
  expect(lists).toEqual(['7 Parties shall', '- (a) adopt, (b) ensure', '9 Costs, Languages', '- 1.2. Scope'])
})

test('a decision copied as HTML has its label as a word, which is not text when it is pasted back', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 6/)
  await page.keyboard.type('Known.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Report by May.')
  await page.keyboard.press('Control+D')
  await page.keyboard.press('Control+A')
  const editor = getEditor(page)
  const html = await editor.evaluate((target) => {
    const clipboardData = new DataTransfer()
    target.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/html')
  })
  expect(html).toContain('>Decision: </strong><span>Report by May.</span>')
  await page.keyboard.press('Delete')
  await paste(page, 'text/html', html)
  // The sign is drawn by CSS, so the element itself has no size.
  await editor.getByRole('img', { name: 'Decision:' }).waitFor({ state: 'attached' })
  expect(await editor.getByText('Report by May.').textContent()).toBe('Report by May.')
  expect(await editor.textContent()).toBe('Known.Report by May.')
})

async function paste(page: Page, type: string, data: string): Promise<void> {
  await getEditor(page).evaluate(
    (target, [format, text]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData(format, text)
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [type, data] as const,
  )
}

test('text becomes markup only where it is cleaned (Trusted Types)', async () => {
  const { page } = await openNotebook()
  await page.getByRole('list', { name: 'Sessions' }).waitFor()
  const outcome = await page.evaluate(() => {
    const tried = (act: () => unknown) => {
      try {
        act()
        return 'done'
      } catch (error) {
        return (error as Error).name
      }
    }
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown }
    }
    return {
      innerHTML: tried(() => Object.assign(document.createElement('p'), { innerHTML: '<b>x</b>' })),
      parser: tried(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
      script: tried(() => Object.assign(document.createElement('script'), { src: '/x.js' })),
      policy: tried(() => trustedTypes.createPolicy('another', {})),
    }
  })
  expect(outcome).toEqual({
    innerHTML: 'TypeError',
    parser: 'TypeError',
    script: 'TypeError',
    policy: 'TypeError',
  })
})
