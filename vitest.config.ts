import { defineConfig } from 'vitest/config';

/** The layers that need more time or more tools than the rest. */
const layers = {
  conformance: { seconds: 120 },
  process: { seconds: 60 },
  hosts: { seconds: 180 },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: Object.keys(layers).map((layer) => `test/${layer}/**`),
          testTimeout: 20_000,
        },
      },
      ...Object.entries(layers).map(([name, { seconds }]) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          testTimeout: seconds * 1_000,
          hookTimeout: seconds * 1_000,
        },
      })),
    ],
  },
});
