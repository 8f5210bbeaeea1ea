import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

// The interface. Electron 33 is the oldest that runs it (Chromium 130); fonts stay files because the content
// security policy allows no data: fonts.
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), woff2Only(), preloadFonts(), asciiOnly()],
  resolve: {
    alias: {
      // Its build for browsers reads entities through innerHTML, which Trusted Types forbid; the other one has a table.
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
    // What the first frame needs is one file, and what comes later is cut up as it is asked for.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // An index only passes names on: what the first frame does not ask of it must not come with it.
      treeshake: {
        moduleSideEffects: [{ test: /renderer[\\/]features[\\/][^\\/]+[\\/]index\.ts$/, sideEffects: false }],
      },
      output: { codeSplitting: { groups: [{ name: 'start', test: /renderer[\\/]app[\\/]main\.tsx$/ }] } },
    },
  },
})

/** Style sheets of fonts name a second format, which Chromium never asks for. */
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

/** The two faces of the first frame are asked for with the page, so that no text is drawn twice. */
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

/**
 * Chromium keeps a source of nothing but ASCII at one byte a character and decodes it in no time; one Cyrillic letter would make
 * all of it two. Within strings, which is where such letters are, `\\u` says the same.
 */
function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )
      }
    },
  }
}
