import type { Plugin } from 'vite'

/** What the page and its libraries import from React. A name that is missing here fails the build. */
export const REACT_NAMES = {
  react:
    'Activity, Component, Fragment, StrictMode, createContext, createElement, ' +
    'startTransition, ' +
    'forwardRef, memo, use, useCallback, useContext, useDeferredValue, useEffect, ' +
    'useEffectEvent, useId, useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef, ' +
    'useState, useSyncExternalStore',
  'react/jsx-runtime': 'Fragment, jsx, jsxs',
  'react-dom': 'flushSync',
}

const PREFIX = '\0named-'

/**
 * Turns React's functions into named imports, which saves 1 kB. Otherwise, the bundle calls them as
 * members of a CommonJS module.
 */
export function nameReact(): Plugin {
  return {
    name: 'refdrop-name-react',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^react(\/jsx-runtime|-dom)?$/ },
      // React's own modules require each other.
      handler: (id, importer, { kind }) =>
        kind === 'import-statement' && !importer?.startsWith(PREFIX) ? PREFIX + id : undefined,
    },
    load: {
      filter: { id: /^\0named-/ },
      handler(id) {
        const module = id.slice(PREFIX.length)
        return `import whole from '${module}'\nexport const { ${REACT_NAMES[module as keyof typeof REACT_NAMES]} } = whole`
      },
    },
  }
}
