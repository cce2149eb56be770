import { defineConfig } from 'vitest/config';

/** Tests that start nothing: they share a process and what it has loaded. */
const PURE = 'test/{unit,property,relevance}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/web/**', 'src/**/*.d.ts'] },
    projects: [
      { extends: true, test: { name: 'pure', include: [PURE], isolate: false } },
      { extends: true, test: { name: 'real parts', include: ['test/**/*.test.ts'], exclude: [PURE] } },
    ],
  },
});
