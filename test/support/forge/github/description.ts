import { existsSync, readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import { recordOf } from '../server.ts';

/** Where GitHub's own description may lie: it is not part of the repository, and nothing needs it. */
const places = [process.env.KARGO_CI_GITHUB_OPENAPI, '../shared/reference/openapi/github-rest-slice.json'];

type Json = Readonly<Record<string, unknown>>;

/** GitHub's OpenAPI description, as far as it is at hand: checks bodies of requests and answers. */
export class Description {
  readonly #root: Json;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction | undefined>();

  constructor(root: Json) {
    this.#root = root;
    this.#ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    this.#ajv.addSchema({ $id: 'github', components: nullable(root.components) });
  }

  /** Whether the description covers the operation. */
  covers(method: string, template: string): boolean {
    return this.#operation(method, template) !== undefined;
  }

  /** What is wrong with the body of an answer; nothing when the description does not cover it. */
  wrongAnswer(
    { method, template }: { method: string; template: string },
    status: number,
    body: unknown,
  ): string[] {
    const responses = recordOf(this.#operation(method, template)?.responses);
    if (Object.keys(responses).length === 0) {
      return [];
    }
    const response = recordOf(this.#resolve(responses[String(status)]));
    if (Object.keys(response).length === 0) {
      // 401 and rate limits are described nowhere: every operation may answer them.
      return [401, 403, 429].includes(status) ? [] : [`${method} ${template} never answers ${status}`];
    }
    const schema = recordOf(recordOf(response.content)['application/json']).schema;
    return schema === undefined ? [] : this.#validate(`${method} ${template} ${status}`, schema, body);
  }

  /** What is wrong with the body of a request. */
  wrongRequest({ method, template }: { method: string; template: string }, body: unknown): string[] {
    const request = recordOf(this.#operation(method, template)?.requestBody);
    const schema = recordOf(recordOf(request.content)['application/json']).schema;
    return schema === undefined ? [] : this.#validate(`${method} ${template} request`, schema, body);
  }

  #operation(method: string, template: string): Json | undefined {
    const operation = recordOf(recordOf(this.#root.paths)[template])[method.toLowerCase()];
    return operation === undefined ? undefined : recordOf(operation);
  }

  #resolve(value: unknown): unknown {
    const reference = recordOf(value).$ref;
    return typeof reference === 'string'
      ? reference
          .slice(2)
          .split('/')
          .reduce<unknown>((at, key) => recordOf(at)[key], this.#root)
      : value;
  }

  #validate(name: string, schema: unknown, body: unknown): string[] {
    if (!this.#compiled.has(name)) {
      this.#compiled.set(name, this.#ajv.compile(recordOf(nullable(schema))));
    }
    const validate = this.#compiled.get(name);
    return validate === undefined || validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${name}: ${error.instancePath} ${error.message}`);
  }
}

/** OpenAPI 3.0 says `nullable: true` where JSON Schema lists null as a type, and refers by document. */
function nullable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(nullable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] =>
    key === '$ref' && typeof inner === 'string' ? [key, `github${inner}`] : [key, nullable(inner)],
  );
  const { nullable: mayBeNull, ...schema } = Object.fromEntries(entries);
  return mayBeNull === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

let found: { readonly description: Description | undefined } | undefined;

/** The description, if it is at hand. Read and compiled once. */
export function findDescription(): Description | undefined {
  if (found === undefined) {
    const place = places.find((path) => path !== undefined && existsSync(path));
    const description =
      place === undefined ? undefined : new Description(recordOf(JSON.parse(readFileSync(place, 'utf8'))));
    found = { description };
  }
  return found.description;
}
