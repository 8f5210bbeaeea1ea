/** The only place that turns text into markup, under the Trusted Types policy named in electron/security.ts. */

type Policy = { createHTML(html: string): string }
type PolicyFactory = { createPolicy(name: string, rules: Policy): Policy }

/** Chromium supports Trusted Types; the DOM of unit tests does not. */
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
const policy = trustedTypes?.createPolicy('rapporteur', { createHTML: (html) => html })

/** Parses into a separate document, in which no script runs and nothing is loaded. */
export function parseHtml(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html')
}
