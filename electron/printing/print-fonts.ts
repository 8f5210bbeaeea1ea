/** Adds the fonts for reports to a printed page, from the style sheets of the built interface below `root`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { APP_URL } from '../urls.ts'

/** The window is invisible, and laying the text out for the screen too would double time and memory. */
const onPaperOnly = '@media screen { body { display: none } }'

export function withFonts(page: string, root: string): string {
  const folder = join(root, 'assets')
  const rules = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [])
    // Skip the interface's own fonts, which reports do not use.
    .filter((rule) => !/font-family:[^;]*Variable/.test(rule))
    // Addresses in a style sheet are relative to it.
    .map((rule) => rule.replaceAll(/url\(["']?(?:\.\/)?([^"')]+)["']?\)/g, `url("${APP_URL}assets/$1")`))
  return page.replace('</head>', () => `<style>${rules.join('\n')}\n${onPaperOnly}</style></head>`)
}
