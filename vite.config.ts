import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { createAsciiOnlyPlugin } from './scripts/lib/ascii-only.ts'
import { createFirstTextsPlugin } from './scripts/lib/first-texts.ts'
import { createStartLimitPlugin } from './scripts/lib/limit-start.ts'
import { createPackageListPlugin } from './scripts/lib/list-packages.ts'

// The interface. Electron 33 is the oldest that runs it (Chromium 130); fonts stay files because the content
// security policy allows no data: fonts.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  // PostCSS would copy each class that `composes` names, and Vite would print a warning for each copy.
  css: { transformer: 'lightningcss' },
  plugins: [
    react(),
    woff2Only(),
    preloadFonts(),
    createAsciiOnlyPlugin(),
    compactTexts(),
    createFirstTextsPlugin('start', new URL('core/i18n/', import.meta.url)),
    createStartLimitPlugin('start', 490),
    createPackageListPlugin(),
  ],
  resolve: {
    alias: {
      // The browser build decodes entities through innerHTML, which Trusted Types forbid; this build uses a table.
      'decode-named-character-reference': fileURLToPath(
        new URL('node_modules/decode-named-character-reference/index.js', import.meta.url),
      ),
    },
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // One large file for the first frame, and separate chunks for everything loaded later.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // An index.ts only re-exports, so exports that the first frame does not use can be dropped from it.
      treeshake: {
        moduleSideEffects: [{ test: /renderer[\\/]features[\\/][^\\/]+[\\/]index\.ts$/, sideEffects: false }],
      },
      output: { codeSplitting: { groups: [{ name: 'start', test: /renderer[\\/]app[\\/]main\.tsx$/ }] } },
    },
  },
})

/** Removes the second format of each font from the style sheets, since Chromium never requests it. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform: (code, id) =>
      /@fontsource[\\/].*\.css$/.test(id)
        ? code.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
        : null,
  }
}

/** Removes the indentation from the JSON files of texts, which are bundled as strings. */
function compactTexts(): Plugin {
  return {
    name: 'compact-texts',
    enforce: 'pre',
    load(id) {
      const [path = '', query] = id.split('?')
      if (query !== 'raw' || !path.endsWith('.json')) return null
      const compact = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))
      return `export default ${JSON.stringify(compact)}`
    },
  }
}

/** Preloads the two fonts of the first frame, so that no text is rendered twice. */
function preloadFonts(): Plugin {
  const first = /^(inter|source-serif-4)-latin-opsz-normal-/
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {})
          .filter(({ fileName }) => first.test(fileName.replace('assets/', '')))
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              crossorigin: true,
              href: `./${fileName}`,
            },
            injectTo: 'head' as const,
          })),
    },
  }
}
