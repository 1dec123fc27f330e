import Uppy from '@uppy/core'
import Dashboard from '@uppy/dashboard'
import XHRUpload from '@uppy/xhr-upload'
import '@uppy/core/css/style.min.css'
import '@uppy/dashboard/css/style.min.css'

// The Uppy Dashboard sends raw bodies through the same proxy, six at a time. It does not hash.
new Uppy({ autoProceed: true })
  .use(Dashboard, { inline: true, target: '#dashboard', height: 700, width: 1000 })
  .use(XHRUpload, { endpoint: '/api/v1/files', formData: false, limit: 6 })
  .on('complete', ({ successful }) => {
    performance.mark('all uploaded', { detail: successful.length })
  })
