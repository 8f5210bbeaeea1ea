/** Contacts: saved while typing, and deleted with Undo. */
import { expect, test } from 'vitest'
import { drawCode } from '../../db/testing/draw-code.ts'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { expectNoRequests, getEditor, goTo, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('a contact is added, survives a reload, is deleted and restored', async () => {
  const { application, page } = await openNotebook()
  const people = page.getByRole('region', { name: 'Contacts' })
  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name (required)').fill('Ada Lovelace')
  await page.getByRole('combobox', { name: 'Organisation' }).fill('Analytical Engines')
  await page.getByRole('textbox', { name: 'Country' }).fill('United Kingdom')
  await page.getByRole('button', { name: /Met at/ }).click()
  await page.getByRole('option', { name: /^Workshop 9/ }).waitFor()
  expect(await findViolations(page), 'with a list open').toEqual([])
  await page.getByRole('option', { name: /^Workshop 9/ }).click()
  await page.getByLabel('Private note').fill('Knows how to count')
  await waitUntilSaved(page)

  await page.reload()
  await expect.poll(() => page.getByLabel('Name (required)').inputValue()).toBe('Ada Lovelace')
  expect(await page.getByRole('combobox', { name: 'Organisation' }).inputValue()).toBe('Analytical Engines')
  expect(await page.getByRole('textbox', { name: 'Country' }).inputValue()).toBe('United Kingdom')
  await page.getByRole('button', { name: /Workshop 9.*Met at|Met at.*Workshop 9/ }).waitFor()
  expect(await page.getByLabel('Private note').inputValue()).toBe('Knows how to count')

  const listed = people.getByRole('link', { name: /Ada Lovelace/ })
  await page.getByRole('button', { name: 'Delete this person' }).click()
  await page.getByText('Ada Lovelace is deleted.').waitFor()
  await expect.poll(() => listed.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await listed.waitFor()
  await expect.poll(() => page.getByLabel('Private note').inputValue()).toBe('Knows how to count')
  await expectNoRequests(application)
})

test('a date stays while a part of it is typed anew, and can be deleted part by part', async () => {
  const { page } = await openNotebook()
  const name = page.getByLabel('Name (required)')
  const date = page.getByLabel('Follow-up by')
  const leave = async () => {
    await name.focus()
    await waitUntilSaved(page)
  }
  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await name.fill('Ada Lovelace')
  await date.fill('2016-12-10')
  await leave()
  await date.press('Backspace')
  expect(await date.inputValue()).toBe('')
  await leave()
  await expect.poll(() => date.inputValue()).toBe('2016-12-10')
  await page.reload()
  await expect.poll(() => date.inputValue()).toBe('2016-12-10')

  // The first part is the month or the day.
  await date.press('Backspace')
  await page.keyboard.type('11')
  expect(['2016-11-10', '2016-12-11']).toContain(await date.inputValue())
  await leave()
  await date.focus()
  for (const key of ['Backspace', 'ArrowRight', 'Backspace', 'ArrowRight', 'Backspace'])
    await page.keyboard.press(key)
  await leave()
  await page.reload()
  await expect.poll(() => name.inputValue()).toBe('Ada Lovelace')
  expect(await date.inputValue()).toBe('')
})

test('the window closes although a contact has no name: an empty contact is dropped, any other is saved', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name (required)').focus()
  await page.keyboard.press('x')
  await page.keyboard.press('Backspace')
  await expect.poll(() => page.locator('footer [data-kind]').getAttribute('data-kind')).toBe('saved')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.org')
  const ended = new Promise((resolve) => application.process().once('exit', resolve))
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await ended

  const next = await start({ profile })
  await goTo(next.page, '/contacts')
  await next.page.getByRole('region', { name: 'Contacts' }).getByText('ada@example.org').waitFor()
})

test('an open form shows a restored backup, and its Undo', async () => {
  const { page } = await openNotebook()
  const name = page.getByLabel('Name (required)')
  const role = page.getByRole('textbox', { name: 'Role' })
  await goTo(page, '/contacts')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await name.fill('Anna Original')
  await waitUntilSaved(page)
  await goTo(page, '/settings')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await page.getByText('Backed up and checked.').waitFor()
  await goTo(page, '/contacts')
  await page.getByRole('link', { name: /Anna Original/ }).click()
  await name.fill('Anna Changed')
  await page.getByRole('link', { name: /Anna Changed/ }).waitFor()

  await goTo(page, '/settings')
  const manual = page.getByRole('listitem').filter({ hasText: 'Manual' })
  await manual.getByRole('button', { name: 'Restore…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore', exact: true }).click()
  await page.getByText(/^Restored: /).waitFor()
  await goTo(page, '/contacts')
  await page.getByRole('link', { name: /Anna Original/ }).click()
  await expect.poll(() => name.inputValue()).toBe('Anna Original')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => name.inputValue()).toBe('Anna Changed')
  await role.fill('Judge')
  await page.getByRole('link', { name: /Anna Changed.*Judge/ }).waitFor()
})

test('a person mentioned in a note who is in no list becomes a contact met in that session, and Undo removes it', async () => {
  const { page } = await openNotebook()
  const option = page.getByRole('listbox', { name: 'Contacts' }).getByRole('option')
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Asked by @home ')
  // This text is not a name, so the list closes and does not interrupt typing.
  await expect.poll(() => option.count()).toBe(0)
  await page.keyboard.type('@Ana de la Cruz')
  await option.filter({ hasText: 'Ana de la Cruz' }).filter({ hasText: 'Add to contacts' }).waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.type(' about retention')
  await getEditor(page).getByText('@Ana de la Cruz').waitFor()
  await page.getByText('Ana de la Cruz is in your contacts now.').waitFor()
  await waitUntilSaved(page)

  // Goes from the note to the contact.
  await goTo(page, '/contacts')
  await page.getByRole('link', { name: 'Ana de la Cruz' }).click()
  await page.getByRole('button', { name: /Workshop 9.*Met at|Met at.*Workshop 9/ }).waitFor()
  await page.getByText('about retention').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByRole('link', { name: 'Ana de la Cruz' }).count()).toBe(0)
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('@Ana de la Cruz').waitFor()
  await getEditor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' @EUROJUST')
  // A person whom the conference lists is mentioned without adding a contact.
  await option.first().waitFor()
  await expect.poll(() => option.filter({ hasText: 'Add to contacts' }).count()).toBe(0)
})

test('pasted cards and codes are checked before they are saved, and two entries for one person are merged', async () => {
  const { application, page } = await openNotebook()
  const people = page.getByRole('region', { name: 'Contacts' })
  const dialog = page.getByRole('dialog')
  const add = dialog.getByRole('button', { name: 'Add', exact: true })
  const paste = (text: string, picture: Uint8Array | null = null) =>
    page.evaluate(
      ([pasted, bytes]) => {
        const data = new DataTransfer()
        if (bytes) data.items.add(new File([Uint8Array.from(bytes)], 'badge.png', { type: 'image/png' }))
        else data.setData('text/plain', pasted)
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
      },
      [text, picture && [...picture]] as const,
    )
  await goTo(page, '/contacts')
  const cards = ['Ada Lovelace', 'Émile Roy'].map(
    (name) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nORG:Court\nURL:https://court.example\nEND:VCARD\n`,
  )
  await paste(cards.join(''))
  await dialog.getByText('Émile Roy').waitFor()
  expect(await findViolations(page)).toEqual([])
  await dialog.getByRole('checkbox', { name: /Émile Roy/ }).click({ force: true })
  await add.click()
  await page.getByText('1 person added.').waitFor()
  await people.getByRole('link', { name: /Ada Lovelace/ }).waitFor()
  expect(await people.getByRole('link', { name: /Émile Roy/ }).count()).toBe(0)
  await expect.poll(() => page.getByLabel('Private note').inputValue()).toBe('Web: https://court.example')

  await paste('', drawCode('MECARD:N:King,Ada;EMAIL:ada@court.example;;'))
  await expect.poll(() => dialog.getByLabel('Name (required)').inputValue()).toBe('Ada King')
  expect(await people.getByRole('link', { name: /Ada King/ }).count()).toBe(0)
  await dialog.getByLabel('Name (required)').fill('Lovelace Ada')
  await add.click()
  await page.getByRole('button', { name: 'Compare and merge…' }).waitFor()
  await goTo(page, '/contacts')
  const isFocused = (element: Element) => element === document.activeElement
  await page.getByRole('button', { name: '1 possible duplicate' }).click()
  const compare = page.getByRole('button', { name: 'Compare and merge…' })
  await expect.poll(() => compare.evaluate(isFocused)).toBe(true)
  await compare.press('Enter')
  await dialog.getByText('Court').first().waitFor()
  expect(await findViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText(/are merged\.$/).waitFor()
  await expect.poll(() => people.getByRole('link', { name: /Ada/ }).count()).toBe(1)
  // The button that opened the dialog is gone.
  await expect.poll(() => people.getByRole('link', { name: /Ada/ }).evaluate(isFocused)).toBe(true)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => people.getByRole('link', { name: /Ada/ }).count()).toBe(2)

  // A card that adds nothing can be completed by hand.
  await paste(cards[0] ?? '')
  await dialog.getByText('Already in your contacts, with nothing new').waitFor()
  expect(await add.isDisabled()).toBe(true)
  await dialog.getByLabel('Role').fill('Judge')
  await add.click()
  await expect.poll(() => page.getByLabel('Role', { exact: true }).inputValue()).toBe('Judge')
  await expectNoRequests(application)
})
