import {
  binaryOperation,
  ExpressionError,
  fetchMember,
  type Node,
  type Value,
} from './expression-operators.ts';

interface Token {
  kind: 'name' | 'number' | 'string' | 'operator' | 'end';
  text: string;
  at: number;
}

/** Longer operators first: the first that fits is taken. */
const OPERATORS = '== != <= >= && || ?? ?. < > + - * / % ! ? : ( ) [ ] { } , .'.split(' ');

/** Binary operators by rank, loosest first. */
const RANKS: string[][] = [
  ['||', 'or'],
  ['&&', 'and'],
  ['==', '!=', '<', '>', '<=', '>=', 'in', 'contains', 'startsWith', 'endsWith', 'matches'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Parses the subset of Kargo's expression language that worlds use. Throws ExpressionError. */
export function parseExpression(source: string): Node {
  const parser = new Parser(source);
  const node = parser.ternary();
  parser.expect('end', '');
  return node;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = nextToken(rest, at);
    if (token === undefined)
      throw new ExpressionError(failure(`unrecognized character: ${rest[0]}`, source, at));
    tokens.push(token.token);
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function nextToken(rest: string, at: number): { token: Token; length: number } | undefined {
  const text = /^'((?:[^'\\]|\\.)*)'|^"((?:[^"\\]|\\.)*)"|^`([^`]*)`/s.exec(rest);
  if (text) {
    const raw = text[1] ?? text[2] ?? text[3] ?? '';
    const unescaped = raw.replace(/\\(.)/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
    return { token: { kind: 'string', text: unescaped, at }, length: text[0].length };
  }
  const number = /^\d+(\.\d+)?/.exec(rest);
  if (number) return { token: { kind: 'number', text: number[0], at }, length: number[0].length };
  const name = /^[A-Za-z_$][\w$]*/.exec(rest);
  if (name) return { token: { kind: 'name', text: name[0], at }, length: name[0].length };
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (operator) return { token: { kind: 'operator', text: operator, at }, length: operator.length };
  return undefined;
}

class Parser {
  #source: string;
  #tokens: Token[];
  #next = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokenize(source);
  }

  ternary(): Node {
    const condition = this.#binary(0);
    if (this.#take('??')) {
      const other = this.ternary();
      return (env) => condition(env) ?? other(env);
    }
    if (!this.#take('?')) return condition;
    const yes = this.ternary();
    this.expect('operator', ':');
    const no = this.ternary();
    return (env) => (condition(env) === true ? yes(env) : no(env));
  }

  expect(kind: Token['kind'], text: string): Token {
    const token = this.#peek();
    if (token.kind !== kind || token.text !== text) {
      const found = token.kind === 'end' ? 'EOF' : `Operator("${token.text}")`;
      throw new ExpressionError(failure(`unexpected token ${found}`, this.#source, token.at));
    }
    this.#next++;
    return token;
  }

  #binary(rank: number): Node {
    const operators = RANKS[rank];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(rank + 1);
    for (;;) {
      const token = this.#peek();
      const negated = token.text === 'not' && operators.includes('in') && this.#peek(1).text === 'in';
      if (negated) this.#next++;
      const operator = this.#peek();
      if (operator.kind === 'end' || operator.kind === 'string' || !operators.includes(operator.text))
        return left;
      this.#next++;
      const right = this.#binary(rank + 1);
      const apply = binaryOperation(operator.text, left, right);
      left = negated ? (env) => apply(env) !== true : apply;
    }
  }

  #unary(): Node {
    if (this.#take('!') || this.#takeName('not')) {
      const operand = this.#unary();
      return (env) => operand(env) !== true;
    }
    if (this.#take('-')) {
      const operand = this.#unary();
      return (env) => -Number(operand(env));
    }
    return this.#postfix(this.#primary());
  }

  #postfix(start: Node): Node {
    let node = start;
    for (;;) {
      const token = this.#peek();
      if (this.#take('.')) node = this.#member(node, { ...this.#name(), optional: false });
      else if (this.#take('?.')) node = this.#member(node, { ...this.#name(), optional: true });
      else if (this.#take('[')) {
        const index = this.ternary();
        this.expect('operator', ']');
        node = this.#index(node, index, token.at);
      } else if (this.#take('(')) node = this.#call(node, this.#list(')'), token.at);
      else return node;
    }
  }

  #member(target: Node, access: { name: string; at: number; optional: boolean }): Node {
    return (env) => {
      const object = target(env);
      if (object === undefined || object === null) {
        if (access.optional) return undefined;
        throw new ExpressionError(failure(`cannot fetch ${access.name} from <nil>`, this.#source, access.at));
      }
      return fetchMember(object, access.name);
    };
  }

  #index(target: Node, index: Node, at: number): Node {
    return (env) => {
      const object = target(env);
      const key = index(env);
      if (object === undefined || object === null) {
        throw new ExpressionError(failure(`cannot fetch ${String(key)} from <nil>`, this.#source, at));
      }
      return fetchMember(object, String(key));
    };
  }

  #call(target: Node, parameters: Node[], at: number): Node {
    return (env) => {
      const callee = target(env);
      if (typeof callee !== 'function') {
        throw new ExpressionError(failure('<nil> is not callable', this.#source, at));
      }
      return (callee as (...values: Value[]) => Value)(...parameters.map((parameter) => parameter(env)));
    };
  }

  #primary(): Node {
    const token = this.#peek();
    this.#next++;
    if (token.kind === 'string') return () => token.text;
    if (token.kind === 'number') return () => Number(token.text);
    if (token.kind === 'name') return this.#identifier(token);
    if (token.text === '(') {
      const inner = this.ternary();
      this.expect('operator', ')');
      return inner;
    }
    if (token.text === '[') {
      const items = this.#list(']');
      return (env) => items.map((item) => item(env));
    }
    if (token.text === '{') return this.#map();
    const found = token.kind === 'end' ? 'EOF' : `Operator("${token.text}")`;
    throw new ExpressionError(failure(`unexpected token ${found}`, this.#source, token.at));
  }

  #identifier(token: Token): Node {
    if (token.text === 'true') return () => true;
    if (token.text === 'false') return () => false;
    if (token.text === 'nil' || token.text === 'null') return () => undefined;
    return (env) => {
      if (token.text in env) return env[token.text];
      const what = this.#peek().text === '(' ? 'unknown function' : 'unknown name';
      throw new ExpressionError(failure(`${what} ${token.text}`, this.#source, token.at));
    };
  }

  #map(): Node {
    const entries: [string, Node][] = [];
    while (!this.#take('}')) {
      const key = this.#peek().text;
      this.#next++;
      this.expect('operator', ':');
      entries.push([key, this.ternary()]);
      if (!this.#take(',') && this.#peek().text !== '}') this.expect('operator', '}');
    }
    return (env) => Object.fromEntries(entries.map(([key, node]) => [key, node(env)]));
  }

  #list(end: string): Node[] {
    const items: Node[] = [];
    while (!this.#take(end)) {
      items.push(this.ternary());
      if (!this.#take(',') && this.#peek().text !== end) this.expect('operator', end);
    }
    return items;
  }

  #name(): { name: string; at: number } {
    const token = this.#peek();
    if (token.kind !== 'name') {
      throw new ExpressionError(failure(`unexpected token ${token.text}`, this.#source, token.at));
    }
    this.#next++;
    return { name: token.text, at: token.at };
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: '', at: this.#source.length };
  }

  #take(operator: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'operator' || token.text !== operator) return false;
    this.#next++;
    return true;
  }

  #takeName(name: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'name' || token.text !== name) return false;
    this.#next++;
    return true;
  }
}

/** The message with position and the source underlined, as the expression library prints it. */
function failure(message: string, source: string, at: number): string {
  return `${message} (1:${at + 1})\n | ${source}\n | ${'.'.repeat(at)}^`;
}
