/**
 * Kinds of nodes that the page never renders, by React's numbers and names: portals, context
 * consumers, forwarded refs, profilers, Suspense and its lists, lazy components, scopes, caches,
 * `<head>` resources, `<html>`, `<head>`, `<body>`, and view transitions.
 */
export const TAGS = new Set<unknown>([4, 9, 11, 12, 13, 16, 18, 19, 21, 23, 24, 26, 27, 30])
export const TYPES =
  /^REACT_(PORTAL|CONSUMER|FORWARD_REF|PROFILER|SUSPENSE|SUSPENSE_LIST|LAZY|VIEW_TRANSITION|LEGACY_HIDDEN|RECOVERABLE|LEGACY_ELEMENT)_TYPE$|^(ANIMATION|TRANSITION)_[A-Z]+$/

/** Exceptions that React throws to wait for data, or to hydrate. */
export const EXCEPTIONS = /^(Suspense|SuspenseyCommit|SuspenseAction|SelectiveHydration)Exception$/

/** React's reasons to suspend rendering. Only 0 (none) and 1 (an error) occur without Suspense. */
export const REASONS = new Set<unknown>([2, 3, 4, 5, 6, 7, 8, 9])

/**
 * Variables with a constant value on the page: the given code, which holds for all supported
 * browsers, or their initial value if undefined.
 */
export const CONSTANTS: Readonly<Record<string, string | undefined>> = {
  // Hydration.
  hydrationErrors: undefined,
  hydrationParentFiber: undefined,
  isHydrating: undefined,
  // View transitions.
  appearingViewTransitions: undefined,
  entangledTransitionTypes: undefined,
  pendingTransitionTypes: undefined,
  pendingViewTransition: undefined,
  pendingViewTransitionEvents: undefined,
  shouldStartViewTransition: undefined,
  // Asynchronous actions and form actions.
  currentEntangledActionThenable: undefined,
  currentEntangledLane: undefined,
  needsFormReset: undefined,
  // Developer tools.
  shouldDoubleInvokeUserFnsInHooksDEV: undefined,
  // Older browsers.
  canUseDOM: 'true',
  canUseCompositionEvent: 'true',
  documentMode: 'null',
  isInputEventSupported: 'true',
  passiveBrowserEventsSupported: 'true',
  skipSelectionChangeEvent: 'false',
  useFallbackCompositionData: 'false',
  AbortControllerLocal: 'AbortController',
  PossiblyWeakMap: 'WeakMap',
  PossiblyWeakSet: 'WeakSet',
  clz32: 'Math.clz32',
  objectIs: 'Object.is',
  reportGlobalError: 'reportError',
  scheduleTimeout: 'setTimeout',
  cancelTimeout: 'clearTimeout',
  scheduleMicrotask: 'queueMicrotask',
}

/** Functions that have nothing to do on the page. */
export const IDLE = new Set([
  // Hydration, and events that wait for it.
  'clearIfContinuousEvent',
  'commitActivityHydrationCallbacks',
  'getActivityInstanceFromFiber',
  'getBumpedLaneForHydration',
  'getParentHydrationBoundary',
  'popHydrationState',
  'popTreeContext',
  'prepareToHydrateHostInstance',
  'pushDehydratedActivitySuspenseHandler',
  'queueIfContinuousEvent',
  'retryIfBlockedOn',
  'upgradeHydrationErrorsToRecoverable',
  // Waiting for data and for lazy components.
  'attachPingListener',
  'attachSuspenseRetryListeners',
  'checkIfUseWrappedInAsyncCatch',
  'getSuspendedThenable',
  'pingSuspendedRoot',
  'renderDidSuspendDelayIfPossible',
  'replaySuspendedUnitOfWork',
  'resolveLazy',
  'resolveRetryWakeable',
  'scheduleRetryEffect',
  'suspendIfUpdateReadFromEntangledAsyncAction',
  'trackUsedThenable',
  'unwrapThenable',
  'useThenable',
  // Resources, and images that delay a transition.
  'accumulateSuspenseyCommitOnFiber',
  'checkIfFullyUnsuspended',
  'estimateBandwidth',
  'getHoistableRoot',
  'insertStylesheetIntoRoot',
  'insertSuspendedStylesheets',
  'isHostHoistableType',
  'maySuspendCommit',
  'preconnect',
  'prefetchDNS',
  'preinitModuleScript',
  'preinitScript',
  'preinitStyle',
  'preload',
  'preloadInstanceAndSuspendIfNeeded',
  'preloadModule',
  'waitForCommitToBeReady',
  // Form actions and asynchronous actions.
  'TransitionAwareHostComponent',
  'defaultOnDefaultTransitionIndicator',
  'ensureFormComponentIsStateful',
  'entangleAsyncAction',
  'extractEvents$1',
  'pingEngtangledActionScope',
  'queueTransitionTypes',
  'recursivelyResetForms',
  'requestFormReset',
  'requestFormReset$1',
  // View transitions.
  'claimQueuedTransitionTypes',
  'commitEnterViewTransitions',
  'commitExitViewTransitions',
  'commitNestedViewTransitions',
  'restoreEnterOrExitViewTransitions',
  'restoreNestedViewTransitions',
  'restorePairedViewTransitions',
  'trackEnterViewTransitions',
  // Fragment refs.
  'commitFragmentInstanceDeletionEffects',
  'commitFragmentInstanceInsertionEffects',
  'commitNewChildToFragmentInstance',
  'commitNewChildToFragmentInstances',
  'isFragmentInstanceParent',
  'traverseVisibleInstancesAndTextInstances',
  // Component stacks, which no error boundary reads, and developer tools.
  'getStackByFiberInDevAndProd',
  'setIsStrictModeForDevtools',
  // Iterators and contexts as children, custom elements, namespaced attributes, <body> as root.
  'clearContainerSparingly',
  'getIteratorFn',
  'isCustomElement',
  'readContextDuringReconciliation',
  'setPropOnCustomElement',
  'setValueForNamespacedAttribute',
  // Events of older browsers, and onBeforeInput.
  'getFallbackBeforeInputChars',
  'getNativeBeforeInputChars',
  'getTargetInstForInputEventPolyfill',
  'handleEventsForInputEventPolyfill',
  'isFallbackCompositionEnd',
  'getData',
])

/** Methods of fragment refs, view transitions and hydrating roots, and `findDOMNode`. */
export const METHODS =
  /^(FragmentInstance|ReactDOMHydrationRoot|ViewTransitionPseudoElement)\.prototype\.|^ReactDOMSharedInternals\.findDOMNode$/

/** Members that have one value on the page. */
export const MEMBERS: Readonly<Record<string, string>> = {
  cachePool: 'null',
  contextType: 'null',
  defaultProps: 'void 0',
  dehydrated: 'null',
  isDehydrated: 'false',
  isPureReactComponent: 'false',
  memoCache: 'null',
  transitionTypes: 'null',
  types: 'null',
}

/** Methods that no class component of the page has, and `then` of promises that React waits for. */
export const ABSENT_METHODS = new Set([
  'UNSAFE_componentWillMount',
  'UNSAFE_componentWillReceiveProps',
  'UNSAFE_componentWillUpdate',
  'componentDidCatch',
  'componentDidMount',
  'componentDidUpdate',
  'componentWillMount',
  'componentWillReceiveProps',
  'componentWillUnmount',
  'componentWillUpdate',
  'getDerivedStateFromProps',
  'getSnapshotBeforeUpdate',
  'shouldComponentUpdate',
  'then',
])

/** Conditions with one value on the page, by the function that they are in. */
export const CONDITIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '': { '"AnimationEvent" in window': 'true', '"TransitionEvent" in window': 'true' },
  // Nothing waits for hydration.
  dispatchEvent: { 'null === blockedOn': 'true' },
  updateActivityComponent: { 'null !== prevState': 'false' },
  // No form has a function as action.
  pushHostContext: { 'null !== stateHook': 'false' },
  popHostContext: { 'hostTransitionProviderCursor.current === fiber': 'false' },
  propagateParentContextChanges: { 'parent === hostTransitionProviderCursor.current': 'false' },
  // Only inputs and text areas have a selection that React restores.
  commitBeforeMutationEffects: { '"selectionStart" in root': 'true' },
  flushMutationEffects: { '"selectionStart" in priorFocusedElem': 'true' },
}

/** Names without `on` of events that the page does not handle. React derives others from them. */
const SOURCES = 'keyUp mouseOut mouseOver mouseUp pointerOut pointerOver'.split(' ')

/** Other events without a handler on the page. */
export const UNHEARD = new Set(
  `animationEnd animationIteration animationStart auxClick beforeInput beforeToggle canPlay
  canPlayThrough compositionEnd compositionStart compositionUpdate cut drag dragExit durationChange
  emptied encrypted ended fullscreenChange fullscreenError gotPointerCapture invalid keyPress
  loadedData loadStart lostPointerCapture mouseEnter mouseLeave rateChange reset resize scrollEnd
  seeked seeking stalled suspend toggle touchCancel touchEnd touchMove touchStart transitionCancel
  transitionEnd transitionRun transitionStart volumeChange waiting wheel`.split(/\s+/),
)

export const EVENTS = new Set([...SOURCES, ...UNHEARD])

/** Elements that no component renders. React writes HTML for `script`, which Trusted Types forbid. */
export const ELEMENTS = new Set<unknown>(['script'])

/** Properties of elements that no component sets. */
export const PROPS = new Set(
  `allowFullScreen autoPlay autoReverse contentEditable credentialless dangerouslySetInnerHTML
  defaultChecked defer disablePictureInPicture disableRemotePlayback externalResourcesRequired
  formAction formNoValidate innerHTML innerText itemScope noModule noValidate onScrollEnd
  preserveAlpha reversed rowSpan scoped seamless suppressContentEditableWarning
  suppressHydrationWarning xlinkActuate xlinkArcrole xlinkHref xlinkRole xlinkShow xlinkTitle
  xlinkType xmlBase xmlLang xmlSpace`.split(/\s+/),
)

const ALIASES = new Set(['htmlFor', 'clipPath', 'strokeLinecap', 'strokeLinejoin', 'strokeWidth'])
const NUMBERS = new Set(['flex', 'lineHeight', 'opacity', 'order', 'scale', 'zIndex'])

/**
 * Which names of React's lists the page uses: hyphenated attributes, events and unitless styles.
 */
export const LISTED: Readonly<Record<string, (name: string) => boolean>> = {
  aliases: (name) => ALIASES.has(name),
  simpleEventPluginEvents: (name) => !EVENTS.has(name),
  unitlessNumbers: (name) => NUMBERS.has(name),
}

/** Calls without a side effect, whose unused results the minifiers can remove. */
export const PURE =
  /^(assign\(\{\},|(Symbol\.for|createCursor|createSyntheticEvent|getVendorPrefixedEventName|makePrefixMap)\()/
