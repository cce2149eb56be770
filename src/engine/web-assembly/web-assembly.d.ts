/** What is used of https://webassembly.github.io/spec/js-api: TypeScript has it in its library for browsers alone. */
declare namespace WebAssembly {
  const Module: new (code: Uint8Array) => object;
  const Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
  const Memory: new (pages: { readonly initial: number }) => Memory;
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** By so many pages of 64 KiB; views of `buffer` end with it. */
    grow(pages: number): number;
  }
}
