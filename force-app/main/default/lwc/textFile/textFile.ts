/**
 * Hands a text to the browser as a file, which asks or saves as the person has told it. Lightning Web Security takes no
 * `data:` address in a link and no Blob of type text/csv, and no parameters of a type ("Use Blob Objects for Download
 * Links", "Specify a MIME Type for Blob Objects", Lightning Components Security Guide); the name says what the file is.
 */
export function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName.replaceAll(/[\\/:*?"<>|\s]+/g, '-');
  link.click();
  URL.revokeObjectURL(url);
}
