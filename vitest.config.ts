import { defineConfig } from 'vitest/config';

/**
 * The layers that need more time or more tools than the rest. Those that start hundreds of processes get a
 * second try: a machine that stands still for seconds is not what they test. What was tried twice is reported.
 */
const layers = {
  conformance: { seconds: 120, retry: 0 },
  process: { seconds: 60, retry: 1 },
  hosts: { seconds: 180, retry: 1 },
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
      ...Object.entries(layers).map(([name, { seconds, retry }]) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          testTimeout: seconds * 1_000,
          hookTimeout: seconds * 1_000,
          retry,
        },
      })),
    ],
  },
});
