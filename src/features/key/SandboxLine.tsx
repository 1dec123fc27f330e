/** Marks the whole page while the sandbox is in use. The account says it in words. */
export function SandboxLine() {
  return <div aria-hidden className="fixed inset-x-0 top-0 z-drop h-0.5 bg-sandbox-line" />
}
