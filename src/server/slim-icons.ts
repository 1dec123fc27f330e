import type { Plugin } from 'vite'

const ICON = /lucide-react\/dist\/esm\/icons\/[\w-]+\.mjs$/

/** Reduces each icon of lucide-react to its drawing. Keys, names and sizes would cost 2 kB. */
export function slimIcons(): Plugin {
  return {
    name: 'refdrop-slim-icons',
    apply: 'build',
    transform: { filter: { id: ICON }, handler: (code) => ({ code: slimIcon(code), map: null }) },
  }
}

/** @throws {Error} when the module of an icon has an unexpected form */
export function slimIcon(code: string): string {
  if (/^export \{ default/m.test(code)) return code
  const node = /^ {2}node: (\[[\s\S]*?\])(?:,\n {2}aliases: [\s\S]*?)?\n\};/m.exec(code)?.[1]
  const name = /__iconData, (\w+) as default/.exec(code)?.[1]
  const [creator] = /^import .+$/m.exec(code) ?? []
  if (!node || !name || !creator) throw new Error('An icon has an unexpected form.')
  const drawing = node.replace(/,\s+key: "\w+"/g, '')
  return `${creator}
const ${name} = /* @__PURE__ */ createLucideIcon({ node: ${drawing} })
export { ${name} as default }
`
}
