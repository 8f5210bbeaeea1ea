/** @returns the note without the task, or null if the note does not contain the task exactly as given */
export function removeTask(markdown: string, task: string): string | null {
  const lines = markdown.split('\n')
  const at = lines.lastIndexOf(task)
  return at < 0 ? null : lines.toSpliced(at, 1).join('\n')
}
