/** What is missing when a browser cannot make some samples. */
export const words = {
  noClip: "This browser can't make a clip, so only two samples were uploaded.",
  noPicture: "This browser can't make a picture, so only two samples were uploaded.",
  noPictures: "This browser can't make pictures, so only a voice was uploaded.",
}
