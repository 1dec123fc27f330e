/** Files that systems and office programs leave beside those of people, and folders of disks with all in them. */
const SYSTEM =
  /(^|\/)((\._[^/]*|~\$[^/]*|\.~lock\.[^/]*#|\.ds_store|\.localized|\.com\.apple\.[^/]*|icon\r|thumbs\.db(:[^/]*)?|ehthumbs[^/]*\.db|desktop\.ini)$|(__macosx|\.spotlight-v100|\.trashes|\.trash(-\d+)?|\.fseventsd|\.temporaryitems|\.apple(double|db|desktop)|\$recycle\.bin|system volume information|@eadir|#recycle)(\/|$))/i

/** Whether nobody means to upload it, by its name. Other hidden files are a person's own. */
export function isSystemFile(path: string): boolean {
  return SYSTEM.test(path)
}
