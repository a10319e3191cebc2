/** Static resources as script or style, once for a page and address. */
const loads = new Map<string, Promise<void>>();

function once(url: string, element: () => HTMLElement): Promise<void> {
  let load = loads.get(url);
  if (load === undefined) {
    load = new Promise((resolve, reject) => {
      const created = element();
      created.addEventListener('load', () => {
        resolve();
      });
      created.addEventListener('error', () => {
        reject(new Error(`The static resource ${url} could not be loaded.`));
      });
      document.head.append(created);
    });
    loads.set(url, load);
  }
  return load;
}

export function loadScript(_component: unknown, url: string): Promise<void> {
  return once(url, () => Object.assign(document.createElement('script'), { src: url }));
}

export function loadStyle(_component: unknown, url: string): Promise<void> {
  return once(url, () => Object.assign(document.createElement('link'), { href: url, rel: 'stylesheet' }));
}
