import {
  analysisTemplate,
  images,
  promoteRights,
  stage,
  tokenOf,
  warehouse,
  web,
  worldWithoutToken,
} from '../process/worlds.ts';

const run = ['clone', 'update', 'commit', 'pushBranch', 'openRequest', 'waitForRequest'] as const;

/** What the recipes about pull requests speak of: `test` and `prod`, both behind pull requests. */
export const recipeWorld = worldWithoutToken(
  tokenOf('ci', promoteRights),
  warehouse(),
  images(`${web}:1.8.0`),
  analysisTemplate,
  stage('test', { run }),
  stage('prod', { run, verification: true }),
);
