import type { TFunction } from 'i18next'
import { announce } from '../../ui/undo-bar.tsx'

/** Prints a page with the code, which the delegate keeps away from the computer. */
export async function printRecoveryCode(code: string, t: TFunction): Promise<void> {
  const html = `<!doctype html><html lang="${document.documentElement.lang || 'en'}"><meta charset="utf-8">
<title>${t('encryption.codeTitle')}</title>
<style>body { margin: 3cm; font: 12pt/1.5 sans-serif } p.code { font: 16pt monospace }</style>
<h1>${t('encryption.codeTitle')}</h1><p class="code">${code}</p><p>${t('encryption.codeOnPaper')}</p></html>`
  const page = [{ name: 'recovery-code.html', bytes: new TextEncoder().encode(html) }]
  const outcome = await window.desktop.print(page, 'a4', crypto.randomUUID())
  announce(t(`encryption.printed.${outcome}`))
}
