/** What the browser is handed as a file. jsdom neither makes addresses of Blobs nor follows a link. */
export interface HandedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

function textIn(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => {
      reject(new Error('The file cannot be read.'));
    };
    // Bytes: reading as text would take the mark of UTF-8 away.
    reader.onload = () => {
      resolve(reader.result instanceof ArrayBuffer ? Buffer.from(reader.result).toString('utf8') : '');
    };
    reader.readAsArrayBuffer(blob);
  });
}

/** The one file that is handed over while `act` runs. */
export async function fileHandedBy(act: () => void): Promise<HandedFile> {
  const blobs: Blob[] = [];
  const names: string[] = [];
  Object.assign(URL, {
    createObjectURL: (blob: Blob) => `blob:https://example.com/${blobs.push(blob)}`,
    revokeObjectURL: () => undefined,
  });
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    // Lightning Web Security blocks every other address.
    if (this.href.startsWith('blob:')) names.push(this.download);
  });
  act();
  click.mockRestore();
  for (const name of ['createObjectURL', 'revokeObjectURL']) Reflect.deleteProperty(URL, name);
  const [[blob, ...otherBlobs], [name, ...otherNames]] = [blobs, names];
  if (blob === undefined || name === undefined || otherBlobs.length + otherNames.length > 0) {
    throw new Error(`${names.length} files were handed over, of ${blobs.length} texts.`);
  }
  return { name, type: blob.type, text: await textIn(blob) };
}
