/** Files that systems and office programs leave beside those of people. */
const FILES =
  /(^|\/)(\._[^/]*|~\$[^/]*|\.~lock\.[^/]*#|\.ds_store|\.localized|\.apdisk|\.volumeicon\.icns|\.com\.apple\.[^/]*|icon\r|thumbs\.db(:[^/]*)?|ehthumbs(_vista)?\.db|desktop\.ini|\.directory)$/i

/** Folders of systems and disks, with all that is in them. */
const FOLDERS =
  /(^|\/)(__macosx|\.spotlight-v100|\.trashes|\.trash(-\d+)?|\.fseventsd|\.temporaryitems|\.documentrevisions-v100|\.apple(double|db|desktop)|\$recycle\.bin|system volume information|@eadir|#recycle|#snapshot)(\/|$)/i

/** Whether nobody means to upload it, by its name. Other hidden files are a person's own. */
export function isSystemFile(path: string): boolean {
  return FILES.test(path) || FOLDERS.test(path)
}
