/** Written by scripts/build.mjs from package.json: the bundle must not carry that file, nor look for it. */
export const version = '1.0.0';
