export { ExportProgress, useExportJob } from './export-progress.tsx'
export { printReport, saveReport } from './export-save.ts'
export { LevelSelect } from './level-select.tsx'
