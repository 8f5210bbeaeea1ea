/**
 * The interface's own faces for a page that is printed: their names and addresses are in the interface's style sheet, and
 * whoever prints serves the same addresses.
 */
export function withFonts(page: string): string {
  const rules = [...document.styleSheets].flatMap(({ cssRules, href }) =>
    [...cssRules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule ? [withAddresses(rule.cssText, href ?? location.href)] : [],
    ),
  )
  return page.replace('</head>', () => `<style>${rules.join('\n')}</style></head>`)
}

/** Addresses in a style sheet are relative to it. */
function withAddresses(rule: string, base: string): string {
  return rule.replaceAll(/url\("([^"]*)"\)/g, (_, address: string) => `url("${new URL(address, base).href}")`)
}
