/** The one way from text to elements. The policy (Trusted Types) is named in electron/security.ts; no other text becomes markup. */

type Policy = { createHTML(html: string): string }
type PolicyFactory = { createPolicy(name: string, rules: Policy): Policy }

/** Chromium has it, the engine of unit tests does not. */
const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
const policy = trustedTypes?.createPolicy('rapporteur', { createHTML: (html) => html })

/** A document of its own, in which nothing runs and nothing is loaded. */
export function parseHtml(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html')
}
