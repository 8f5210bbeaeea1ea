/** @returns the note without the task, or null if the note does not contain the task exactly as given */
export function removeTask(markdown: string, task: string): string | null {
  const lines = markdown.split('\n')
  const taskLine = lines.lastIndexOf(task)
  return taskLine < 0 ? null : lines.toSpliced(taskLine, 1).join('\n')
}
