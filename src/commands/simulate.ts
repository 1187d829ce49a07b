import { readFile } from 'node:fs/promises';
import { defineCommand } from '../command.ts';
import { InputError, messageOf } from '../errors.ts';

export const command = defineCommand({
  name: 'simulate',
  description: 'Run a simulated Kargo server on this machine, for trying and testing.',
  shellOnly: true,
  inputs: {
    port: {
      type: 'integer',
      default: 0,
      min: 0,
      max: 65_535,
      description: 'The port to listen on; 0 takes a free one.',
    },
    release: {
      type: 'choice',
      choices: ['1.9', '1.10', '1.11', 'main'],
      default: '1.11',
      description: 'The Kargo release whose behaviour is simulated.',
    },
    world: {
      type: 'string',
      description:
        'A file with the manifests of the world: Kargo objects, and a document of kind Simulation. Without it there is a small shop.',
    },
  },
  outputs: {},

  async run(inputs, context) {
    const world = inputs.world === undefined ? undefined : await readWorld(inputs.world);
    const { startSimulator } = await import('../simulator/simulator.ts');
    const simulator = await startSimulator({
      release: inputs.release,
      port: inputs.port,
      ...(world === undefined ? {} : { world }),
    });
    const tokens = Object.entries(simulator.tokens).map(
      ([role, token]) => `# role ${role}\nKARGO_API_TOKEN=${token}`,
    );
    const webhooks = Object.entries(simulator.webhooks).map(
      ([name, url]) => `# receiver ${name}\nKARGO_WEBHOOK_URL=${url}`,
    );
    context.print(`KARGO_API_ADDRESS=${simulator.address}\n${[...tokens, ...webhooks].join('\n')}\n`);
    context.log.info(
      `A simulated Kargo ${inputs.release} listens on ${simulator.address}. Stop it with Ctrl-C.`,
    );
    await new Promise((resolve) => {
      context.cancelled.addEventListener('abort', resolve, { once: true });
    });
    await simulator.close();
    return { verdict: { status: 'succeeded', message: 'The simulator was stopped.' }, outputs: {} };
  },
});

async function readWorld(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError([
      { input: 'world', value: path, accepted: `a readable YAML file is needed: ${messageOf(error)}` },
    ]);
  });
}
