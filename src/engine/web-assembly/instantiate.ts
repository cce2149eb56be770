/**
 * Compiled WebAssembly, ready to be called, with a memory of its own. Takes less than a millisecond.
 * @param code base64
 */
export function instantiate(code: string): Readonly<Record<string, unknown>> {
  const bytes = Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
}
