import type { ReportOptions } from '../contract/index.ts'
import type { OutputForm, RenderJob } from '../export/render/render.ts'
import { hashContent, hashFolder, writeExport, writeExportFolder } from '../export/render/write-file.ts'
import type { Exporter } from '../export/report/exporter.ts'
import { gatherReportSource } from '../export/report/gather.ts'
import type { Context, HandlersOf } from './context.ts'
import { logReport } from './export-log.ts'

export const exporting: HandlersOf<'export'> = {
  // Exporters are loaded on demand, to keep the start fast.
  'export.formats': async () => {
    const { exporters } = await import('../export/formats/index.ts')
    return exporters.map(
      ({
        render: _,
        preview: _preview,
        renderFiles: _files,
        outputKind,
        showsPictures: _pictures,
        showsPlans: _plans,
        isForImport: _bundle,
        ...format
      }) => ({
        ...format,
        printed: outputKind === 'page',
      }),
    )
  },

  'export.preview': (context, options) =>
    context.renderer.render(makeJob(context, options, () => 'preview' as const, 'sizes')),

  'export.files': (context, { job, ...options }) =>
    context.renderer.render(
      makeJob(context, options, () => 'files' as const),
      job,
    ),

  'export.save': async (context, { options, grant, job }) => {
    const path = context.grants.take(grant, 'write')
    const at = context.now()
    const want = (format?: Exporter) => (format?.outputKind === 'files' ? 'files' : 'bytes')
    const rendered = await context.renderer.render(makeJob(context, options, want), job)
    const saved =
      rendered instanceof Uint8Array ? writeExport(path, rendered) : writeExportFolder(path, rendered)
    logReport(context, options, saved, { at })
    return saved
  },

  'export.savePrinted': (context, { file, options, grant }) => {
    const saved = writeExport(context.grants.take(grant, 'write'), file)
    logReport(context, options, saved)
    return saved
  },

  'export.logPrint': (context, { page, options }) => {
    logReport(context, options, { path: '', ...hashFolder(page) }, { format: 'printer' })
    return null
  },

  'export.copy': async (context, { job, ...options }) => {
    const renderAs = (format: string) =>
      context.renderer.render(
        makeJob(context, { ...options, format }, () => 'text' as const),
        job,
      )
    const [html, text] = [await renderAs('html'), await renderAs('txt')]
    logReport(context, options, { path: '', ...hashContent(text) }, { format: 'clipboard' })
    return { html, text }
  },

  'export.progress': (context, { job }) => context.renderer.getProgress(job),
  'export.cancel': (context, { job }) => {
    context.renderer.cancel(job)
    return null
  },
}

/** `want`: the form of the result. `pictures`: whether a format that shows pictures gets only their sizes or the whole pictures. */
async function makeJob<W extends OutputForm>(
  context: Context,
  options: ReportOptions,
  want: (format?: Exporter) => W,
  pictures: 'sizes' | 'whole' = 'whole',
): Promise<RenderJob & { want: W }> {
  const { exporters } = await import('../export/formats/index.ts')
  const format = exporters.find(({ id }) => id === options.format)
  const wanted = {
    pictures: format?.showsPictures ? pictures : 'none',
    bundle: format?.isForImport ? pictures : 'none',
    plans: format?.showsPlans ? pictures : 'none',
  } as const
  return { want: want(format), ...gatherReportSource(context, options, wanted) }
}
