"use strict";
exports.id = 7214;
exports.ids = [7214];
exports.modules = {

/***/ 7214:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  startSimulator: () => (/* binding */ startSimulator)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/simulator/kinds.js
const KARGO = { apiVersion: 'kargo.akuity.io/v1alpha1', group: 'kargo.akuity.io' };
const ARGO = { apiVersion: 'argoproj.io/v1alpha1', group: 'argoproj.io' };
const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1', group: 'rbac.authorization.k8s.io' };
const CORE = { apiVersion: 'v1', group: '' };
const KIND_INFO = {
    Project: { ...KARGO, resource: 'projects', statusSubresource: true },
    ProjectConfig: { ...KARGO, resource: 'projectconfigs', statusSubresource: true },
    Warehouse: { ...KARGO, resource: 'warehouses', statusSubresource: true },
    Freight: { ...KARGO, resource: 'freights', statusSubresource: true },
    Stage: { ...KARGO, resource: 'stages', statusSubresource: true },
    Promotion: { ...KARGO, resource: 'promotions', statusSubresource: true },
    PromotionTask: { ...KARGO, resource: 'promotiontasks', statusSubresource: false },
    AnalysisTemplate: { ...ARGO, resource: 'analysistemplates', statusSubresource: false },
    AnalysisRun: { ...ARGO, resource: 'analysisruns', statusSubresource: false },
    ServiceAccount: { ...CORE, resource: 'serviceaccounts', statusSubresource: false },
    Role: { ...RBAC, resource: 'roles', statusSubresource: false },
    RoleBinding: { ...RBAC, resource: 'rolebindings', statusSubresource: false },
    Secret: { ...CORE, resource: 'secrets', statusSubresource: false },
    ConfigMap: { ...CORE, resource: 'configmaps', statusSubresource: false },
    Event: { ...CORE, resource: 'events', statusSubresource: false },
};
function qualifiedResource(kind) {
    const info = KIND_INFO[kind];
    return info.group === '' ? info.resource : `${info.resource}.${info.group}`;
}
function withKind(kind, object) {
    return { kind, apiVersion: KIND_INFO[kind].apiVersion, ...object };
}

;// CONCATENATED MODULE: ./build/simulator/store.js


const FIRST_VERSION = 300;
class Store {
    #clock;
    #version = FIRST_VERSION;
    #objects = new Map();
    #history = [];
    #listeners = new Set();
    constructor(clock) {
        this.#clock = clock;
    }
    firstVersion = FIRST_VERSION;
    get version() {
        return this.#version;
    }
    get(kind, namespace, name) {
        return this.#of(kind).get(`${namespace}/${name}`);
    }
    list(kind, namespace) {
        const all = [...this.#of(kind).values()];
        return all
            .filter((object) => namespace === undefined || (object.metadata.namespace ?? '') === namespace)
            .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    }
    creationRank(kind, object) {
        return [...this.#of(kind).keys()].indexOf(keyOf(object));
    }
    create(kind, input) {
        this.#version++;
        const metadata = {
            uid: (0,external_node_crypto_.randomUUID)(),
            creationTimestamp: this.#clock.timestamp(),
            ...structuredClone(input.metadata),
            resourceVersion: String(this.#version),
        };
        if (KIND_INFO[kind].group !== '' && metadata.generation === undefined)
            metadata.generation = 1;
        const object = { ...structuredClone(input), metadata };
        this.#of(kind).set(keyOf(object), object);
        this.#emit({ type: 'ADDED', kind, version: this.#version, object });
        return object;
    }
    update(kind, key, change) {
        const before = this.get(kind, key.namespace, key.name);
        if (before === undefined)
            return undefined;
        const draft = structuredClone(before);
        change(draft);
        if (JSON.stringify(draft) === JSON.stringify(before))
            return before;
        this.#version++;
        draft.metadata.resourceVersion = String(this.#version);
        if (draft.metadata.generation !== undefined && body(kind, draft) !== body(kind, before)) {
            draft.metadata.generation++;
        }
        this.#of(kind).set(keyOf(draft), draft);
        this.#emit({ type: 'MODIFIED', kind, version: this.#version, object: draft });
        return draft;
    }
    patchStatus(kind, object, status) {
        return this.update(kind, store_locate(object), (draft) => {
            draft.status = structuredClone(status);
        });
    }
    annotate(kind, key, annotations) {
        const updated = this.update(kind, key, (draft) => {
            draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
        });
        return updated !== undefined;
    }
    delete(kind, namespace, name) {
        const found = this.get(kind, namespace, name);
        if (found === undefined)
            return false;
        if (found.metadata.finalizers !== undefined) {
            this.update(kind, { namespace, name }, (draft) => {
                draft.metadata.deletionTimestamp = this.#clock.timestamp();
                draft.metadata.deletionGracePeriodSeconds = 0;
                if (draft.metadata.generation !== undefined)
                    draft.metadata.generation++;
            });
        }
        const last = structuredClone(this.get(kind, namespace, name) ?? found);
        this.#version++;
        last.metadata.resourceVersion = String(this.#version);
        this.#of(kind).delete(`${namespace}/${name}`);
        this.#emit({ type: 'DELETED', kind, version: this.#version, object: last });
        return true;
    }
    subscribe(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
    since(kind, version) {
        if (version < FIRST_VERSION)
            return undefined;
        return this.#history.filter((event) => event.kind === kind && event.version > version);
    }
    #of(kind) {
        let map = this.#objects.get(kind);
        if (map === undefined) {
            map = new Map();
            this.#objects.set(kind, map);
        }
        return map;
    }
    #emit(event) {
        this.#history.push(event);
        for (const listener of [...this.#listeners])
            listener(event);
    }
}
function store_locate(object) {
    return { namespace: object.metadata.namespace ?? '', name: object.metadata.name };
}
function keyOf(object) {
    return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
function body(kind, object) {
    const rest = { ...object };
    delete rest.metadata;
    if (KIND_INFO[kind].statusSubresource)
        delete rest.status;
    return JSON.stringify(rest);
}

;// CONCATENATED MODULE: ./build/simulator/analysis.js

const FIRST_LOOK_MS = 20;
function startAnalysisController(kargo) {
    kargo.store.subscribe((event) => {
        if (event.kind !== 'AnalysisRun' || event.type !== 'ADDED')
            return;
        const run = kargo.store.get('AnalysisRun', event.object.metadata.namespace ?? '', event.object.metadata.name);
        if (run === undefined)
            return;
        const script = scriptOf(kargo, run);
        if (script.ends === 'by hand')
            return;
        const ends = script.ends;
        kargo.clock.after(FIRST_LOOK_MS, () => {
            setAnalysisPhase(kargo, run, 'Running');
            kargo.clock.after(script.afterMs, () => setAnalysisPhase(kargo, run, ends, script.message));
        });
    });
}
function scriptOf(kargo, run) {
    const stage = run.metadata.labels?.['kargo.akuity.io/stage'];
    const templates = new Set(kargo.store
        .get('Stage', run.metadata.namespace ?? '', stage ?? '')
        ?.spec.verification?.analysisTemplates?.map((template) => template.name));
    const found = kargo.simulation.analyses.find((script) => (script.stage === undefined || script.stage === stage) &&
        (script.template === undefined || templates.has(script.template)));
    return found ?? { ends: 'Successful', afterMs: 300 };
}
function hasLogs({ simulation }) {
    return simulation.analyses.some(({ log }) => log !== undefined);
}
function setAnalysisPhase(kargo, run, phase, message) {
    const time = kargo.clock.timestamp();
    kargo.store.update('AnalysisRun', store_locate(run), (draft) => {
        const terminal = phase !== 'Running' && phase !== 'Pending';
        const startedAt = String(draft.status.startedAt ?? time);
        const failed = phase === 'Failed' ? { failed: 1 } : {};
        const successful = phase === 'Successful' ? { successful: 1 } : {};
        const first = draft.spec.metrics[0]?.name ?? 'metric';
        const text = message ??
            (phase === 'Failed'
                ? `Metric "${first}" assessed Failed due to failed (1) > failureLimit (0)`
                : undefined);
        const said = text === undefined ? {} : { message: text };
        draft.status = {
            phase,
            ...said,
            metricResults: draft.spec.metrics.map((metric) => ({
                name: metric.name,
                phase,
                measurements: [{ phase, startedAt, ...(terminal ? { finishedAt: time } : {}) }],
                ...said,
                count: 1,
                ...successful,
                ...failed,
            })),
            startedAt,
            runSummary: {},
            ...(terminal && kargo.profile.analysisRunHasCompletedAt ? { completedAt: time } : {}),
        };
    });
}

;// CONCATENATED MODULE: ./build/simulator/argo-cd.js
const DEFAULT_SOURCE = 'https://git.example.com/gitops.git';
const REVISION = '7d1e5c3a9b2f4e6d8c0a1b3c5d7e9f1a2b4c6d8e';
class ArgoCD {
    #clock;
    #applications = new Map();
    #listeners = new Set();
    constructor(clock, scripts) {
        this.#clock = clock;
        for (const script of scripts) {
            this.#applications.set(script.name, {
                ...script,
                repoURL: script.repoURL ?? DEFAULT_SOURCE,
                revision: REVISION,
            });
        }
    }
    find(name) {
        return this.#applications.get(name);
    }
    get(name, namespace = 'argocd') {
        let application = this.#applications.get(name);
        if (application === undefined) {
            application = {
                name,
                namespace,
                health: 'Healthy',
                revision: REVISION,
                syncMs: 100,
                repoURL: DEFAULT_SOURCE,
            };
            this.#applications.set(name, application);
        }
        return application;
    }
    sync(name, promotion) {
        const application = this.get(name);
        const operation = { phase: 'Running', message: '', promotion };
        application.operation = operation;
        this.#changed(application);
        if (application.syncMs === undefined)
            return;
        this.#clock.after(application.syncMs, () => {
            if (application.operation === operation && operation.phase === 'Running') {
                this.finish(name, 'Succeeded', 'successfully synced');
            }
        });
    }
    finish(name, phase, message) {
        const application = this.get(name);
        if (application.operation === undefined)
            return;
        application.operation.phase = phase;
        application.operation.message = message;
        application.operation.finishedAt = this.#clock.now();
        this.#changed(application);
    }
    setHealth(name, health, message) {
        const application = this.get(name);
        application.health = health;
        if (message === undefined)
            delete application.healthMessage;
        else
            application.healthMessage = message;
        this.#changed(application);
    }
    onChange(listener) {
        this.#listeners.add(listener);
    }
    #changed(application) {
        for (const listener of this.#listeners)
            listener(application);
    }
}
function applicationStatus(application) {
    const { operation } = application;
    const message = application.healthMessage === undefined ? {} : { message: application.healthMessage };
    const source = { repoURL: application.repoURL, targetRevision: 'main' };
    return {
        Name: application.name,
        Namespace: application.namespace,
        health: { status: application.health, ...message },
        operationState: operation === undefined
            ? null
            : {
                finishedAt: operation.finishedAt === undefined ? null : isoSeconds(operation.finishedAt),
                message: operation.message,
                operation: {
                    info: [
                        { name: 'Reason', value: 'Promotion triggered a sync of this Application resource.' },
                        { name: 'kargo.akuity.io/promotion', value: operation.promotion },
                    ],
                    initiatedBy: { username: 'admin' },
                    retry: {},
                    sync: {},
                },
                phase: operation.phase,
                syncResult: { revision: application.revision, source },
            },
        sync: { revision: application.revision, status: 'Synced' },
    };
}
function isoSeconds(time) {
    return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

;// CONCATENATED MODULE: ./build/simulator/clock.js
class Clock {
    #offset = 0;
    #timers = new Set();
    #closed = false;
    now() {
        return Date.now() + this.#offset;
    }
    timestamp() {
        return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
    }
    after(ms, run, background = false) {
        if (this.#closed)
            return () => { };
        const timer = { due: this.now() + ms, run, background, handle: undefined };
        this.#timers.add(timer);
        this.#arm(timer);
        return () => this.#drop(timer);
    }
    pause(ms) {
        return new Promise((resolve) => {
            this.after(ms, resolve);
        });
    }
    advance(ms) {
        this.#offset += ms;
        for (const timer of this.#timers) {
            clearTimeout(timer.handle);
            this.#arm(timer);
        }
    }
    nextDueMs() {
        let next = Number.POSITIVE_INFINITY;
        for (const timer of this.#timers) {
            if (!timer.background)
                next = Math.min(next, timer.due - this.now());
        }
        return next;
    }
    close() {
        this.#closed = true;
        for (const timer of this.#timers)
            clearTimeout(timer.handle);
        this.#timers.clear();
    }
    #arm(timer) {
        const wait = Math.min(Math.max(0, timer.due - this.now()), 86_400_000);
        timer.handle = setTimeout(() => {
            if (timer.due - this.now() > 1) {
                this.#arm(timer);
                return;
            }
            this.#drop(timer);
            timer.run();
        }, wait);
    }
    #drop(timer) {
        clearTimeout(timer.handle);
        this.#timers.delete(timer);
    }
}

;// CONCATENATED MODULE: ./build/simulator/demo-world.js
const demoWorld = `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: shop }
---
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  webhookReceivers:
  - name: ci
    generic:
      secretRef: { name: ci-webhook }
      actions:
      - action: Refresh
        whenExpression: request.body.event == 'push'
        targetSelectionCriteria:
        - kind: Warehouse
          name: \${{ request.body.warehouse }}
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata:
  name: web
  namespace: shop
  labels: { team: web }
spec:
  interval: 1h
  subscriptions:
  - image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0, discoveryLimit: 5 }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: smoke, namespace: shop }
spec:
  metrics:
  - name: smoke
    provider:
      job: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: alpine }] } } } }
---
${stage('test', { sources: 'direct: true' })}
---
${stage('uat', { sources: 'stages: [test]', verification: true })}
---
${stage('prod', { sources: 'stages: [uat]' })}
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: broken, namespace: shop }
spec:
  requestedFreight:
  - origin: { kind: Warehouse, name: web }
    sources: { direct: true }
  promotionTemplate:
    spec:
      steps:
      - uses: git-clone
        as: clone
        config:
          repoURL: https://github.com/acme/gitops.git
          checkout: [{ branch: main, path: ./src }]
      - uses: helm-template
        as: render
        config: { path: ./src/charts/web, outPath: ./out }
      - uses: argocd-update
        as: sync
        config: { apps: [{ name: web-broken }] }
---
kind: Simulation
artifacts:
- image: ghcr.io/acme/web:1.0.0
  createdAt: 2026-08-01T08:00:00Z
  annotations: { org.opencontainers.image.revision: 4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d }
analyses:
- stage: uat
  ends: Successful
  after: 1s
steps:
- { uses: git-clone, takes: 200ms }
- { uses: yaml-update, takes: 100ms }
- { uses: git-commit, takes: 100ms }
- { uses: git-push, takes: 200ms }
- uses: helm-template
  takes: 150ms
  status: Failed
  message: 'error rendering chart: values.yaml: image.pullPolicy: "Sometimes" is not one of Always, IfNotPresent, Never'
- { uses: argocd-update, takes: 250ms }
`;
function stage(name, { sources, verification = false }) {
    return `apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight:
  - origin: { kind: Warehouse, name: web }
    sources: { ${sources} }
  promotionTemplate:
    spec:
      steps:
      - uses: git-clone
        as: clone
        config:
          repoURL: https://github.com/acme/gitops.git
          checkout: [{ branch: main, path: ./src }]
      - uses: yaml-update
        as: update
        config:
          path: ./src/env/${name}/values.yaml
          updates: [{ key: image.tag, value: "\${{ imageFrom('ghcr.io/acme/web').Tag }}" }]
      - uses: git-commit
        as: commit
        config: { path: ./src, message: "promote web to ${name}" }
      - uses: git-push
        as: push
        config: { path: ./src }
      - uses: argocd-update
        as: sync
        config: { apps: [{ name: web-${name} }] }${verification ? '\n  verification:\n    analysisTemplates: [{ name: smoke }]' : ''}`;
}

;// CONCATENATED MODULE: ./build/simulator/objects.js
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function records(value) {
    return Array.isArray(value) ? value.filter(isRecord) : [];
}
const ANNOTATION = {
    refresh: 'kargo.akuity.io/refresh',
    abort: 'kargo.akuity.io/abort',
    reverify: 'kargo.akuity.io/reverify',
    actor: 'kargo.akuity.io/create-actor',
    stage: 'kargo.akuity.io/stage',
    hold: 'kargo.akuity.io/auto-promotion-hold',
    resume: 'kargo.akuity.io/auto-promotion-resume',
    promotion: 'kargo.akuity.io/promotion',
    argocdContext: 'kargo.akuity.io/argocd-context',
};
const LABEL = {
    alias: 'kargo.akuity.io/alias',
    stage: 'kargo.akuity.io/stage',
    freightCollection: 'kargo.akuity.io/freight-collection',
    apiToken: 'rbac.kargo.akuity.io/api-token',
};
const TERMINAL_PROMOTION = new Set(['Succeeded', 'Failed', 'Errored', 'Aborted']);
const TERMINAL_VERIFICATION = new Set(['Successful', 'Failed', 'Error', 'Aborted', 'Inconclusive']);
function isTerminalPhase(phase) {
    return phase !== undefined && TERMINAL_PROMOTION.has(phase);
}
function isTerminalVerification(phase) {
    return phase !== undefined && TERMINAL_VERIFICATION.has(phase);
}
function originKey(origin) {
    return `${origin.kind}/${origin.name}`;
}

;// CONCATENATED MODULE: ./build/simulator/faults.js

const FAULT_KINDS = [
    'status',
    'drop',
    'drop-after-commit',
    'delay',
    'half-body',
    'empty',
    'html',
    'dead-stream',
    'end-stream',
    'reset-stream',
    'stale-read',
];
class Faults {
    #rules = [];
    add(description) {
        const fault = description.fault;
        const kind = isRecord(fault) ? FAULT_KINDS.find((candidate) => candidate === fault.kind) : undefined;
        if (!isRecord(fault) || kind === undefined)
            return `fault.kind is one of ${FAULT_KINDS.join(', ')}`;
        const match = isRecord(description.match) ? description.match : {};
        const { method, path } = match;
        let pattern;
        try {
            pattern = typeof path === 'string' ? new RegExp(path) : undefined;
        }
        catch {
            return 'match.path is no regular expression';
        }
        this.#rules.push({
            method: typeof method === 'string' ? method.toUpperCase() : undefined,
            path: pattern,
            times: Number(description.times ?? 1),
            skip: Number(description.after ?? 0),
            fault: { ...readFault(fault), kind },
        });
        return undefined;
    }
    clear() {
        this.#rules = [];
    }
    take(method, url) {
        for (const rule of this.#rules) {
            if (rule.method !== undefined && rule.method !== method)
                continue;
            if (rule.path !== undefined && !rule.path.test(url))
                continue;
            if (rule.skip > 0) {
                rule.skip--;
                continue;
            }
            if (rule.times <= 0)
                continue;
            rule.times--;
            return rule.fault;
        }
        return undefined;
    }
}
function readFault(fault) {
    const { status, body, headers, delayMs } = fault;
    return {
        ...(typeof status === 'number' ? { status } : {}),
        ...(body === undefined ? {} : { body }),
        ...(isRecord(headers)
            ? { headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)])) }
            : {}),
        ...(typeof delayMs === 'number' ? { delayMs } : {}),
    };
}

;// CONCATENATED MODULE: ./build/simulator/artifacts.js

function noArtifacts() {
    return { images: [], commits: [], charts: [], emptyRepositories: new Set(), down: new Set() };
}
function pushImage(artifacts, image) {
    artifacts.images = artifacts.images.filter((existing) => existing.repoURL !== image.repoURL || existing.tag !== image.tag);
    artifacts.images.push(image);
}
function pushCommit(artifacts, commit) {
    artifacts.commits.push(commit);
}
function pushChart(artifacts, chart) {
    artifacts.charts.push(chart);
}
function splitImageReference(reference) {
    const [named = '', digest] = reference.split('@');
    const colon = named.lastIndexOf(':');
    const hasTag = colon > named.lastIndexOf('/');
    return {
        repoURL: hasTag ? named.slice(0, colon) : named,
        tag: hasTag ? named.slice(colon + 1) : 'latest',
        ...(digest === undefined ? {} : { digest }),
    };
}
function digestOf(text) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}`;
}
function sha1(text) {
    return (0,external_node_crypto_.createHash)('sha1').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./build/simulator/git-host.js

class GitHost {
    forge;
    #repositories = new Map();
    constructor(forge) {
        this.forge = forge ?? new MemoryForge(this);
    }
    branch(repoURL, name) {
        const branches = this.#branches(repoURL);
        let branch = branches.get(name);
        if (branch === undefined) {
            const main = name === 'main' ? undefined : branches.get('main');
            branch = main ?? { commit: sha1(`${repoURL} ${name}`), tree: {} };
            branches.set(name, branch);
        }
        return branch;
    }
    push(repoURL, name, branch) {
        this.#branches(repoURL).set(name, structuredClone(branch));
    }
    #branches(repoURL) {
        let branches = this.#repositories.get(repoURL);
        if (branches === undefined) {
            branches = new Map();
            this.#repositories.set(repoURL, branches);
        }
        return branches;
    }
}
class MemoryForge {
    #git;
    #requests = new Map();
    constructor(git) {
        this.#git = git;
    }
    async open(repoURL, request) {
        const requests = this.#of(repoURL);
        const number = requests.length + 1;
        const base = repoURL.replace(/\.git$/, '');
        const created = {
            number,
            url: base.includes('github') ? `${base}/pull/${number}` : `${base}/-/merge_requests/${number}`,
            sourceBranch: request.sourceBranch,
            targetBranch: request.targetBranch,
            headCommit: request.headCommit,
            title: request.title,
            open: true,
            merged: false,
        };
        requests.push(created);
        return created;
    }
    async get(repoURL, number) {
        return this.#of(repoURL).find((request) => request.number === number);
    }
    async merge(repoURL, number) {
        const request = await this.get(repoURL, number);
        if (request?.open !== true)
            return request;
        const source = this.#git.branch(repoURL, request.sourceBranch);
        const commit = sha1(`merge ${repoURL} ${number}`);
        this.#git.push(repoURL, request.targetBranch, { commit, tree: source.tree });
        Object.assign(request, { open: false, merged: true, mergeCommit: commit });
        return request;
    }
    async close(repoURL, number) {
        const request = await this.get(repoURL, number);
        if (request?.open === true)
            request.open = false;
        return request;
    }
    #of(repoURL) {
        const key = repoURL.replace(/\.git$/, '');
        let requests = this.#requests.get(key);
        if (requests === undefined) {
            requests = [];
            this.#requests.set(key, requests);
        }
        return requests;
    }
}

;// CONCATENATED MODULE: ./build/simulator/ledger.js
class Ledger {
    entries = [];
    record(entry) {
        this.entries.push(entry);
        return entry;
    }
}
function ledgerBody(body) {
    if (body.length === 0)
        return null;
    const text = body.toString('utf8');
    try {
        return JSON.parse(text);
    }
    catch {
        return text.length > 4096 ? `${text.slice(0, 4096)}\u2026 (${body.length} bytes)` : text;
    }
}

;// CONCATENATED MODULE: ./build/simulator/conditions.js
function setCondition(status, verdict, at) {
    const conditions = status.conditions ?? [];
    status.conditions = conditions;
    const existing = conditions.find((condition) => condition.type === verdict.type);
    if (existing === undefined) {
        conditions.push({
            ...verdict,
            lastTransitionTime: at.time,
            ...(at.generation === undefined ? {} : { observedGeneration: at.generation }),
        });
        return;
    }
    if (existing.status !== verdict.status)
        existing.lastTransitionTime = at.time;
    existing.status = verdict.status;
    existing.reason = verdict.reason;
    existing.message = verdict.message;
    if (at.generation === undefined)
        delete existing.observedGeneration;
    else
        existing.observedGeneration = at.generation;
}
function removeCondition(status, type) {
    if (status.conditions === undefined)
        return;
    status.conditions = status.conditions.filter((condition) => condition.type !== type);
}
function findCondition(status, type) {
    return status.conditions?.find((condition) => condition.type === type);
}

;// CONCATENATED MODULE: ./build/simulator/api-error.js
class ApiError extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
class UnexpectedError extends Error {
}
function notFound(resource, name) {
    return new ApiError(404, `${resource} "${name}" not found`);
}

;// CONCATENATED MODULE: ./build/simulator/rbac.js


function authorize(kargo, identity, access) {
    if (isAllowed(kargo, identity, access))
        return;
    const resource = qualifiedResource(access.kind);
    const name = access.name === undefined ? '' : ` "${access.name}"`;
    throw new ApiError(403, `review subject access: ${resource}${name} is forbidden: ${access.verb} is not permitted`);
}
function isAllowed(kargo, identity, access) {
    if (identity.kind === 'admin')
        return true;
    const rules = identity.clusterRules ?? rulesOf(kargo, identity.namespace, identity.name);
    if (identity.clusterRules === undefined && access.namespace !== identity.namespace)
        return false;
    return rules.some((rule) => permits(rule, access));
}
function permits(rule, access) {
    const info = KIND_INFO[access.kind];
    const resource = access.subresource === undefined ? info.resource : `${info.resource}/${access.subresource}`;
    const has = (list, value) => list?.includes(value) || list?.includes('*') || false;
    if (!has(rule.verbs, access.verb) || !has(rule.apiGroups, info.group) || !has(rule.resources, resource)) {
        return false;
    }
    if (rule.resourceNames === undefined || rule.resourceNames.length === 0)
        return true;
    return access.name !== undefined && rule.resourceNames.includes(access.name);
}
function rulesOf(kargo, namespace, account) {
    return kargo.store
        .list('RoleBinding', namespace)
        .filter((binding) => binding.subjects?.some((subject) => subject.kind === 'ServiceAccount' && subject.name === account))
        .flatMap((binding) => kargo.store.get('Role', namespace, binding.roleRef.name)?.rules ?? []);
}
function actorOf(kargo, identity) {
    if (identity.kind === 'admin')
        return 'admin';
    if (kargo.profile.tokenActor === 'unknown actor')
        return 'unknown actor';
    return `kubernetes:system:serviceaccount:${identity.namespace}:${identity.name}`;
}
const READ = ['get', 'list', 'watch'];
const ALL = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const KARGO_GROUP = 'kargo.akuity.io';
function rule(group, resource, verbs) {
    return { verbs, apiGroups: [group], resources: [resource] };
}
function predefinedRoles(profile) {
    const tasks = profile.rolesKnowTasks ? [rule(KARGO_GROUP, 'promotiontasks', ALL)] : [];
    const targets = (verbs) => profile.rolesKnowTargets ? [rule(KARGO_GROUP, 'targets', verbs)] : [];
    const rbac = (verbs) => [
        rule('rbac.authorization.k8s.io', 'rolebindings', verbs),
        rule('rbac.authorization.k8s.io', 'roles', verbs),
    ];
    const looking = [
        rule('argoproj.io', 'analysisruns', READ),
        rule('argoproj.io', 'analysistemplates', READ),
        rule('', 'configmaps', READ),
        rule('', 'events', READ),
        rule('', 'serviceaccounts', READ),
        rule(KARGO_GROUP, 'freights', READ),
    ];
    return {
        'kargo-admin': [
            rule('argoproj.io', 'analysisruns', ['delete', ...READ]),
            rule('argoproj.io', 'analysistemplates', ALL),
            rule('', 'configmaps', ALL),
            rule('', 'events', READ),
            rule('', 'secrets', ALL),
            rule('', 'serviceaccounts', ALL),
            rule(KARGO_GROUP, 'freights', ALL),
            rule(KARGO_GROUP, 'freights/status', ['patch']),
            rule(KARGO_GROUP, 'projectconfigs', ALL),
            rule(KARGO_GROUP, 'promotions', ['create', 'delete', 'get', 'list', 'patch', 'watch']),
            ...tasks,
            rule(KARGO_GROUP, 'stages', [...ALL.slice(0, 6), 'promote', 'update', 'watch']),
            ...targets(ALL),
            rule(KARGO_GROUP, 'warehouses', ALL),
            ...rbac(ALL),
        ],
        'kargo-promoter': [
            ...looking,
            rule(KARGO_GROUP, 'freights/status', ['patch']),
            rule(KARGO_GROUP, 'projectconfigs', READ),
            rule(KARGO_GROUP, 'promotions', ['create', ...READ]),
            rule(KARGO_GROUP, 'stages', ['get', 'list', 'promote', 'watch']),
            rule(KARGO_GROUP, 'warehouses', READ),
            ...rbac(READ),
        ],
        'kargo-viewer': [
            ...looking,
            rule(KARGO_GROUP, 'projectconfigs', READ),
            rule(KARGO_GROUP, 'promotions', READ),
            rule(KARGO_GROUP, 'stages', READ),
            ...targets(READ),
            rule(KARGO_GROUP, 'warehouses', READ),
            ...rbac(READ),
        ],
    };
}
const SYSTEM_NAMESPACE = 'kargo';
const SYSTEM_ROLES = {
    'kargo-admin': [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    'kargo-viewer': [
        {
            verbs: READ,
            apiGroups: [KARGO_GROUP, 'argoproj.io', ''],
            resources: [
                'projects',
                'projectconfigs',
                'warehouses',
                'freights',
                'stages',
                'promotions',
                'promotiontasks',
                'analysisruns',
                'analysistemplates',
                'events',
                'configmaps',
                'serviceaccounts',
            ],
        },
    ],
    'kargo-user': [{ verbs: READ, apiGroups: [KARGO_GROUP], resources: ['projects'] }],
    'kargo-project-creator': [
        { verbs: [...READ, 'create'], apiGroups: [KARGO_GROUP], resources: ['projects'] },
    ],
};

;// CONCATENATED MODULE: ./build/simulator/project.js





const FINALIZER = 'kargo.akuity.io/finalizer';
const MANAGED = { 'rbac.kargo.akuity.io/managed': 'true' };
function createProject(kargo, name, actor) {
    const { store } = kargo;
    const project = store.create('Project', {
        metadata: { name, annotations: { [ANNOTATION.actor]: actor } },
        status: {},
    });
    if (store.get('ServiceAccount', name, 'default') === undefined) {
        store.create('ServiceAccount', { metadata: { name: 'default', namespace: name } });
    }
    for (const [role, rules] of Object.entries(predefinedRoles(kargo.profile))) {
        createRole(kargo, { namespace: name, name: role }, rules);
    }
    kargo.clock.after(kargo.simulation.latencyMs, () => {
        store.update('Project', { namespace: '', name }, (draft) => {
            draft.metadata.finalizers = [FINALIZER];
        });
        store.update('Project', { namespace: '', name }, (draft) => synced(kargo, draft, 'Project'));
    });
    return project;
}
function createRole(kargo, at, rules) {
    const { store } = kargo;
    const metadata = { ...at, annotations: { ...MANAGED } };
    if (store.get('ServiceAccount', at.namespace, at.name) === undefined) {
        store.create('ServiceAccount', { metadata });
    }
    if (rules === undefined || store.get('Role', at.namespace, at.name) !== undefined)
        return;
    store.create('Role', { metadata, rules });
    store.create('RoleBinding', {
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: at.name },
        subjects: [{ kind: 'ServiceAccount', name: at.name, namespace: at.namespace }],
    });
}
function synced(kargo, draft, kind) {
    const message = kind === 'Project' ? 'Project is synced and ready for use' : 'ProjectConfig is synced and ready for use';
    setCondition(draft.status, { type: 'Ready', status: 'True', reason: 'Synced', message }, { time: kargo.clock.timestamp(), generation: draft.metadata.generation });
}
function startProjectConfigController(kargo, address) {
    const reconcile = (config) => {
        const receivers = (config.spec.webhookReceivers ?? []).flatMap((receiver) => {
            const path = receiverPath(kargo, config, receiver);
            return path === undefined ? [] : [{ name: receiver.name, path, url: `${address()}${path}` }];
        });
        kargo.store.update('ProjectConfig', store_locate(config), (draft) => {
            synced(kargo, draft, 'ProjectConfig');
            if (draft.metadata.generation !== undefined)
                draft.status.observedGeneration = draft.metadata.generation;
            if (receivers.length === 0)
                delete draft.status.webhookReceivers;
            else
                draft.status.webhookReceivers = receivers;
        });
    };
    kargo.store.subscribe((event) => {
        if (event.type === 'DELETED')
            return;
        const { namespace = '', name } = event.object.metadata;
        if (event.kind === 'ProjectConfig') {
            const config = kargo.store.get('ProjectConfig', namespace, name);
            if (config !== undefined && config.status.observedGeneration !== config.metadata.generation)
                reconcile(config);
        }
        if (event.kind === 'Secret') {
            const config = kargo.store.get('ProjectConfig', namespace, namespace);
            if (config !== undefined)
                reconcile(config);
        }
    });
    for (const config of kargo.store.list('ProjectConfig'))
        reconcile(config);
}
const SECRET_KEYS = {
    gitlab: 'secret-token',
    harbor: 'auth-header',
    artifactory: 'secret-token',
};
function platformOf(receiver) {
    return Object.keys(receiver).find((key) => key !== 'name');
}
function receiverSecret(kargo, config, receiver) {
    const platform = platformOf(receiver) ?? '';
    const settings = receiver[platform];
    const secret = kargo.store.get('Secret', config.metadata.namespace ?? '', settings?.secretRef?.name ?? '');
    return secret === undefined ? undefined : secretValue(secret, SECRET_KEYS[platform] ?? 'secret');
}
function secretValue(secret, key) {
    const encoded = secret.data?.[key];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
function receiverPath(kargo, config, receiver) {
    const platform = platformOf(receiver);
    const secret = receiverSecret(kargo, config, receiver);
    if (platform === undefined || secret === undefined)
        return undefined;
    const text = `${config.metadata.namespace}${String(receiver.name)}${secret}`;
    return `/${platform}/${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')}`;
}

;// CONCATENATED MODULE: ./build/simulator/events.js


function record(kargo, input) {
    const time = kargo.clock.timestamp();
    const annotations = {};
    for (const [key, value] of Object.entries(input.details)) {
        if (value !== undefined)
            annotations[`event.kargo.akuity.io/${key}`] = value;
    }
    const stamp = BigInt(kargo.clock.now()) * 1000000n + BigInt(kargo.store.version % 1_000_000);
    kargo.store.create('Event', {
        metadata: { name: `${input.name}.${stamp.toString(16)}`, namespace: input.namespace, annotations },
        involvedObject: {
            kind: input.about,
            namespace: input.namespace,
            name: input.name,
            apiVersion: KIND_INFO[input.about].apiVersion,
        },
        reason: input.reason,
        message: input.message,
        source: { component: input.component },
        firstTimestamp: time,
        lastTimestamp: time,
        count: 1,
        type: 'Normal',
        eventTime: null,
        reportingComponent: input.component,
        reportingInstance: '',
    });
}
function freightDetails(kargo, freight) {
    const list = (artifacts) => (artifacts === undefined ? undefined : goJson(artifacts));
    return {
        project: freight.metadata.namespace,
        'freight-name': freight.metadata.name,
        'freight-alias': freight.alias,
        'freight-create-time': freight.metadata.creationTimestamp,
        'freight-commits': list(freight.commits),
        'freight-images': list(freight.images),
        'freight-charts': list(freight.charts),
        'freight-warehouse-name': kargo.profile.freightHasDiscoveredAt ? freight.origin.name : undefined,
    };
}
function goJson(value) {
    const codes = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
    return JSON.stringify(value).replace(/[<>&]/g, (character) => codes[character] ?? character);
}
function promotionDetails(kargo, promotion, actor) {
    const freight = kargo.store.get('Freight', promotion.metadata.namespace ?? '', promotion.spec.freight);
    return {
        actor,
        project: promotion.metadata.namespace,
        'promotion-name': promotion.metadata.name,
        'promotion-create-time': promotion.metadata.creationTimestamp,
        'stage-name': promotion.spec.stage,
        ...(freight === undefined ? {} : freightDetails(kargo, freight)),
    };
}
const STAGE_CONTROLLER = 'controller:stage-controller';
function promotionCreated(kargo, promotion) {
    const actor = promotion.metadata.annotations?.[ANNOTATION.actor];
    const { stage, freight } = promotion.spec;
    const found = kargo.store.get('Freight', promotion.metadata.namespace ?? '', freight);
    const origin = found === undefined ? '' : originKey(found.origin);
    record(kargo, {
        reason: 'PromotionCreated',
        message: actor === undefined
            ? `Automatically promoted Freight from origin "${origin}" for Stage "${stage}"`
            : `Promotion created for Stage "${stage}" by "${actor}"`,
        component: actor === undefined ? 'stage-controller' : 'api',
        about: 'Promotion',
        name: promotion.metadata.name,
        namespace: promotion.metadata.namespace ?? '',
        details: promotionDetails(kargo, promotion, actor ?? STAGE_CONTROLLER),
    });
}
function promotionEnded(kargo, promotion) {
    const { phase = '', message } = promotion.status;
    const namespace = promotion.metadata.namespace ?? '';
    const stage = kargo.store.get('Stage', namespace, promotion.spec.stage);
    const text = message === undefined || message === '' ? `Promotion ${phase}` : `Promotion ${phase}: ${message}`;
    const pending = phase === 'Succeeded' ? String(stage?.spec.verification !== undefined) : undefined;
    record(kargo, {
        reason: `Promotion${phase}`,
        message: phase === 'Aborted' ? (message ?? text) : text,
        component: 'promotion-controller',
        about: 'Promotion',
        name: promotion.metadata.name,
        namespace,
        details: {
            ...promotionDetails(kargo, promotion, promotion.metadata.annotations?.[ANNOTATION.actor] ?? 'controller:promotion-controller'),
            'verification-pending': pending,
        },
    });
}
function verificationEnded(kargo, stage, entry) {
    for (const item of Object.values(stage.status.freightHistory?.[0]?.items ?? {})) {
        const freight = kargo.store.get('Freight', stage.metadata.namespace ?? '', item.name);
        if (freight !== undefined)
            verificationOf(kargo, { stage, freight, entry });
    }
}
function verificationPassed(kargo, stage, freight) {
    const time = kargo.clock.timestamp();
    const entry = { id: '', phase: 'Successful', startTime: time, finishTime: time };
    verificationOf(kargo, { stage, freight, entry });
}
function verificationOf(kargo, ended) {
    const { stage, freight, entry } = ended;
    const namespace = stage.metadata.namespace ?? '';
    const run = entry.analysisRun?.name;
    const promotion = run === undefined
        ? undefined
        : kargo.store.get('AnalysisRun', namespace, run)?.metadata.annotations?.[ANNOTATION.promotion];
    const words = { Successful: 'Succeeded', Error: 'Errored' };
    const phase = entry.phase ?? 'Unknown';
    record(kargo, {
        reason: `FreightVerification${words[phase] ?? phase}`,
        message: entry.message ?? 'Freight verification succeeded',
        component: 'stage-controller',
        about: 'Freight',
        name: freight.metadata.name,
        namespace,
        details: {
            actor: entry.actor ?? STAGE_CONTROLLER,
            'stage-name': stage.metadata.name,
            ...freightDetails(kargo, freight),
            'analysis-run-name': run,
            'promotion-name': promotion,
            'verification-start-time': entry.startTime,
            'verification-finish-time': entry.finishTime,
        },
    });
}
function freightApproved(kargo, freight, approval) {
    record(kargo, {
        reason: 'FreightApproved',
        message: `Freight approved for Stage "${approval.stage}" by "${approval.actor}"`,
        component: 'api',
        about: 'Freight',
        name: freight.metadata.name,
        namespace: freight.metadata.namespace ?? '',
        details: { actor: approval.actor, 'stage-name': approval.stage, ...freightDetails(kargo, freight) },
    });
}
function freightCreated(kargo, freight, actor) {
    if (!kargo.profile.freightHasDiscoveredAt)
        return;
    record(kargo, {
        reason: 'FreightCreated',
        message: actor === undefined ? 'Freight created from discovered artifacts' : `Freight created by "${actor}"`,
        component: actor === undefined ? 'warehouse-controller' : 'api',
        about: 'Freight',
        name: freight.metadata.name,
        namespace: freight.metadata.namespace ?? '',
        details: {
            actor: actor ?? 'controller:warehouse-controller',
            'stage-name': '',
            ...freightDetails(kargo, freight),
        },
    });
}

;// CONCATENATED MODULE: ./build/simulator/go-duration.js
const UNIT_MS = {
    ns: 1e-6,
    us: 1e-3,
    \u00b5s: 1e-3,
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
};
function parseGoDuration(text) {
    if (text === '0')
        return 0;
    if (!/^(\d+(\.\d+)?(ns|us|\u00b5s|ms|s|m|h))+$/.test(text))
        return undefined;
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|\u00b5s|ms|s|m|h)/g)) {
        total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
    }
    return total;
}
function formatGoDuration(ms) {
    if (ms === 0)
        return '0s';
    if (ms < 1000)
        return `${trimmed(ms)}ms`;
    const hours = Math.floor(ms / 3_600_000);
    const minutes = Math.floor((ms % 3_600_000) / 60_000);
    const seconds = trimmed((ms % 60_000) / 1000);
    if (hours > 0)
        return `${hours}h${minutes}m${seconds}s`;
    return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
function trimmed(value) {
    return value.toFixed(9).replace(/0+$/, '').replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./build/simulator/freight.js



function freightName(contents) {
    return hashArtifacts(originKey(contents.origin), contents);
}
function originlessHash(contents) {
    return hashArtifacts('/', contents);
}
function hashArtifacts(origin, contents) {
    const commits = (contents.commits ?? []).map(({ repoURL, tag, id, subscriptionName }) => `${normaliseGitUrl(repoURL)}:${tag === undefined ? '' : `${tag}:`}${id}${suffix(subscriptionName)}`);
    const images = (contents.images ?? []).map(({ repoURL, tag, digest, subscriptionName }) => `${repoURL}:${tag ?? ''}@${digest ?? ''}${suffix(subscriptionName)}`);
    const charts = (contents.charts ?? []).map(({ repoURL, name, version, subscriptionName }) => `${name === undefined ? repoURL : `${repoURL}/${name}`}:${version}${suffix(subscriptionName)}`);
    return sha1(`${origin}:${[...commits, ...images, ...charts].sort().join('|')}`);
}
function suffix(subscriptionName) {
    return subscriptionName === undefined ? '' : `:${subscriptionName}`;
}
function normaliseGitUrl(url) {
    return url
        .replace(/\/+$/, '')
        .replace(/\.git$/, '')
        .toLowerCase();
}
function collectionId(names) {
    return sha1([...names].sort().join(','));
}
function referenceOf(freight) {
    return {
        name: freight.metadata.name,
        origin: { ...freight.origin },
        ...(freight.commits === undefined ? {} : { commits: structuredClone(freight.commits) }),
        ...(freight.images === undefined ? {} : { images: structuredClone(freight.images) }),
        ...(freight.charts === undefined ? {} : { charts: structuredClone(freight.charts) }),
    };
}
function isAvailable(stage, freight, at) {
    const approved = freight.status.approvedFor?.[stage.metadata.name] !== undefined;
    if (approved && !at.profile.approvalNeedsOrigin)
        return true;
    for (const request of stage.spec.requestedFreight) {
        if (originKey(request.origin) !== originKey(freight.origin))
            continue;
        if (approved || request.sources.direct === true)
            return true;
        const upstream = request.sources.stages ?? [];
        const required = parseGoDuration(request.sources.requiredSoakTime ?? '0') ?? 0;
        const ready = (name) => isVerifiedAndSoaked(freight, { stage: name, required, now: at.now });
        if (request.sources.availabilityStrategy === 'All')
            return upstream.every(ready);
        if (upstream.some(ready))
            return true;
    }
    return false;
}
function isVerifiedAndSoaked(freight, need) {
    const verified = freight.status.verifiedIn?.[need.stage];
    if (verified === undefined)
        return false;
    if (need.required === 0)
        return true;
    const stored = parseGoDuration(verified.longestSoak ?? '0') ?? 0;
    const since = freight.status.currentlyIn?.[need.stage]?.since;
    const running = since === undefined ? 0 : need.now - Date.parse(since);
    return Math.max(stored, running) >= need.required;
}
function foundAt(freight) {
    return Date.parse(freight.discoveredAt ?? freight.metadata.creationTimestamp);
}
const ADJECTIVES = 'agile amber brave bright calm clever coral crisp eager early fancy gentle golden happy hidden icy jolly kind ' +
    'lively lucky mellow merry misty noble olive orange patient plucky polite proud quick quiet rapid rosy sandy ' +
    'silent silver sleepy smart snowy solid spicy steady sunny swift tidy tender vivid warm wise witty young zesty';
const ANIMALS = 'alpaca badger beaver bison bobcat camel cheetah condor coyote crane dingo dolphin eagle falcon ferret finch fox ' +
    'gecko gibbon heron hyena ibex iguana jackal jaguar koala lemur leopard lizard llama lynx macaw marmot marten ' +
    'moose narwhal newt ocelot octopus orca otter owl panda parrot pelican penguin puffin quail rabbit raven robin ' +
    'salmon seal shark sloth sparrow swan tapir toucan turtle walrus weasel wombat yak zebra';
function aliasFor(name, taken) {
    const adjectives = ADJECTIVES.split(' ');
    const animals = ANIMALS.split(' ');
    for (let attempt = 0;; attempt++) {
        const seed = Number.parseInt(sha1(`${name}${attempt}`).slice(0, 8), 16);
        const adjective = adjectives[seed % adjectives.length] ?? 'plain';
        const animal = animals[Math.floor(seed / adjectives.length) % animals.length] ?? 'cat';
        const alias = `${adjective}-${animal}`;
        if (!taken.has(alias))
            return alias;
    }
}

;// CONCATENATED MODULE: ./build/simulator/expression-operators.js
class ExpressionError extends Error {
}
function fetchMember(object, name) {
    if (typeof object === 'string' || typeof object === 'number' || typeof object === 'boolean')
        return undefined;
    if (Array.isArray(object))
        return object.at(Number(name));
    return Object.hasOwn(object, name) ? object[name] : undefined;
}
function binaryOperation(operator, left, right) {
    switch (operator) {
        case '||':
        case 'or':
            return (env) => left(env) === true || right(env) === true;
        case '&&':
        case 'and':
            return (env) => left(env) === true && right(env) === true;
        default:
            return (env) => compute(operator, left(env), right(env));
    }
}
function compute(operator, a, b) {
    switch (operator) {
        case '==':
            return equal(a, b);
        case '!=':
            return !equal(a, b);
        case 'in':
            return Array.isArray(b) ? b.some((item) => equal(item, a)) : Object.hasOwn(Object(b), String(a));
        case 'contains':
            return String(a).includes(String(b));
        case 'startsWith':
            return String(a).startsWith(String(b));
        case 'endsWith':
            return String(a).endsWith(String(b));
        case 'matches':
            return matches(String(a), String(b));
        case '+':
            return typeof a === 'number' && typeof b === 'number' ? a + b : `${String(a)}${String(b)}`;
        default:
            return arithmetic(operator, Number(a), Number(b));
    }
}
function matches(text, pattern) {
    try {
        return new RegExp(pattern).test(text);
    }
    catch {
        throw new ExpressionError(`error parsing regexp: ${pattern}`);
    }
}
function arithmetic(operator, a, b) {
    if (operator === '-')
        return a - b;
    if (operator === '*')
        return a * b;
    if (operator === '/')
        return a / b;
    if (operator === '%')
        return a % b;
    if (operator === '<')
        return a < b;
    if (operator === '>')
        return a > b;
    return operator === '<=' ? a <= b : a >= b;
}
function equal(a, b) {
    if (a === undefined || a === null)
        return b === undefined || b === null;
    return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}

;// CONCATENATED MODULE: ./build/simulator/expression-parser.js

const OPERATORS = '== != <= >= && || ?? ?. < > + - * / % ! ? : ( ) [ ] { } , .'.split(' ');
const RANKS = [
    ['||', 'or'],
    ['&&', 'and'],
    ['==', '!=', '<', '>', '<=', '>=', 'in', 'contains', 'startsWith', 'endsWith', 'matches'],
    ['+', '-'],
    ['*', '/', '%'],
];
function parseExpression(source) {
    const parser = new Parser(source);
    const node = parser.ternary();
    parser.expect('end', '');
    return node;
}
function tokenize(source) {
    const tokens = [];
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
function nextToken(rest, at) {
    const text = /^'((?:[^'\\]|\\.)*)'|^"((?:[^"\\]|\\.)*)"|^`([^`]*)`/s.exec(rest);
    if (text) {
        const raw = text[1] ?? text[2] ?? text[3] ?? '';
        const unescaped = raw.replace(/\\(.)/g, (_, c) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c);
        return { token: { kind: 'string', text: unescaped, at }, length: text[0].length };
    }
    const number = /^\d+(\.\d+)?/.exec(rest);
    if (number)
        return { token: { kind: 'number', text: number[0], at }, length: number[0].length };
    const name = /^[A-Za-z_$][\w$]*/.exec(rest);
    if (name)
        return { token: { kind: 'name', text: name[0], at }, length: name[0].length };
    const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
    if (operator)
        return { token: { kind: 'operator', text: operator, at }, length: operator.length };
    return undefined;
}
class Parser {
    #source;
    #tokens;
    #next = 0;
    constructor(source) {
        this.#source = source;
        this.#tokens = tokenize(source);
    }
    ternary() {
        const condition = this.#binary(0);
        if (this.#take('??')) {
            const other = this.ternary();
            return (env) => condition(env) ?? other(env);
        }
        if (!this.#take('?'))
            return condition;
        const yes = this.ternary();
        this.expect('operator', ':');
        const no = this.ternary();
        return (env) => (condition(env) === true ? yes(env) : no(env));
    }
    expect(kind, text) {
        const token = this.#peek();
        if (token.kind !== kind || token.text !== text) {
            const found = token.kind === 'end' ? 'EOF' : `Operator("${token.text}")`;
            throw new ExpressionError(failure(`unexpected token ${found}`, this.#source, token.at));
        }
        this.#next++;
        return token;
    }
    #binary(rank) {
        const operators = RANKS[rank];
        if (operators === undefined)
            return this.#unary();
        let left = this.#binary(rank + 1);
        for (;;) {
            const token = this.#peek();
            const negated = token.text === 'not' && operators.includes('in') && this.#peek(1).text === 'in';
            if (negated)
                this.#next++;
            const operator = this.#peek();
            if (operator.kind === 'end' || operator.kind === 'string' || !operators.includes(operator.text))
                return left;
            this.#next++;
            const right = this.#binary(rank + 1);
            const apply = binaryOperation(operator.text, left, right);
            left = negated ? (env) => apply(env) !== true : apply;
        }
    }
    #unary() {
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
    #postfix(start) {
        let node = start;
        for (;;) {
            const token = this.#peek();
            if (this.#take('.'))
                node = this.#member(node, { ...this.#name(), optional: false });
            else if (this.#take('?.'))
                node = this.#member(node, { ...this.#name(), optional: true });
            else if (this.#take('[')) {
                const index = this.ternary();
                this.expect('operator', ']');
                node = this.#index(node, index, token.at);
            }
            else if (this.#take('('))
                node = this.#call(node, this.#list(')'), token.at);
            else
                return node;
        }
    }
    #member(target, access) {
        return (env) => {
            const object = target(env);
            if (object === undefined || object === null) {
                if (access.optional)
                    return undefined;
                throw new ExpressionError(failure(`cannot fetch ${access.name} from <nil>`, this.#source, access.at));
            }
            return fetchMember(object, access.name);
        };
    }
    #index(target, index, at) {
        return (env) => {
            const object = target(env);
            const key = index(env);
            if (object === undefined || object === null) {
                throw new ExpressionError(failure(`cannot fetch ${String(key)} from <nil>`, this.#source, at));
            }
            return fetchMember(object, String(key));
        };
    }
    #call(target, parameters, at) {
        return (env) => {
            const callee = target(env);
            if (typeof callee !== 'function') {
                throw new ExpressionError(failure('<nil> is not callable', this.#source, at));
            }
            return callee(...parameters.map((parameter) => parameter(env)));
        };
    }
    #primary() {
        const token = this.#peek();
        this.#next++;
        if (token.kind === 'string')
            return () => token.text;
        if (token.kind === 'number')
            return () => Number(token.text);
        if (token.kind === 'name')
            return this.#identifier(token);
        if (token.text === '(') {
            const inner = this.ternary();
            this.expect('operator', ')');
            return inner;
        }
        if (token.text === '[') {
            const items = this.#list(']');
            return (env) => items.map((item) => item(env));
        }
        if (token.text === '{')
            return this.#map();
        const found = token.kind === 'end' ? 'EOF' : `Operator("${token.text}")`;
        throw new ExpressionError(failure(`unexpected token ${found}`, this.#source, token.at));
    }
    #identifier(token) {
        if (token.text === 'true')
            return () => true;
        if (token.text === 'false')
            return () => false;
        if (token.text === 'nil' || token.text === 'null')
            return () => undefined;
        return (env) => {
            if (token.text in env)
                return env[token.text];
            const what = this.#peek().text === '(' ? 'unknown function' : 'unknown name';
            throw new ExpressionError(failure(`${what} ${token.text}`, this.#source, token.at));
        };
    }
    #map() {
        const entries = [];
        while (!this.#take('}')) {
            const key = this.#peek().text;
            this.#next++;
            this.expect('operator', ':');
            entries.push([key, this.ternary()]);
            if (!this.#take(',') && this.#peek().text !== '}')
                this.expect('operator', '}');
        }
        return (env) => Object.fromEntries(entries.map(([key, node]) => [key, node(env)]));
    }
    #list(end) {
        const items = [];
        while (!this.#take(end)) {
            items.push(this.ternary());
            if (!this.#take(',') && this.#peek().text !== end)
                this.expect('operator', end);
        }
        return items;
    }
    #name() {
        const token = this.#peek();
        if (token.kind !== 'name') {
            throw new ExpressionError(failure(`unexpected token ${token.text}`, this.#source, token.at));
        }
        this.#next++;
        return { name: token.text, at: token.at };
    }
    #peek(ahead = 0) {
        return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: '', at: this.#source.length };
    }
    #take(operator) {
        const token = this.#peek();
        if (token.kind !== 'operator' || token.text !== operator)
            return false;
        this.#next++;
        return true;
    }
    #takeName(name) {
        const token = this.#peek();
        if (token.kind !== 'name' || token.text !== name)
            return false;
        this.#next++;
        return true;
    }
}
function failure(message, source, at) {
    return `${message} (1:${at + 1})\n | ${source}\n | ${'.'.repeat(at)}^`;
}

;// CONCATENATED MODULE: ./build/simulator/expressions.js

function evaluate(source, environment) {
    return parseExpression(source)(environment);
}
function evaluateTemplate(template, environment) {
    if (!template.includes('${{'))
        return template;
    const alone = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(template);
    if (alone?.[1] !== undefined)
        return typed(evaluate(alone[1], environment));
    const text = template.replace(/\$\{\{(.*?)\}\}/gs, (_, source) => asText(evaluate(source, environment)));
    return typed(text);
}
function evaluateAll(value, environment) {
    if (typeof value === 'string')
        return evaluateTemplate(value, environment);
    if (Array.isArray(value))
        return value.map((item) => evaluateAll(item, environment));
    if (value !== null && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluateAll(item, environment)]));
    }
    return value;
}
function typed(value) {
    if (typeof value !== 'string')
        return JSON.parse(JSON.stringify(value ?? null));
    if (!/^(-?\d|true$|false$|null$|\[|\{|")/.test(value))
        return value;
    try {
        return JSON.parse(value);
    }
    catch {
        return value;
    }
}
function asText(value) {
    if (typeof value === 'string')
        return value;
    if (value === undefined || value === null)
        return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

;// CONCATENATED MODULE: ./build/simulator/releases.js
const POLL_SLOWLY = {};
const POLL_QUICKLY = {
    http: 30_000,
    'git-wait-for-pr': 30_000,
    'git-merge-pr': 10_000,
};
const V1_9 = {
    release: '1.9',
    version: 'v1.9.10',
    authErrorsHaveBody: false,
    unexpectedErrorsAreEmpty: true,
    hasHealthz: false,
    hasHeartbeats: false,
    hasLinks: false,
    stageListMetadata: 'continue',
    listsHaveVersion: false,
    freightOriginsFilter: 'ignored',
    projectsArePaged: false,
    projectsMine: false,
    freightCanBeWatched: false,
    watchesSayMore: false,
    promoteAnswerIsWrapped: true,
    promoteByOrigin: false,
    rightBeforeFreight: false,
    promotionsAreLabelled: false,
    promotionsAreRenamed: false,
    manifestPromotionNeedsPromote: true,
    admissionRefusesControlFlow: false,
    admissionErrorsArePlain: true,
    approvalNeedsOrigin: false,
    autoPromotionHolds: false,
    freightHasDiscoveredAt: false,
    discoveryHasObservedRefs: false,
    analysisRunHasCompletedAt: false,
    manifestDurationsAsSent: false,
    missingSteps: ['fail'],
    failedStepsAreErrored: true,
    emptyPullRequestIsSkipped: false,
    pushReportsEmptyCommitUrl: true,
    pollIntervalMs: POLL_SLOWLY,
    abortedPromotionsKeepFreight: false,
    unknownHealthIsError: true,
    argocdUpdateHasOutput: false,
    argoHealthCooldownMs: 10_000,
    tokenActor: 'unknown actor',
    rolesKnowTasks: false,
    rolesKnowTargets: false,
};
const V1_10 = {
    ...V1_9,
    release: '1.10',
    version: 'v1.10.10',
    hasHeartbeats: true,
    stageListMetadata: 'nothing',
    freightOriginsFilter: 'null-when-empty',
    projectsMine: true,
    promoteAnswerIsWrapped: false,
    missingSteps: [],
    failedStepsAreErrored: false,
    emptyPullRequestIsSkipped: true,
    pushReportsEmptyCommitUrl: false,
    unknownHealthIsError: false,
    argoHealthCooldownMs: 0,
    rolesKnowTasks: true,
};
const V1_11 = {
    ...V1_10,
    release: '1.11',
    version: 'v1.11.2',
    authErrorsHaveBody: true,
    unexpectedErrorsAreEmpty: false,
    hasHealthz: true,
    hasLinks: true,
    stageListMetadata: 'version',
    listsHaveVersion: true,
    freightOriginsFilter: 'list',
    projectsArePaged: true,
    freightCanBeWatched: true,
    watchesSayMore: true,
    promoteByOrigin: true,
    rightBeforeFreight: true,
    promotionsAreLabelled: true,
    promotionsAreRenamed: true,
    manifestPromotionNeedsPromote: false,
    admissionRefusesControlFlow: true,
    admissionErrorsArePlain: false,
    approvalNeedsOrigin: true,
    autoPromotionHolds: true,
    freightHasDiscoveredAt: true,
    discoveryHasObservedRefs: true,
    abortedPromotionsKeepFreight: true,
    analysisRunHasCompletedAt: true,
    pollIntervalMs: POLL_QUICKLY,
};
const MAIN = {
    ...V1_11,
    release: 'main',
    version: 'main',
    manifestPromotionNeedsPromote: true,
    argocdUpdateHasOutput: true,
    manifestDurationsAsSent: true,
    tokenActor: 'service account',
    rolesKnowTargets: true,
};
const PROFILES = { '1.9': V1_9, '1.10': V1_10, '1.11': V1_11, main: MAIN };
const DEFAULT_POLL_MS = 300_000;

;// CONCATENATED MODULE: ./build/simulator/step-environment.js



function stepEnvironment(run, step, alias) {
    const { promotion, stage, freight, freightCollection } = run;
    const items = Object.values(freightCollection.items);
    const status = (name) => run.metadata.find((entry) => entry.alias === name)?.status ?? '';
    const base = {
        ctx: {
            project: stage.metadata.namespace ?? '',
            stage: stage.metadata.name,
            promotion: promotion.metadata.name,
            uiBaseUrl: '',
            targetFreight: {
                name: freight.metadata.name,
                alias: freight.alias ?? '',
                origin: { name: freight.origin.name },
            },
            meta: {
                promotion: { actor: promotion.metadata.annotations?.[ANNOTATION.actor] ?? '' },
                step: { alias },
            },
        },
        outputs: run.outputs,
        imageFrom: (repoURL) => found('image', repoURL, items.flatMap((item) => item.images ?? []).map(capitalised)),
        commitFrom: (repoURL) => found('commit', repoURL, items.flatMap((item) => item.commits ?? []).map(capitalised)),
        chartFrom: (repoURL) => found('chart', repoURL, items.flatMap((item) => item.charts ?? []).map(capitalised)),
        warehouse: (name) => ({ Kind: 'Warehouse', Name: name }),
        always: () => true,
        failure: () => hasFailed(run),
        success: () => !hasFailed(run),
        status,
        quote: (value) => JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)),
        secret: () => ({}),
        configMap: () => ({}),
    };
    base.vars = variables(run, step, base);
    return base;
}
function variables(run, step, base) {
    const values = {};
    for (const variable of [...(run.promotion.spec.vars ?? []), ...(step.vars ?? [])]) {
        values[variable.name] = evaluateTemplate(variable.value ?? '', { ...base, vars: { ...values } });
    }
    return values;
}
function capitalised(artifact) {
    return Object.fromEntries(Object.entries(artifact).map(([key, value]) => [
        key === 'id' ? 'ID' : key.charAt(0).toUpperCase() + key.slice(1),
        value,
    ]));
}
function found(kind, repoURL, artifacts) {
    const artifact = artifacts.find((candidate) => candidate.RepoURL === repoURL);
    if (artifact !== undefined)
        return artifact;
    throw new ExpressionError(`${kind} from repo ${repoURL} not found in referenced Freight`);
}
function hasFailed(run) {
    return run.metadata.some((entry) => entry.continueOnError !== true && (entry.status === 'Failed' || entry.status === 'Errored'));
}

;// CONCATENATED MODULE: ./build/simulator/steps/argocd.js


function argocdUpdate(context) {
    const { kargo, promotion, config } = context;
    const apps = records(config.apps);
    let running = false;
    for (const app of apps) {
        const name = String(app.name);
        const namespace = String(app.namespace ?? 'argocd');
        const application = kargo.argo.get(name, namespace);
        if (application.operation?.promotion !== promotion.metadata.name) {
            kargo.argo.sync(name, promotion.metadata.name);
            running = true;
        }
        else if (application.operation.phase === 'Running')
            running = true;
        else if (application.operation.phase === 'Failed') {
            const message = `Argo CD Application "${name}" in namespace "${namespace}" failed with: ${application.operation.message}`;
            return { status: 'Errored', message };
        }
    }
    const output = kargo.profile.argocdUpdateHasOutput ? { output: { apps: apps.map(reference) } } : {};
    if (running)
        return { status: 'Running', ...output };
    annotateStage(context, apps);
    return {
        status: 'Succeeded',
        ...output,
        healthCheck: { uses: 'argocd-update', config: checkConfig(apps) },
    };
}
function reference(app) {
    return { name: String(app.name), namespace: String(app.namespace ?? 'argocd') };
}
function checkConfig(apps) {
    return {
        apps: apps.map((app) => ({
            desiredRevisions: [''],
            ...reference(app),
        })),
    };
}
function annotateStage({ kargo, stage }, apps) {
    const context = apps.map(reference);
    kargo.store.annotate('Stage', store_locate(stage), { [ANNOTATION.argocdContext]: JSON.stringify(context) });
}

;// CONCATENATED MODULE: ./build/simulator/steps/basic.js


function composeOutput({ config }) {
    return { status: 'Succeeded', output: config };
}
function fail({ config }) {
    const message = config.message;
    return { status: 'Failed', message: typeof message === 'string' ? `failed: ${message}` : 'failed' };
}
function setMetadata({ kargo, stage, config }) {
    for (const update of records(config.updates)) {
        if (!isRecord(update.values))
            continue;
        const values = update.values;
        const key = { namespace: stage.metadata.namespace ?? '', name: String(update.name) };
        const kind = update.kind === 'Freight' ? 'Freight' : 'Stage';
        const target = kargo.store.get(kind, key.namespace, key.name);
        if (target === undefined)
            return { status: 'Errored', message: `${kind} "${key.name}" not found` };
        kargo.store.update(kind, store_locate(target), (draft) => {
            draft.status.metadata = { ...draft.status.metadata, ...structuredClone(values) };
        });
    }
    return { status: 'Succeeded' };
}
function yamlUpdate({ config, directory, promotion }) {
    const path = String(config.path ?? '');
    const normalised = path.replace(/^\.\//, '');
    for (const [root, clone] of directory.clones) {
        const base = root.replace(/^\.\//, '').replace(/\/$/, '');
        if (base !== '' && base !== '.' && !normalised.startsWith(`${base}/`))
            continue;
        const file = base === '' || base === '.' ? normalised : normalised.slice(base.length + 1);
        const changes = records(config.updates);
        const content = { ...clone.tree[file] };
        for (const change of changes)
            content[String(change.key)] = String(change.value);
        clone.tree = { ...clone.tree, [file]: content };
        const lines = changes.map((change) => `- ${String(change.key)}: ${String(change.value)}`);
        return { status: 'Succeeded', output: { commitMessage: `Updated ${path}\n\n${lines.join('\n')}` } };
    }
    const file = `/tmp/promotion-${promotion.metadata.uid}/${normalised}`;
    return {
        status: 'Errored',
        message: `values file update failed: error updating image references in values file "${path}": ` +
            `error reading file "${file}": open ${file}: no such file or directory`,
    };
}

;// CONCATENATED MODULE: ./build/simulator/steps/git.js


function gitClone({ kargo, config, directory }) {
    const repoURL = String(config.repoURL);
    const commits = {};
    for (const checkout of records(config.checkout)) {
        const name = String(checkout.branch ?? 'main');
        const path = String(checkout.path ?? '.');
        const branch = kargo.git.branch(repoURL, name);
        directory.clones.set(path, {
            repoURL,
            branch: name,
            commit: branch.commit,
            tree: structuredClone(branch.tree),
        });
        commits[path] = branch.commit;
    }
    return { status: 'Succeeded', output: { commits } };
}
function gitClear(context) {
    const clone = cloneAt(context);
    if (clone === undefined)
        return noRepository(context);
    clone.tree = {};
    return { status: 'Succeeded' };
}
function gitCommit(context) {
    const clone = cloneAt(context);
    if (clone === undefined)
        return noRepository(context);
    const base = context.kargo.git.branch(clone.repoURL, clone.branch);
    if (JSON.stringify(base.tree) === JSON.stringify(clone.tree)) {
        return { status: 'Skipped', output: { commit: clone.commit } };
    }
    clone.commit = sha1(`${context.promotion.metadata.name} ${JSON.stringify(clone.tree)}`);
    return { status: 'Succeeded', output: { commit: clone.commit } };
}
function gitPush(context) {
    const clone = cloneAt(context);
    if (clone === undefined)
        return noRepository(context);
    const { config, kargo, promotion } = context;
    const generated = config.generateTargetBranch === true;
    const target = config.targetBranch;
    const branch = generated
        ? `kargo/promotion/${promotion.metadata.name}`
        : typeof target === 'string'
            ? target
            : clone.branch;
    kargo.git.push(clone.repoURL, branch, { commit: clone.commit, tree: clone.tree });
    const commitURL = kargo.profile.pushReportsEmptyCommitUrl ? { commitURL: '' } : {};
    return { status: 'Succeeded', output: { branch, commit: clone.commit, ...commitURL } };
}
function cloneAt({ config, directory }) {
    return directory.clones.get(String(config.path ?? '.'));
}
function noRepository({ config }) {
    return {
        status: 'Errored',
        message: `error loading working tree from ${String(config.path)}: repository does not exist`,
    };
}

;// CONCATENATED MODULE: ./build/simulator/steps/http.js



function http(context) {
    const { kargo, config, promotion } = context;
    const name = /\/gate\/([^/?]+)$/.exec(String(config.url))?.[1];
    if (name === undefined) {
        const message = `the simulator calls no addresses: ${String(config.url)} is taken as answering well`;
        kargo.notices.push(`${promotion.metadata.name}: ${message}`);
        return { status: 'Succeeded', message };
    }
    const state = kargo.simulation.gates.get(name) ?? 'closed';
    const body = { open: state === 'open', broken: state === 'broken' };
    try {
        return judge(context, { response: { status: 200, body, headers: {}, header: () => '' } });
    }
    catch (error) {
        if (!(error instanceof ExpressionError))
            throw error;
        return { status: 'Errored', terminal: true, message: error.message };
    }
}
function judge({ config }, environment) {
    const success = config.successExpression;
    const failure = config.failureExpression;
    if (typeof failure === 'string' && evaluate(failure, environment) === true) {
        return { status: 'Failed', message: 'HTTP (200) response met failure criteria' };
    }
    if (typeof success !== 'string' || evaluate(success, environment) === true) {
        const output = outputs(config.outputs ?? [], environment);
        return Object.keys(output).length === 0 ? { status: 'Succeeded' } : { status: 'Succeeded', output };
    }
    return { status: 'Running' };
}
function outputs(declared, environment) {
    const output = {};
    for (const item of records(declared)) {
        output[String(item.name)] = evaluate(String(item.fromExpression), environment);
    }
    return output;
}

;// CONCATENATED MODULE: ./build/simulator/steps/pull-request.js

async function gitOpenPullRequest(context) {
    const { kargo, config, alias, promotion } = context;
    const repoURL = String(config.repoURL);
    const sourceBranch = String(config.sourceBranch);
    const targetBranch = String(config.targetBranch);
    const earlier = promotion.status.state?.[alias];
    if (isRecord(earlier) && isRecord(earlier.pr)) {
        return { status: 'Succeeded', output: JSON.parse(JSON.stringify(earlier)) };
    }
    const source = kargo.git.branch(repoURL, sourceBranch);
    const target = kargo.git.branch(repoURL, targetBranch);
    const unchanged = JSON.stringify(source.tree) === JSON.stringify(target.tree);
    if (unchanged && kargo.profile.emptyPullRequestIsSkipped)
        return { status: 'Skipped' };
    const opened = await kargo.git.forge.open(repoURL, {
        sourceBranch,
        targetBranch,
        headCommit: source.commit,
        title: String(config.title ?? `kargo: promote ${promotion.metadata.name}`),
        description: String(config.description ?? ''),
        labels: Array.isArray(config.labels) ? config.labels.map(String) : [],
    });
    return { status: 'Succeeded', output: { pr: { id: opened.number, url: opened.url } } };
}
async function gitWaitForPullRequest({ kargo, config }) {
    const number = Number(config.prNumber);
    const request = await kargo.git.forge.get(String(config.repoURL), number);
    if (request === undefined) {
        return { status: 'Errored', message: `error getting pull request ${number}: not found` };
    }
    const pr = { id: request.number, url: request.url, open: request.open, merged: request.merged };
    if (request.open)
        return { status: 'Running', output: { pr } };
    if (!request.merged) {
        return {
            status: 'Failed',
            message: `pull request ${number} was closed without being merged`,
            output: { pr },
        };
    }
    const commit = request.mergeCommit === undefined ? {} : { commit: request.mergeCommit };
    return { status: 'Succeeded', output: { ...commit, pr } };
}
async function gitMergePullRequest({ kargo, config }) {
    const number = Number(config.prNumber);
    const request = await kargo.git.forge.merge(String(config.repoURL), number);
    if (request === undefined) {
        return { status: 'Errored', message: `error getting pull request ${number}: not found` };
    }
    if (!request.merged) {
        return { status: 'Failed', message: `pull request ${number} is closed but not merged` };
    }
    return { status: 'Succeeded', output: { commit: request.mergeCommit ?? '' } };
}

;// CONCATENATED MODULE: ./build/simulator/steps.js





const RUNNERS = {
    'argocd-update': argocdUpdate,
    'compose-output': composeOutput,
    fail: fail,
    'git-clear': gitClear,
    'git-clone': gitClone,
    'git-commit': gitCommit,
    'git-merge-pr': gitMergePullRequest,
    'git-open-pr': gitOpenPullRequest,
    'git-push': gitPush,
    'git-wait-for-pr': gitWaitForPullRequest,
    http: http,
    'set-metadata': setMetadata,
    'yaml-update': yamlUpdate,
};
function findRunner(uses, profile) {
    if (profile.missingSteps.includes(uses))
        return undefined;
    return RUNNERS[uses] ?? pretend;
}
function pretend({ kargo, step, promotion }) {
    const message = `the simulator does not know step kind "${step.uses}" and takes it as succeeded`;
    kargo.notices.push(`${promotion.metadata.name}: ${message}`);
    return { status: 'Succeeded', message };
}

;// CONCATENATED MODULE: ./build/simulator/step-engine.js







async function runSteps(input) {
    const run = prepare(input);
    const { steps } = run.promotion.spec;
    for (let index = run.status.currentStep ?? 0; index < steps.length; index++) {
        const step = steps[index];
        if (step === undefined)
            break;
        if (index === 0)
            delete run.status.currentStep;
        else
            run.status.currentStep = index;
        const waiting = await runStep(run, step, index);
        if (waiting !== undefined) {
            run.status.phase = 'Running';
            return { status: assemble(run), nextPollMs: waiting };
        }
    }
    conclude(run);
    return { status: assemble(run) };
}
function prepare(input) {
    const status = structuredClone(input.promotion.status);
    if (input.restarted) {
        delete status.currentStep;
        delete status.stepExecutionMetadata;
    }
    const metadata = status.stepExecutionMetadata ?? [];
    const outputs = { ...status.state };
    return {
        ...input,
        status,
        metadata,
        outputs,
        healthChecks: status.healthChecks ?? [],
    };
}
function assemble(run) {
    run.status.stepExecutionMetadata = run.metadata;
    if (run.healthChecks.length > 0)
        run.status.healthChecks = run.healthChecks;
    return run.status;
}
async function runStep(run, step, index) {
    const { kargo } = run;
    const alias = step.as ?? `step-${index + 1}`;
    const entry = entryOf(run, step, { index, alias });
    try {
        if (entry.startedAt === undefined && shouldSkip(run, step, alias)) {
            entry.status = 'Skipped';
            return undefined;
        }
    }
    catch (error) {
        step_engine_fail(entry, 'Errored', `error evaluating if expression for step "${alias}": ${messageOf(error)}`);
        return undefined;
    }
    const script = step_engine_scriptOf(kargo, run.stage, step);
    const runner = findRunner(step.uses ?? '', kargo.profile);
    if (runner === undefined) {
        step_engine_fail(entry, 'Errored', `error getting runner for step kind "${step.uses}"`);
        return undefined;
    }
    entry.startedAt ??= kargo.clock.timestamp();
    let config;
    try {
        config = configOf(run, step, alias);
    }
    catch (error) {
        step_engine_fail(entry, 'Errored', `failed to build step context: failed to get step config: ${messageOf(error)}`);
        return undefined;
    }
    const result = await perform({ run, step, alias, config, runner, script });
    return settle(run, step, { entry, alias, result });
}
function entryOf(run, step, where) {
    const existing = run.metadata[where.index];
    if (existing !== undefined)
        return existing;
    const entry = { alias: where.alias };
    if (step.continueOnError === true)
        entry.continueOnError = true;
    run.metadata.push(entry);
    return entry;
}
async function perform(work) {
    const { run, step, alias, config, runner, script } = work;
    const remaining = remainingMs(run, alias, script);
    if (remaining > 0)
        return { status: 'Running', pollMs: remaining };
    if (script?.status !== undefined) {
        return {
            status: script.status,
            terminal: true,
            ...(script.message === undefined ? {} : { message: script.message }),
            ...(script.output === undefined ? {} : { output: script.output }),
        };
    }
    const result = await runner({
        kargo: run.kargo,
        promotion: run.promotion,
        stage: run.stage,
        freight: run.freight,
        directory: run.directory,
        step,
        alias,
        config,
        outputs: run.outputs,
    });
    return script?.output === undefined
        ? result
        : { ...result, output: { ...result.output, ...script.output } };
}
function remainingMs(run, alias, script) {
    if (script?.takesMs === undefined)
        return 0;
    const start = run.directory.starts.get(alias) ?? run.kargo.clock.now();
    run.directory.starts.set(alias, start);
    return Math.max(0, start + script.takesMs - run.kargo.clock.now());
}
function settle(run, step, done) {
    const { entry, alias, result } = done;
    const { kargo } = run;
    run.status.state ??= {};
    delete run.status.state[alias];
    if (result.output !== undefined) {
        run.status.state[alias] = result.output;
        const task = alias.split('::')[0];
        if (step.uses === 'compose-output' && alias.includes('::') && task !== undefined) {
            run.status.state[task] = result.output;
            run.outputs[task] = result.output;
        }
    }
    run.outputs[alias] = result.output ?? {};
    if (result.healthCheck !== undefined)
        run.healthChecks.push(result.healthCheck);
    if (result.status === 'Succeeded' || result.status === 'Skipped') {
        entry.status = result.status;
        entry.finishedAt = kargo.clock.timestamp();
        if (result.message !== undefined)
            entry.message = result.message;
        return undefined;
    }
    if (result.status === 'Running')
        return wait(run, step, { entry, alias, pollMs: result.pollMs });
    return failed(run, step, { entry, alias, result });
}
function wait(run, step, waiting) {
    const { entry, alias, pollMs } = waiting;
    const { kargo } = run;
    const timeout = parseGoDuration(step.retry?.timeout ?? '0') ?? 0;
    const elapsed = kargo.clock.now() - Date.parse(entry.startedAt ?? kargo.clock.timestamp());
    if (timeout > 0 && elapsed >= timeout) {
        step_engine_fail(entry, 'Errored', `step "${alias}" timed out after ${step.retry?.timeout}`);
        entry.finishedAt = kargo.clock.timestamp();
        return undefined;
    }
    entry.status = 'Running';
    const poll = pollMs ?? kargo.profile.pollIntervalMs[step.uses ?? ''] ?? DEFAULT_POLL_MS;
    return timeout > 0 ? Math.min(poll, timeout - elapsed) : poll;
}
function failed(run, step, done) {
    const { entry, alias, result } = done;
    const { kargo } = run;
    const text = result.message ?? 'failed';
    if (result.terminal === true || result.status === 'Failed') {
        const plain = kargo.profile.failedStepsAreErrored;
        const message = plain
            ? `an unrecoverable error occurred: error running step "${alias}": ${text}`
            : `step "${alias}": ${text}`;
        step_engine_fail(entry, plain ? 'Errored' : result.status === 'Failed' ? 'Failed' : 'Errored', message);
        entry.finishedAt = kargo.clock.timestamp();
        return undefined;
    }
    const threshold = step.retry?.errorThreshold ?? 1;
    entry.errorCount = (entry.errorCount ?? 0) + 1;
    const problem = `error running step "${alias}": ${text}`;
    if (entry.errorCount < threshold) {
        step_engine_fail(entry, 'Errored', `${problem}; step will be retried`);
        return 5 * 2 ** entry.errorCount;
    }
    step_engine_fail(entry, 'Errored', `step "${alias}" met error threshold of ${threshold}: ${problem}`);
    entry.finishedAt = kargo.clock.timestamp();
    return undefined;
}
function step_engine_fail(entry, status, message) {
    entry.status = status;
    entry.message = message;
}
const WORSE = {
    Succeeded: 0,
    Skipped: 0,
    Running: 0,
    Aborted: 1,
    Failed: 2,
    Errored: 3,
};
function conclude(run) {
    let worst;
    for (const entry of run.metadata) {
        if (entry.continueOnError === true)
            continue;
        if ((WORSE[entry.status ?? ''] ?? 0) > (WORSE[worst?.status ?? ''] ?? 0))
            worst = entry;
    }
    const phases = { Aborted: 'Aborted', Failed: 'Failed', Errored: 'Errored' };
    run.status.phase = phases[worst?.status ?? ''] ?? 'Succeeded';
    if (worst?.message !== undefined)
        run.status.message = worst.message;
    if (run.status.phase !== 'Succeeded')
        run.healthChecks = [];
}
function shouldSkip(run, step, alias) {
    if (step.if === undefined)
        return hasFailed(run);
    const condition = evaluateTemplate(step.if, stepEnvironment(run, step, alias));
    return condition !== true;
}
function configOf(run, step, alias) {
    const config = evaluateAll(step.config ?? {}, stepEnvironment(run, step, alias));
    return isRecord(config) ? config : {};
}
function step_engine_scriptOf(kargo, stage, step) {
    return kargo.simulation.steps.find((script) => (script.uses === undefined || script.uses === step.uses) &&
        (script.as === undefined || script.as === step.as) &&
        (script.stage === undefined || script.stage === stage.metadata.name));
}
function messageOf(error) {
    if (error instanceof ExpressionError)
        return error.message;
    throw error;
}

;// CONCATENATED MODULE: ./build/simulator/work-queue.js
const FIRST_BACKOFF_MS = 5;
const LAST_RETRY_MS = 30;
const FEW_FAILURES = 3;
const SOON_MS = 50;
const LAST_BACKOFF_MS = 1_000_000;
class WorkQueue {
    #clock;
    #delayMs;
    #reconcile;
    #queued = new Set();
    #running = new Set();
    #dirty = new Set();
    #failures = new Map();
    #planned = new Map();
    constructor(clock, delayMs, reconcile) {
        this.#clock = clock;
        this.#delayMs = delayMs;
        this.#reconcile = reconcile;
    }
    add(key) {
        if (this.#running.has(key)) {
            this.#dirty.add(key);
            return;
        }
        if (this.#queued.has(key))
            return;
        this.#queued.add(key);
        this.#clock.after(this.#delayMs, () => void this.#run(key));
    }
    async #run(key) {
        this.#queued.delete(key);
        this.#running.add(key);
        const outcome = await this.#reconcile(key);
        this.#running.delete(key);
        if (outcome.failed)
            this.#retry(key);
        else
            this.#succeeded(key);
        if (outcome.requeueAfterMs !== undefined)
            this.#addAfter(key, outcome.requeueAfterMs);
        if (this.#dirty.delete(key))
            this.add(key);
    }
    #addAfter(key, ms) {
        const due = this.#clock.now() + ms;
        const planned = this.#planned.get(key);
        if (planned !== undefined && planned.due <= due)
            return;
        planned?.cancel();
        const cancel = this.#clock.after(ms, () => {
            this.#planned.delete(key);
            this.add(key);
        }, ms > SOON_MS);
        this.#planned.set(key, { due, cancel });
    }
    #succeeded(key) {
        const failures = this.#failures.get(key) ?? 0;
        this.#failures.delete(key);
        if (failures === 0 || failures > FEW_FAILURES)
            return;
        this.#planned.get(key)?.cancel();
        this.#planned.delete(key);
        this.#addAfter(key, LAST_RETRY_MS);
    }
    #retry(key) {
        const failures = this.#failures.get(key) ?? 0;
        this.#failures.set(key, failures + 1);
        this.#addAfter(key, Math.min(FIRST_BACKOFF_MS * 2 ** failures, LAST_BACKOFF_MS));
    }
}

;// CONCATENATED MODULE: ./build/simulator/promotion.js





const RUN_LATENCIES = 4;
const RUN_MS = 25;
function startPromotionController(kargo) {
    const directories = new Map();
    const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) => reconcilePromotion(kargo, directories, key));
    const add = (promotion) => queue.add(`${promotion.metadata.namespace}/${promotion.metadata.name}`);
    const wake = () => {
        for (const promotion of kargo.store.list('Promotion')) {
            if (!isTerminalPhase(promotion.status.phase))
                add(promotion);
        }
    };
    const seen = new Map();
    kargo.store.subscribe((event) => {
        if (event.type === 'DELETED')
            return;
        const { namespace = '', name } = event.object.metadata;
        if (event.kind === 'Promotion') {
            const promotion = kargo.store.get('Promotion', namespace, name);
            const { annotations = {} } = event.object.metadata;
            const wish = JSON.stringify([annotations[ANNOTATION.refresh], annotations[ANNOTATION.abort]]);
            const key = `${namespace}/${name}`;
            if (promotion !== undefined && seen.get(key) !== wish)
                add(promotion);
            seen.set(key, wish);
        }
        if (event.kind === 'Stage') {
            const current = kargo.store.get('Stage', namespace, name)?.status.currentPromotion?.name;
            const promotion = current === undefined ? undefined : kargo.store.get('Promotion', namespace, current);
            if (promotion !== undefined && promotion.status.phase === 'Pending')
                add(promotion);
        }
    });
    kargo.argo.onChange(wake);
    wake();
    return {
        wake,
        restart: () => {
            directories.clear();
            wake();
        },
    };
}
async function reconcilePromotion(kargo, directories, key) {
    const slash = key.indexOf('/');
    const at = { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
    const promotion = kargo.store.get('Promotion', at.namespace, at.name);
    if (promotion === undefined || isTerminalPhase(promotion.status.phase))
        return {};
    if (kargo.controllerDown)
        return { requeueAfterMs: 50 };
    const abort = promotion.metadata.annotations?.[ANNOTATION.abort];
    if (abort !== undefined) {
        terminate(kargo, promotion, abort);
        return {};
    }
    if (promotion.status.phase === undefined) {
        patch(kargo, promotion, { ...promotion.status, phase: 'Pending' });
        await kargo.clock.pause(kargo.simulation.latencyMs);
    }
    const stage = kargo.store.get('Stage', at.namespace, promotion.spec.stage);
    if (stage?.status.currentPromotion?.name !== at.name)
        return {};
    return execute({ kargo, directories, stage, at });
}
async function execute(execution) {
    const { kargo, at, stage } = execution;
    const read = () => kargo.store.get('Promotion', at.namespace, at.name);
    let promotion = read();
    if (promotion === undefined || isTerminalPhase(promotion.status.phase))
        return {};
    if (promotion.status.phase !== 'Running') {
        patch(kargo, promotion, { phase: 'Running', startedAt: kargo.clock.timestamp() });
        await kargo.clock.pause(Math.max(RUN_MS, RUN_LATENCIES * kargo.simulation.latencyMs));
        promotion = read();
        if (promotion === undefined)
            return {};
    }
    const refresh = promotion.metadata.annotations?.[ANNOTATION.refresh];
    const freight = kargo.store.get('Freight', at.namespace, promotion.spec.freight);
    const problem = freightProblem(kargo, stage, { freight, name: promotion.spec.freight });
    if (freight === undefined || problem !== undefined) {
        end(kargo, promotion, { ...promotion.status, phase: 'Errored', message: problem ?? '' });
        return {};
    }
    const freightCollection = collect(stage, freight);
    const { status, nextPollMs } = await runSteps({
        kargo,
        promotion,
        stage,
        freight,
        freightCollection,
        restarted: !execution.directories.has(promotion.metadata.uid),
        directory: directoryOf(execution.directories, promotion),
    });
    const latest = read();
    if (latest === undefined || isTerminalPhase(latest.status.phase))
        return {};
    status.freight = referenceOf(freight);
    status.freightCollection = freightCollection;
    if (refresh !== undefined)
        status.lastHandledRefresh = refresh;
    if (!isTerminalPhase(status.phase)) {
        patch(kargo, latest, status);
        return nextPollMs === undefined ? {} : { requeueAfterMs: nextPollMs };
    }
    execution.directories.delete(promotion.metadata.uid);
    end(kargo, latest, status);
    return {};
}
function freightProblem(kargo, stage, wanted) {
    if (wanted.freight === undefined) {
        return `Freight "${wanted.name}" not found in namespace "${stage.metadata.namespace}"`;
    }
    if (isAvailable(stage, wanted.freight, { profile: kargo.profile, now: kargo.clock.now() }))
        return undefined;
    return `Freight "${wanted.name}" is not available to Stage "${stage.metadata.name}" in namespace "${stage.metadata.namespace}"`;
}
function collect(stage, freight) {
    const requested = new Set(stage.spec.requestedFreight.map((request) => originKey(request.origin)));
    const kept = Object.entries(stage.status.freightHistory?.[0]?.items ?? {}).filter(([key]) => requested.has(key));
    const items = Object.fromEntries([...kept, [originKey(freight.origin), referenceOf(freight)]]);
    return { id: collectionId(Object.values(items).map((item) => item.name)), items };
}
function directoryOf(directories, promotion) {
    let directory = directories.get(promotion.metadata.uid);
    if (directory === undefined) {
        directory = { clones: new Map(), starts: new Map() };
        directories.set(promotion.metadata.uid, directory);
    }
    return directory;
}
function terminate(kargo, promotion, annotation) {
    const time = kargo.clock.timestamp();
    const status = structuredClone(promotion.status);
    for (const step of status.stepExecutionMetadata ?? []) {
        if (step.status !== 'Running')
            continue;
        step.status = 'Aborted';
        step.finishedAt = time;
    }
    status.phase = 'Aborted';
    status.message = `Promotion terminated by ${abortActor(annotation)}`;
    end(kargo, promotion, status);
}
function abortActor(annotation) {
    if (!annotation.startsWith('{'))
        return 'user';
    const content = JSON.parse(annotation);
    return isRecord(content) && typeof content.actor === 'string' ? content.actor : 'user';
}
function end(kargo, promotion, status) {
    patch(kargo, promotion, { ...status, finishedAt: kargo.clock.timestamp() });
    const ended = kargo.store.get('Promotion', promotion.metadata.namespace ?? '', promotion.metadata.name);
    if (ended !== undefined)
        promotionEnded(kargo, ended);
}
function patch(kargo, promotion, status) {
    kargo.store.patchStatus('Promotion', promotion, status);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
;// CONCATENATED MODULE: ./build/simulator/exchange.js



function json(value, status = 200) {
    return { status, json: value };
}
function done() {
    return { status: 200 };
}
function param(exchange, name) {
    return exchange.params[name] ?? '';
}
function jsonBody(exchange) {
    const text = exchange.body.toString('utf8');
    if (text.trim() === '')
        throw new ApiError(400, 'EOF');
    let content;
    try {
        content = JSON.parse(text);
    }
    catch {
        throw new ApiError(400, decodeProblem(text));
    }
    return isRecord(content) ? content : {};
}
function decodeProblem(text) {
    const bad = firstBadCharacter(text);
    return bad === undefined ? 'unexpected EOF' : `invalid character '${bad}' looking for beginning of value`;
}
function firstBadCharacter(text) {
    const first = text.trim()[0] ?? '';
    return /[[{"\-\d]|t|f|n/.test(first) && !/^(t(?!r)|f(?!a)|n(?!u))/.test(text.trim()) ? undefined : first;
}
function allow(exchange, access) {
    authorize(exchange.kargo, exchange.identity, { namespace: param(exchange, 'project'), ...access });
}
function cached(exchange, kind, name) {
    const { store } = exchange.kargo;
    const namespace = kind === 'Project' ? '' : param(exchange, 'project');
    const current = store.get(kind, namespace, name);
    if (!exchange.staleReads)
        return current;
    const versions = (store.since(kind, store.firstVersion) ?? []).filter((event) => event.object.metadata.name === name && (event.object.metadata.namespace ?? '') === namespace);
    const previous = versions.at(-2);
    return previous === undefined || previous.type === 'DELETED' ? undefined : previous.object;
}

;// CONCATENATED MODULE: ./build/simulator/manifest.js






function readManifest(content) {
    const kind = Object.keys(KIND_INFO).find((name) => name === content.kind);
    if (kind === undefined || KIND_INFO[kind].apiVersion !== content.apiVersion) {
        throw new UnexpectedError(`no matches for kind "${String(content.kind)}"`);
    }
    const metadata = isRecord(content.metadata) ? content.metadata : {};
    const namespace = kind === 'Project' ? '' : String(metadata.namespace ?? '');
    return { kind, namespace, name: String(metadata.name ?? ''), content };
}
const KINDS_WITH_SPEC = ['Warehouse', 'Stage', 'ProjectConfig', 'PromotionTask', 'AnalysisTemplate'];
function admit(kargo, manifest) {
    const { kind, name, namespace } = manifest;
    const { apiVersion: _, kind: __, ...rest } = structuredClone(manifest.content);
    const given = isRecord(rest.metadata) ? rest.metadata : {};
    const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, generation: _g, ...kept } = given;
    const object = {
        ...rest,
        metadata: { ...kept, name, ...(namespace === '' ? {} : { namespace }) },
    };
    if (KINDS_WITH_SPEC.includes(kind) && !isRecord(object.spec))
        object.spec = {};
    const spec = isRecord(object.spec) ? object.spec : {};
    if (KIND_INFO[kind].statusSubresource)
        object.status = rest.status ?? {};
    if (kind === 'Warehouse')
        defaultWarehouse(name, spec);
    if (kind === 'Stage')
        defaultStage(name, spec);
    if (kind === 'ProjectConfig')
        defaultProjectConfig(spec);
    if (kind === 'PromotionTask')
        requireItems(manifest, 'steps');
    if (kind === 'AnalysisTemplate')
        requireItems(manifest, 'metrics');
    if (kind === 'Freight')
        checkFreight(kargo, manifest);
    return object;
}
function defaultWarehouse(name, spec) {
    spec.interval = goDuration(spec.interval ?? '5m');
    spec.freightCreationPolicy ??= 'Automatic';
    const subscriptions = Array.isArray(spec.subscriptions) ? spec.subscriptions : [];
    if (subscriptions.length === 0)
        throw tooFew('Warehouse', name, 'spec.subscriptions');
    for (const [index, subscription] of subscriptions.entries()) {
        const { image, git, chart } = subscription;
        if (image) {
            image.imageSelectionStrategy ??= 'SemVer';
            image.discoveryLimit ??= 20;
            image.strictSemvers ??= true;
            if (/[\s!]/.test(image.repoURL))
                throw invalidRepository(name, index, image.repoURL);
        }
        if (git) {
            git.commitSelectionStrategy ??= 'NewestFromBranch';
            git.discoveryLimit ??= 20;
            git.strictSemvers ??= true;
        }
        if (chart)
            chart.discoveryLimit ??= 20;
    }
}
function invalidRepository(name, index, repoURL) {
    return new ApiError(422, `admission webhook "warehouse.kargo.akuity.io" denied the request: Warehouse.kargo.akuity.io "${name}" is ` +
        `invalid: spec.subscriptions[${index}].image.repoURL: Invalid value: "${repoURL}": ` +
        'must be a valid image repository URL');
}
function defaultStage(name, spec) {
    const requested = Array.isArray(spec.requestedFreight) ? spec.requestedFreight : [];
    if (requested.length === 0)
        throw tooFew('Stage', name, 'spec.requestedFreight');
    for (const request of requested) {
        const { origin, sources } = isRecord(request) ? request : {};
        if (!isRecord(origin) || typeof origin.name !== 'string' || !isRecord(sources)) {
            const text = 'spec.requestedFreight: Invalid value: origin (kind, name) and sources are required';
            throw new ApiError(422, `Stage.kargo.akuity.io "${name}" is invalid: ${text}`);
        }
        if (sources.requiredSoakTime === undefined)
            continue;
        sources.requiredSoakTime = goDuration(sources.requiredSoakTime);
    }
}
function tooFew(kind, name, path) {
    return new ApiError(422, `${kind}.kargo.akuity.io "${name}" is invalid: ${path}: Invalid value: 0: ` +
        `${path} in body should have at least 1 items`);
}
function requireItems({ kind, name, content }, field) {
    const spec = isRecord(content.spec) ? content.spec : {};
    if (!Array.isArray(spec[field]) || spec[field].length === 0)
        throw tooFew(kind, name, `spec.${field}`);
}
function defaultProjectConfig(spec) {
    const receivers = Array.isArray(spec.webhookReceivers) ? spec.webhookReceivers : [];
    for (const receiver of receivers) {
        const generic = isRecord(receiver) ? receiver.generic : undefined;
        const actions = isRecord(generic) && Array.isArray(generic.actions) ? generic.actions : [];
        for (const action of actions) {
            const criteria = isRecord(action) ? action.targetSelectionCriteria : undefined;
            for (const criterion of Array.isArray(criteria) ? criteria : []) {
                if (!isRecord(criterion))
                    continue;
                criterion.labelSelector ??= {};
                criterion.indexSelector ??= {};
            }
        }
    }
}
function goDuration(value) {
    const ms = parseGoDuration(String(value));
    return ms === undefined ? String(value) : formatGoDuration(ms);
}
function checkFreight(kargo, manifest) {
    if (manifest.name === '')
        throw new UnexpectedError('resource name may not be empty');
    const { origin } = manifest.content;
    if (!isRecord(origin) || typeof origin.name !== 'string') {
        throw new ApiError(422, `Freight.kargo.akuity.io "${manifest.name}" is invalid: origin: Required value`);
    }
    const freight = manifest.content;
    const name = freightName(freight);
    const warehouse = kargo.store.get('Warehouse', manifest.namespace, freight.origin?.name ?? '');
    const subscriptions = warehouse?.spec.subscriptions ?? [];
    const problems = [];
    const held = [...(freight.images ?? []), ...(freight.commits ?? []), ...(freight.charts ?? [])];
    if (held.length === 0) {
        problems.push(`[]: Invalid value: ${emptyFreight(kargo, name, manifest)}: freight must contain at least one commit, image, or chart`);
    }
    for (const subscription of subscriptions) {
        const [field, wanted] = wantedArtifact(subscription);
        const found = held.filter((artifact) => artifact.repoURL === wanted).length;
        if (found === 1)
            continue;
        problems.push(`${field}: Invalid value: ${found === 0 ? 'null' : `[${found}]`}: ${found === 0 ? 'no artifact' : 'multiple artifacts'} ` +
            `found for subscription "${wanted}" of Warehouse "${freight.origin?.name ?? ''}"`);
    }
    if (problems.length === 0)
        return;
    const list = problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`;
    throw new ApiError(422, `admission webhook "freight.kargo.akuity.io" denied the request: Freight.kargo.akuity.io "${name}" is invalid: ${list}`);
}
function wantedArtifact({ image, git, chart }) {
    if (image)
        return ['images', image.repoURL];
    if (git)
        return ['commits', git.repoURL];
    return ['charts', chart?.repoURL ?? ''];
}
function emptyFreight(kargo, name, { content, namespace }) {
    const time = kargo.clock.timestamp();
    const { alias, origin } = content;
    const fields = {};
    for (const key of ['alias', 'charts', 'commits', 'images', 'origin']) {
        if (content[key] !== undefined)
            fields[`f:${key}`] = {};
    }
    if (isRecord(origin)) {
        const keys = Object.keys(origin).sort();
        fields['f:origin'] = { '.': {}, ...Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) };
    }
    return JSON.stringify({
        kind: 'Freight',
        apiVersion: KIND_INFO.Freight.apiVersion,
        metadata: {
            name,
            namespace,
            uid: (0,external_node_crypto_.randomUUID)(),
            generation: 1,
            creationTimestamp: time,
            labels: { [LABEL.alias]: alias },
            managedFields: [
                {
                    manager: 'controlplane',
                    operation: 'Update',
                    apiVersion: KIND_INFO.Freight.apiVersion,
                    time,
                    fieldsType: 'FieldsV1',
                    fieldsV1: fields,
                },
            ],
        },
        alias,
        ...(kargo.profile.freightHasDiscoveredAt ? { discoveredAt: time } : {}),
        origin,
        status: {},
    });
}
function asManifest(kind, object) {
    const shown = { apiVersion: KIND_INFO[kind].apiVersion, kind, ...object };
    if (isRecord(shown.status) && Object.keys(shown.status).length === 0)
        delete shown.status;
    return shown;
}

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
;// CONCATENATED MODULE: ./build/simulator/world.js




class WorldError extends Error {
}
const EPOCH = '2026-01-01T00:00:00Z';
function parseWorld(text) {
    const problems = [];
    const manifests = [];
    const simulation = emptySimulation();
    for (const document of (0,dist.parseAllDocuments)(text)) {
        for (const error of document.errors)
            problems.push(error.message);
        const content = document.errors.length > 0 ? null : document.toJS();
        if (content === null || content === undefined)
            continue;
        if (!isRecord(content))
            problems.push('A document is not a mapping.');
        else if (content.kind === 'Simulation')
            readSimulation(content, simulation, problems);
        else if (typeof content.kind !== 'string' || !isRecord(content.metadata)) {
            problems.push('A document has no kind or no metadata.');
        }
        else
            manifests.push(content);
    }
    if (problems.length > 0)
        throw new WorldError(`The world cannot be used:\n${problems.join('\n')}`);
    const projectsFirst = [
        ...manifests.filter((manifest) => manifest.kind === 'Project'),
        ...manifests.filter((manifest) => manifest.kind !== 'Project'),
    ];
    return { manifests: projectsFirst, simulation };
}
function emptySimulation() {
    return {
        latencyMs: 8,
        discoveryMs: 40,
        ui: true,
        artifacts: noArtifacts(),
        gates: new Map(),
        applications: [],
        analyses: [],
        steps: [],
        tokens: [],
    };
}
function readSimulation(content, into, problems) {
    const readers = {
        latency: (value) => {
            into.latencyMs = duration(value, 'latency', problems);
        },
        discovery: (value) => {
            into.discoveryMs = duration(value, 'discovery', problems);
        },
        ui: (value) => {
            into.ui = value !== false;
        },
        artifacts: (value) => {
            for (const item of world_records(value, 'artifacts', problems))
                addArtifact(into.artifacts, item, problems);
        },
        repositories: (value) => {
            for (const name of Array.isArray(value) ? value : [])
                into.artifacts.emptyRepositories.add(String(name));
        },
        gates: (value) => {
            for (const [name, state] of Object.entries(isRecord(value) ? value : {})) {
                if (isGateState(state))
                    into.gates.set(name, state);
                else
                    problems.push(`gates.${name}: ${String(state)} is not open, closed or broken.`);
            }
        },
        applications: (value) => {
            for (const item of world_records(value, 'applications', problems))
                into.applications.push(application(item, problems));
        },
        analyses: (value) => {
            for (const item of world_records(value, 'analyses', problems))
                into.analyses.push(analysis(item, problems));
        },
        steps: (value) => {
            for (const item of world_records(value, 'steps', problems))
                into.steps.push(stepScript(item, problems));
        },
        tokens: (value) => {
            for (const item of world_records(value, 'tokens', problems))
                into.tokens.push(tokenScript(item));
        },
    };
    for (const [key, value] of Object.entries(content)) {
        if (key === 'kind' || key === 'apiVersion' || key === 'metadata')
            continue;
        const reader = readers[key];
        if (reader === undefined)
            problems.push(`Simulation: ${key} is unknown; known: ${Object.keys(readers).join(', ')}.`);
        else
            reader(value);
    }
}
function isGateState(value) {
    return value === 'open' || value === 'closed' || value === 'broken';
}
function addArtifact(artifacts, item, problems, now = EPOCH) {
    const { image, commit, chart } = item;
    if (typeof image === 'string') {
        const { repoURL, tag, digest } = splitImageReference(image);
        const createdAt = optionalText(item.createdAt) ?? now;
        pushImage(artifacts, {
            repoURL,
            tag,
            digest: optionalText(item.digest) ?? digest ?? digestOf(`${image} ${createdAt}`),
            ...(isRecord(item.annotations) ? { annotations: texts(item.annotations) } : {}),
            createdAt,
        });
    }
    else if (isRecord(commit) && typeof commit.repoURL === 'string') {
        const author = optionalText(commit.author) ?? 'Ana <ana@example.com>';
        const message = optionalText(commit.message) ?? 'a commit';
        pushCommit(artifacts, {
            repoURL: commit.repoURL,
            id: optionalText(commit.id) ?? sha1(`${message}${artifacts.commits.length}`),
            message,
            author,
            committer: optionalText(commit.committer) ?? author,
            createdAt: optionalText(commit.createdAt) ?? now,
            ...optionalEntry('branch', commit.branch),
            ...optionalEntry('tag', commit.tag),
        });
    }
    else if (isRecord(chart) && typeof chart.repoURL === 'string' && typeof chart.version === 'string') {
        const { repoURL, version } = chart;
        pushChart(artifacts, { repoURL, version, ...optionalEntry('name', chart.name) });
    }
    else {
        problems.push(`An artifact is neither image, commit nor chart: ${JSON.stringify(item)}`);
    }
}
function application(item, problems) {
    const sync = item.sync;
    return {
        name: String(item.name),
        namespace: optionalText(item.namespace) ?? 'argocd',
        health: optionalText(item.health) ?? 'Healthy',
        ...optionalEntry('repoURL', item.repoURL),
        syncMs: sync === 'by hand' ? undefined : sync === undefined ? 100 : duration(sync, 'sync', problems),
    };
}
function analysis(item, problems) {
    const ends = item.ends ?? 'Successful';
    const known = ['Successful', 'Failed', 'Error', 'Inconclusive', 'by hand'];
    const end = known.find((candidate) => candidate === ends);
    if (end === undefined)
        problems.push(`analyses: ends ${String(ends)} is none of ${known.join(', ')}.`);
    return {
        ends: end ?? 'Successful',
        afterMs: item.after === undefined ? 300 : duration(item.after, 'after', problems),
        ...optionalEntry('stage', item.stage),
        ...optionalEntry('template', item.template),
        ...optionalEntry('message', item.message),
        ...optionalEntry('log', item.log),
    };
}
function stepScript(item, problems) {
    const statuses = ['Succeeded', 'Failed', 'Errored', 'Skipped'];
    const status = statuses.find((candidate) => candidate === item.status);
    if (item.status !== undefined && status === undefined) {
        problems.push(`steps: status ${String(item.status)} is none of ${statuses.join(', ')}.`);
    }
    return {
        ...optionalEntry('uses', item.uses),
        ...optionalEntry('stage', item.stage),
        ...optionalEntry('as', item.as),
        ...optionalEntry('message', item.message),
        ...(item.takes === undefined ? {} : { takesMs: duration(item.takes, 'takes', problems) }),
        ...(status === undefined ? {} : { status }),
        ...(isRecord(item.output) ? { output: JSON.parse(JSON.stringify(item.output)) } : {}),
    };
}
function tokenScript(item) {
    const rules = Array.isArray(item.rules) ? item.rules.filter(isRecord) : undefined;
    return {
        name: String(item.name),
        role: optionalText(item.role) ?? String(item.name),
        ...optionalEntry('project', item.project),
        ...(rules === undefined ? {} : { rules: rules.map(policyRule) }),
    };
}
function policyRule(rule) {
    const list = (value) => (Array.isArray(value) ? value.map(String) : []);
    return {
        verbs: list(rule.verbs),
        apiGroups: rule.apiGroups === undefined ? ['kargo.akuity.io'] : list(rule.apiGroups),
        resources: list(rule.resources),
        ...(rule.resourceNames === undefined ? {} : { resourceNames: list(rule.resourceNames) }),
    };
}
function duration(value, name, problems) {
    const ms = parseGoDuration(String(value));
    if (ms === undefined)
        problems.push(`${name}: ${String(value)} is no duration (like 250ms, 1h30m).`);
    return ms ?? 0;
}
function world_records(value, name, problems) {
    if (!Array.isArray(value)) {
        problems.push(`${name}: a list is expected.`);
        return [];
    }
    return value.filter(isRecord);
}
function optionalText(value) {
    return value === undefined || value === null
        ? undefined
        : value instanceof Date
            ? value.toISOString()
            : String(value);
}
function optionalEntry(key, value) {
    const text = optionalText(value);
    return text === undefined ? {} : { [key]: text };
}
function texts(value) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}

;// CONCATENATED MODULE: ./build/simulator/control.js







const CONTROLS = {
    artifacts: ({ kargo }, body) => {
        const problems = [];
        addArtifact(kargo.artifacts, body, problems, kargo.clock.timestamp());
        return problems[0];
    },
    gates: (room, { name, state, wake }) => {
        if (typeof name !== 'string' || !isGateState(state))
            return 'name and state (open, closed, broken) are needed';
        room.kargo.simulation.gates.set(name, state);
        if (wake === true)
            room.wakePromotions();
        return undefined;
    },
    analysis: setAnalysis,
    health: setHealth,
    registry: ({ kargo }, { repoURL, down }) => {
        if (typeof repoURL !== 'string')
            return 'repoURL is needed';
        if (down === true)
            kargo.artifacts.down.add(repoURL);
        else
            kargo.artifacts.down.delete(repoURL);
        return undefined;
    },
    kubernetes: (room, { down }) => {
        room.kargo.kubernetesDown = down === true;
        if (down === true)
            room.endStreams('end');
        return undefined;
    },
    controller: (room, { down, restart }) => {
        if (down !== undefined)
            room.kargo.controllerDown = down === true;
        if (restart === true || down === false)
            room.restartController();
        return undefined;
    },
    streams: (room, { how }) => {
        if (how !== 'end' && how !== 'reset')
            return 'how is end or reset';
        room.endStreams(how);
        return undefined;
    },
    clock: ({ kargo }, { advance }) => {
        const ms = typeof advance === 'number' ? advance : parseGoDuration(String(advance));
        if (ms === undefined)
            return 'advance is a duration (like 1h) or milliseconds';
        kargo.clock.advance(ms);
        return undefined;
    },
    faults: ({ faults }, body) => faults.add(body),
    objects: changeObject,
    'pull-requests': changePullRequest,
    settle: async (room) => {
        await room.settle();
        return undefined;
    },
};
async function answerControl(room, request) {
    const { method, name } = request;
    if (method === 'GET' && name === 'ledger')
        return json(room.ledger.entries);
    if (method === 'GET' && name === 'notices')
        return json(room.kargo.notices);
    if (method === 'DELETE' && name === 'faults') {
        room.faults.clear();
        return { status: 204 };
    }
    if (method === 'DELETE' && name === 'ledger') {
        room.ledger.entries.length = 0;
        return { status: 204 };
    }
    const control = method === 'POST' ? CONTROLS[name] : undefined;
    if (control === undefined) {
        return json({ error: `no control ${method} ${name}; POST one of ${Object.keys(CONTROLS).join(', ')}` }, 404);
    }
    const body = parseBody(request.body);
    if (body === undefined)
        return json({ error: 'the body is no JSON object' }, 400);
    const problem = await control(room, body);
    return problem === undefined ? json({}) : json({ error: problem }, 400);
}
function parseBody(body) {
    if (body.length === 0)
        return {};
    try {
        const content = JSON.parse(body.toString('utf8'));
        return isRecord(content) ? content : undefined;
    }
    catch {
        return undefined;
    }
}
function setAnalysis({ kargo }, body) {
    const { stage: name, phase, message } = body;
    if (typeof name !== 'string' || typeof phase !== 'string')
        return 'stage and phase are needed';
    const runs = kargo.store
        .list('AnalysisRun')
        .filter((run) => run.metadata.labels?.['kargo.akuity.io/stage'] === name)
        .sort((a, b) => (a.metadata.name < b.metadata.name ? 1 : -1));
    const run = runs.find((candidate) => !isTerminalVerification(candidate.status.phase)) ?? runs[0];
    if (run === undefined)
        return `Stage "${name}" has no AnalysisRun`;
    setAnalysisPhase(kargo, run, phase, typeof message === 'string' ? message : undefined);
    return undefined;
}
function setHealth({ kargo }, body) {
    const names = typeof body.app === 'string' ? [body.app] : applicationsOf(kargo, String(body.stage ?? ''));
    if (names.length === 0)
        return 'app, or a stage that updates an application, is needed';
    const { health, message, operation, operationMessage, sync } = body;
    for (const name of names) {
        const application = kargo.argo.get(name);
        if (sync === 'by hand')
            application.syncMs = undefined;
        else if (typeof sync === 'string')
            application.syncMs = parseGoDuration(sync);
        if (typeof health === 'string') {
            kargo.argo.setHealth(name, health, typeof message === 'string' ? message : undefined);
        }
        if (operation === 'Succeeded' || operation === 'Failed') {
            const text = operation === 'Succeeded' ? 'successfully synced' : 'one or more objects failed to apply';
            kargo.argo.finish(name, operation, typeof operationMessage === 'string' ? operationMessage : text);
        }
    }
    return undefined;
}
function applicationsOf(kargo, stageName) {
    const stages = kargo.store.list('Stage').filter((stage) => stage.metadata.name === stageName);
    return stages.flatMap((stage) => (stage.spec.promotionTemplate?.spec.steps ?? []).flatMap((step) => {
        const apps = step.uses === 'argocd-update' ? step.config?.apps : undefined;
        return (Array.isArray(apps) ? apps : []).flatMap((app) => (isRecord(app) ? [String(app.name)] : []));
    }));
}
function changeObject({ kargo }, body) {
    if (isRecord(body.create)) {
        const manifest = readManifest(body.create);
        kargo.store.create(manifest.kind, admit(kargo, manifest));
        return undefined;
    }
    const kind = Object.keys(KIND_INFO).find((name) => name === body.kind);
    const name = body.name;
    if (kind === undefined || typeof name !== 'string')
        return 'kind and name are needed';
    const first = kargo.store.list('Project')[0]?.metadata.name ?? '';
    const namespace = kind === 'Project' ? '' : String(body.namespace ?? first);
    if (kargo.store.get(kind, namespace, name) === undefined)
        return `${kind} "${name}" does not exist`;
    if (body.delete === true) {
        kargo.store.delete(kind, namespace, name);
        return undefined;
    }
    const patch = body.merge;
    if (!isRecord(patch))
        return 'merge (an object) or delete: true is needed';
    kargo.store.update(kind, { namespace, name }, (draft) => {
        mergeInto(draft, patch);
    });
    return undefined;
}
function mergeInto(target, patch) {
    for (const [key, value] of Object.entries(patch)) {
        if (value === null)
            delete target[key];
        else if (isRecord(value)) {
            const inner = isRecord(target[key]) ? target[key] : {};
            target[key] = inner;
            mergeInto(inner, value);
        }
        else
            target[key] = value;
    }
}
async function changePullRequest(room, body) {
    const { forge } = room.kargo.git;
    const repoURL = String(body.repoURL);
    const number = Number(body.number);
    if (body.action === 'merge')
        await forge.merge(repoURL, number);
    if (body.action === 'close')
        await forge.close(repoURL, number);
    if (body.wake === true)
        room.wakePromotions();
    return undefined;
}

;// CONCATENATED MODULE: ./build/simulator/event-stream.js
const KEEPALIVE_MS = 30_000;
function openStream({ clock, streams }, opening) {
    const { response, start, fault } = opening;
    response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache',
        connection: 'keep-alive',
        'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    const listeners = [];
    const later = (ms, run) => listeners.push(clock.after(ms, run, true));
    const opened = { response, end: () => response.end() };
    streams.add(opened);
    response.on('close', () => {
        streams.delete(opened);
        for (const listener of listeners)
            listener();
    });
    if (fault?.kind === 'dead-stream')
        return;
    if (fault?.kind === 'end-stream')
        later(fault.delayMs ?? 0, () => response.end());
    if (fault?.kind === 'reset-stream')
        later(fault.delayMs ?? 0, () => response.destroy());
    const stream = {
        send: (data) => response.write(`data: ${JSON.stringify(data)}\n\n`),
        write: (text) => response.write(`${text.replace(/^/gm, 'data: ')}\n\n`),
        fail: (data) => response.write(`event: error\ndata: ${JSON.stringify(data)}\n\n`),
        end: () => response.end(),
        onClose: (listener) => listeners.push(listener),
    };
    const keepAlive = () => {
        response.write(': keepalive\n\n');
        later(KEEPALIVE_MS, keepAlive);
    };
    later(KEEPALIVE_MS, keepAlive);
    start(stream);
}

;// CONCATENATED MODULE: ./build/simulator/outage.js

function answerOutage(kargo, request) {
    if (!kargo.kubernetesDown || !request.path.startsWith('/v1beta1/projects'))
        return undefined;
    const { identity, method, path, query } = request;
    const broken = kargo.profile.unexpectedErrorsAreEmpty
        ? { status: 200 }
        : json({ error: 'internal server error' }, 500);
    if (identity === undefined)
        return undefined;
    if (identity.kind !== 'admin') {
        return kargo.profile.authErrorsHaveBody ? broken : { status: 401 };
    }
    if (method !== 'GET' || query.get('watch') === 'true')
        return broken;
    const isList = path.split('/').length === 5;
    return isList && kargo.profile.listsHaveVersion ? broken : undefined;
}

;// CONCATENATED MODULE: ./build/simulator/routes/analysis-runs.js





const BASE = '/v1beta1/projects/:project/analysis-runs/:name';
const LOG_CHUNK = 4096;
const analysisRunRoutes = [
    { method: 'GET', pattern: BASE, handle: getAnalysisRun },
    { method: 'GET', pattern: `${BASE}/logs`, handle: showLogs },
];
function getAnalysisRun(exchange) {
    return json(withKind('AnalysisRun', readAnalysisRun(exchange)));
}
function readAnalysisRun(exchange) {
    const name = param(exchange, 'name');
    allow(exchange, { verb: 'get', kind: 'AnalysisRun', name });
    const run = cached(exchange, 'AnalysisRun', name);
    if (run === undefined)
        throw new ApiError(404, `AnalysisRun.argoproj.io "${name}" not found`);
    return run;
}
function showLogs(exchange) {
    const { kargo, query } = exchange;
    if (!hasLogs(kargo))
        throw new ApiError(501, 'AnalysisRun log streaming is not configured');
    const run = readAnalysisRun(exchange);
    const stage = run.metadata.labels?.[LABEL.stage] ?? '';
    allow(exchange, { verb: 'get', kind: 'Stage', name: stage });
    const wanted = query.get('metricName') ?? '';
    const metrics = run.spec.metrics.filter(({ name }) => wanted === '' || name === wanted);
    const [metric] = metrics;
    if (metric === undefined || metrics.length > 1)
        throw new UnexpectedError('which metric is meant?');
    if (!isRecord(metric.provider) || !('job' in metric.provider))
        throw new UnexpectedError('no Job, no log');
    const bytes = Buffer.from(scriptOf(kargo, run).log ?? '');
    return {
        status: 200,
        stream: (stream) => {
            for (let from = 0; from < bytes.length; from += LOG_CHUNK) {
                stream.write(bytes.subarray(from, from + LOG_CHUNK).toString('utf8'));
            }
            stream.end();
        },
    };
}

;// CONCATENATED MODULE: ./build/simulator/routes/api-tokens.js





const PROJECT = '/v1beta1/projects/:project';
const SYSTEM = '/v1beta1/system';
const REDACTED = Buffer.from('*** REDACTED ***').toString('base64');
const api_tokens_MANAGED = 'rbac.kargo.akuity.io/managed';
const tokenRoutes = [
    { method: 'GET', pattern: `${PROJECT}/roles`, handle: listRoles },
    { method: 'POST', pattern: `${PROJECT}/roles/:role/api-tokens`, handle: createToken },
    { method: 'GET', pattern: `${PROJECT}/api-tokens`, handle: listTokens },
    { method: 'GET', pattern: `${PROJECT}/api-tokens/:name`, handle: getToken },
    { method: 'DELETE', pattern: `${PROJECT}/api-tokens/:name`, handle: deleteToken },
    { method: 'POST', pattern: `${SYSTEM}/roles/:role/api-tokens`, handle: createToken },
    { method: 'GET', pattern: `${SYSTEM}/api-tokens`, handle: listTokens },
    { method: 'GET', pattern: `${SYSTEM}/api-tokens/:name`, handle: getToken },
    { method: 'DELETE', pattern: `${SYSTEM}/api-tokens/:name`, handle: deleteToken },
];
function namespaceOf(exchange) {
    return exchange.params.project ?? SYSTEM_NAMESPACE;
}
function explained(prefix, action) {
    try {
        return action();
    }
    catch (error) {
        if (error instanceof ApiError)
            throw new ApiError(error.status, `${prefix}: ${error.message}`);
        throw error;
    }
}
function createToken(exchange) {
    const { kargo } = exchange;
    const namespace = namespaceOf(exchange);
    const role = param(exchange, 'role');
    const name = jsonBody(exchange).name;
    if (typeof name !== 'string' || name === '')
        throw new ApiError(400, 'name should not be empty');
    const account = explained(`error getting ServiceAccount "${role}" in namespace "${namespace}"`, () => {
        allow(exchange, { verb: 'get', kind: 'ServiceAccount', namespace, name: role });
        const found = kargo.store.get('ServiceAccount', namespace, role);
        if (found === undefined)
            throw new ApiError(404, `ServiceAccount "${role}" not found`);
        return found;
    });
    const prefix = `error creating token Secret "${name}" for ServiceAccount "${role}" in namespace "${namespace}"`;
    return explained(prefix, () => {
        allow(exchange, { verb: 'create', kind: 'Secret', namespace, name });
        if (kargo.store.get('Secret', namespace, name) !== undefined) {
            throw new ApiError(409, `secrets "${name}" already exists`);
        }
        const uid = account.metadata.uid;
        const rules = namespace === SYSTEM_NAMESPACE ? SYSTEM_ROLES[role] : undefined;
        const token = kargo.tokens.issue(name, { namespace, name: role, uid }, rules);
        const encode = (text) => Buffer.from(text).toString('base64');
        const secret = kargo.store.create('Secret', {
            metadata: {
                name,
                namespace,
                labels: { [LABEL.apiToken]: 'true' },
                annotations: {
                    'kubernetes.io/service-account.name': role,
                    'kubernetes.io/service-account.uid': uid,
                    [api_tokens_MANAGED]: 'true',
                },
                ownerReferences: [{ apiVersion: 'v1', kind: 'ServiceAccount', name: role, uid }],
            },
            data: {
                'ca.crt': encode(`simulated CA ${(0,external_node_crypto_.randomUUID)()}`),
                namespace: encode(namespace),
                token: encode(token),
            },
            type: 'kubernetes.io/service-account-token',
        });
        return json(secret, 201);
    });
}
function tokensOf(exchange) {
    return exchange.kargo.store
        .list('Secret', namespaceOf(exchange))
        .filter((secret) => secret.metadata.labels?.[LABEL.apiToken] === 'true');
}
function redacted(secret) {
    return { ...secret, data: { ...secret.data, token: REDACTED } };
}
function listTokens(exchange) {
    const namespace = namespaceOf(exchange);
    const role = exchange.query.get('role') ?? '';
    explained(`error listing token Secrets for ServiceAccount "${role}" in namespace "${namespace}"`, () => allow(exchange, { verb: 'list', kind: 'Secret', namespace }));
    if (role !== '' && exchange.kargo.store.get('ServiceAccount', namespace, role) === undefined) {
        throw new ApiError(404, `error getting ServiceAccount "${role}" in namespace "${namespace}": ServiceAccount "${role}" not found`);
    }
    const items = tokensOf(exchange)
        .filter((secret) => role === '' || secret.metadata.annotations?.['kubernetes.io/service-account.name'] === role)
        .map(redacted);
    return json({ metadata: {}, items: items.length === 0 ? null : items });
}
function readToken(exchange, verb) {
    const namespace = namespaceOf(exchange);
    const name = param(exchange, 'name');
    return explained(`error getting token Secret "${name}" in namespace "${namespace}"`, () => {
        allow(exchange, { verb, kind: 'Secret', namespace, name });
        const secret = exchange.kargo.store.get('Secret', namespace, name);
        if (secret === undefined)
            throw new ApiError(404, `secrets "${name}" not found`);
        if (secret.metadata.labels?.[LABEL.apiToken] !== 'true') {
            const status = verb === 'get' ? 400 : 409;
            throw new ApiError(status, `Secret "${name}" is not labeled as a Kargo API token`);
        }
        return secret;
    });
}
function getToken(exchange) {
    return json(redacted(readToken(exchange, 'get')));
}
function deleteToken(exchange) {
    const secret = readToken(exchange, 'delete');
    const { kargo } = exchange;
    kargo.tokens.revoke(Buffer.from(secret.data?.token ?? '', 'base64').toString('utf8'));
    kargo.store.delete('Secret', namespaceOf(exchange), secret.metadata.name);
    return { status: 204 };
}
function listRoles(exchange) {
    const { kargo } = exchange;
    const namespace = namespaceOf(exchange);
    allow(exchange, { verb: 'list', kind: 'ServiceAccount', namespace });
    const roles = kargo.store.list('ServiceAccount', namespace).map((account) => {
        const { name, creationTimestamp, annotations } = account.metadata;
        const rules = rulesOf(kargo, namespace, name);
        return {
            metadata: { name, namespace, creationTimestamp },
            ...(annotations?.[api_tokens_MANAGED] === 'true' ? { kargoManaged: true } : {}),
            ...(rules.length === 0 ? {} : { rules }),
        };
    });
    return json(roles);
}

// EXTERNAL MODULE: ../node_modules/semver/index.js
var semver = __webpack_require__(54978);
var semver_default = /*#__PURE__*/__webpack_require__.n(semver);
;// CONCATENATED MODULE: ./build/simulator/freight-query.js


function isListed(stage, freight, now) {
    const request = stage.spec.requestedFreight.find((candidate) => originKey(candidate.origin) === originKey(freight.origin));
    if (request === undefined)
        return false;
    const { sources } = request;
    if (sources.direct === true)
        return true;
    const matchUpstream = sources.autoPromotionOptions?.selectionPolicy === 'MatchUpstream';
    if (matchUpstream)
        return (sources.stages ?? []).some((name) => freight.status.currentlyIn?.[name] !== undefined);
    if (freight.status.approvedFor?.[stage.metadata.name] !== undefined)
        return true;
    return isVerifiedUpstream(sources, freight, now);
}
function isVerifiedUpstream(sources, freight, now) {
    const upstream = sources.stages ?? [];
    const verifiedIn = Object.keys(freight.status.verifiedIn ?? {});
    const all = sources.availabilityStrategy === 'All';
    const required = parseGoDuration(sources.requiredSoakTime ?? '0') ?? 0;
    const verifiedUpstream = upstream.filter((name) => verifiedIn.includes(name));
    const verified = all ? verifiedUpstream.length === upstream.length : verifiedUpstream.length > 0;
    if (!verified || required === 0)
        return verified;
    const soaked = verifiedIn.filter((name) => soakedMs(freight, name, now) >= required);
    return all ? [...soaked].sort().join() === [...upstream].sort().join() : soaked.length > 0;
}
function soakedMs(freight, stage, now) {
    const stored = parseGoDuration(freight.status.verifiedIn?.[stage]?.longestSoak ?? '0') ?? 0;
    const since = freight.status.currentlyIn?.[stage]?.since;
    return Math.max(stored, since === undefined ? 0 : now - Date.parse(since));
}

;// CONCATENATED MODULE: ./build/simulator/watch.js

const FUTURE_VERSION_MS = 3000;
function watch(exchange, request) {
    const seed = seedOf(exchange, request);
    return { status: 200, stream: (stream) => follow(exchange, { ...request, from: seed }, stream) };
}
function seedOf(exchange, request) {
    const { kargo } = exchange;
    if (request.seed === undefined || request.seed === '' || !kargo.profile.watchesSayMore)
        return undefined;
    if (/^\d+$/.test(request.seed))
        return Number(request.seed);
    const resource = { Stage: 'stages', Warehouse: 'warehouses', Promotion: 'promotions' }[request.kind];
    throw new ApiError(500, `watch ${resource ?? 'freight'}: resourceVersion: Invalid value: "${request.seed}": ` +
        `strconv.ParseUint: parsing "${request.seed}": invalid syntax`);
}
function follow(exchange, request, stream) {
    const { store, profile, clock } = exchange.kargo;
    const { from } = request;
    if (from !== undefined && from > store.version) {
        const cancel = clock.after(FUTURE_VERSION_MS, () => {
            const message = `watch error: Timeout: Too large resource version: ${from}, current: ${store.version}`;
            stream.fail({ code: 'unknown', message });
            stream.end();
        });
        stream.onClose(cancel);
        return;
    }
    const send = (type, object) => {
        if (!isWatched(request, object))
            return;
        const matches = request.matches?.(object) ?? true;
        if (matches)
            stream.send({ type, object });
        else if (profile.watchesSayMore && type !== 'ADDED')
            stream.send({ type: 'DELETED', object });
    };
    if (from === undefined) {
        for (const object of store.list(request.kind, request.namespace))
            send('ADDED', object);
    }
    else {
        const missed = store.since(request.kind, from);
        if (missed === undefined) {
            const message = `watch resource version expired: too old resource version: ${from} (${store.firstVersion})`;
            stream.fail({ code: 'out_of_range', message });
            stream.end();
            return;
        }
        for (const event of missed)
            send(event.type, event.object);
    }
    stream.onClose(store.subscribe((event) => {
        if (event.kind === request.kind)
            send(event.type, event.object);
    }));
}
function isWatched(request, object) {
    if ((object.metadata.namespace ?? '') !== request.namespace)
        return false;
    return request.name === undefined || object.metadata.name === request.name;
}

;// CONCATENATED MODULE: ./build/simulator/routes/freight.js











const freight_BASE = '/v1beta1/projects/:project/freight';
const freightRoutes = [
    { method: 'GET', pattern: freight_BASE, handle: queryFreight },
    {
        method: 'GET',
        pattern: `${freight_BASE}/:name`,
        handle: (exchange) => json(withKind('Freight', findFreight(exchange))),
    },
    { method: 'POST', pattern: `${freight_BASE}/:name/approve`, handle: approveFreight },
    { method: 'PATCH', pattern: `${freight_BASE}/:name/alias`, handle: aliasFreight },
    { method: 'DELETE', pattern: `${freight_BASE}/:name`, handle: deleteFreight },
];
const freightLinksRoute = {
    method: 'GET',
    pattern: `${freight_BASE}/:name/links`,
    handle: (exchange) => {
        findFreight(exchange);
        return json({ links: [] });
    },
};
const GROUPS = ['image_repo', 'git_repo', 'chart_repo'];
const TAGGED_GROUPS = ['image_repo', 'chart_repo'];
function queryFreight(exchange) {
    const { kargo, query } = exchange;
    const project = param(exchange, 'project');
    const origins = query.getAll('origins');
    const ofOrigins = (object) => origins.length === 0 ||
        ('origin' in object && origins.includes(object.origin.name));
    if (query.get('watch') === 'true' && kargo.profile.freightCanBeWatched) {
        allow(exchange, { verb: 'list', kind: 'Freight' });
        allow(exchange, { verb: 'watch', kind: 'Freight' });
        const seed = query.get('resourceVersion') ?? undefined;
        return watch(exchange, { kind: 'Freight', namespace: project, matches: ofOrigins, seed });
    }
    const grouping = readGrouping(query);
    const stageName = query.get('stage') ?? '';
    if (stageName === '')
        allow(exchange, { verb: 'list', kind: 'Freight' });
    const all = kargo.store.list('Freight', project);
    const chosen = stageName === '' ? all.filter(ofOrigins) : availableTo(exchange, stageName, all);
    const groups = groupFreight(chosen, grouping);
    const version = kargo.profile.listsHaveVersion && stageName === ''
        ? { resourceVersion: String(kargo.store.version) }
        : {};
    return json({ groups, ...version });
}
function readGrouping(query) {
    const by = query.get('groupBy') ?? '';
    const only = query.get('group') ?? '';
    const order = query.get('orderBy') ?? '';
    const refuse = (text) => new ApiError(400, `invalid_argument: ${text}`);
    if (by !== '' && !GROUPS.includes(by))
        throw refuse(`invalid group by: ${by}`);
    if (only !== '' && by === '')
        throw refuse('cannot filter by group without group by');
    if (order !== '' && order !== 'first_seen' && order !== 'tag')
        throw refuse(`invalid order by: ${order}`);
    if (order === 'tag' && !TAGGED_GROUPS.includes(by)) {
        throw refuse(`tag ordering only valid when grouping by: ${TAGGED_GROUPS.join(', ')}`);
    }
    return { by, only, order, reverse: query.get('reverse') === 'true' };
}
function availableTo(exchange, name, all) {
    const { kargo } = exchange;
    const project = param(exchange, 'project');
    allow(exchange, { verb: 'get', kind: 'Stage', name });
    const stage = kargo.store.get('Stage', project, name);
    if (stage === undefined)
        throw new ApiError(404, `Stage "${name}" not found in project "${project}"`);
    allow(exchange, { verb: 'list', kind: 'Freight' });
    return all.filter((freight) => isListed(stage, freight, kargo.clock.now()));
}
function groupFreight(chosen, grouping) {
    const groups = new Map();
    if (grouping.by === '')
        groups.set('', []);
    for (const freight of chosen) {
        for (const key of keysOf(freight, grouping.by)) {
            if (grouping.only !== '' && key !== grouping.only)
                continue;
            groups.set(key, [...(groups.get(key) ?? []), freight]);
        }
    }
    return Object.fromEntries([...groups].map(([key, items]) => [
        key,
        { items: sortFreight(items, grouping).map((freight) => withKind('Freight', freight)) },
    ]));
}
function keysOf(freight, by) {
    if (by === 'image_repo')
        return (freight.images ?? []).map((image) => image.repoURL);
    if (by === 'git_repo')
        return (freight.commits ?? []).map((commit) => commit.repoURL);
    if (by === 'chart_repo') {
        return (freight.charts ?? []).map((chart) => [chart.repoURL, ...(chart.name === undefined ? [] : [chart.name])].join('/').replace(/\/+/g, '/'));
    }
    return [''];
}
function sortFreight(items, { order, reverse }) {
    const byAge = (a, b) => foundAt(a) - foundAt(b) || versionOf(a) - versionOf(b);
    const sorted = [...items].sort(order === 'tag' ? (a, b) => compareTags(a, b) || byAge(a, b) : byAge);
    return reverse ? sorted.reverse() : sorted;
}
function versionOf(freight) {
    return Number(freight.metadata.resourceVersion);
}
function compareTags(a, b) {
    const left = a.images?.[0]?.tag ?? a.charts?.[0]?.version ?? '';
    const right = b.images?.[0]?.tag ?? b.charts?.[0]?.version ?? '';
    const [leftVersion, rightVersion] = [semver_default().parse(left), semver_default().parse(right)];
    if (leftVersion !== null && rightVersion !== null)
        return semver_default().compare(leftVersion, rightVersion);
    return left < right ? -1 : left > right ? 1 : 0;
}
function findFreight(exchange) {
    const project = param(exchange, 'project');
    const nameOrAlias = param(exchange, 'name');
    allow(exchange, { verb: 'get', kind: 'Freight', name: nameOrAlias });
    const byName = cached(exchange, 'Freight', nameOrAlias);
    if (byName !== undefined)
        return byName;
    allow(exchange, { verb: 'list', kind: 'Freight' });
    const byAlias = exchange.kargo.store
        .list('Freight', project)
        .find((freight) => freight.alias === nameOrAlias);
    if (byAlias !== undefined)
        return byAlias;
    throw new ApiError(404, `Freight with name or alias "${nameOrAlias}" not found in project "${project}"`);
}
function approveFreight(exchange) {
    const { kargo } = exchange;
    const stageName = exchange.query.get('stage') ?? '';
    if (stageName === '')
        throw new ApiError(400, 'stage query parameter is required');
    const freight = findFreight(exchange);
    allow(exchange, { verb: 'get', kind: 'Stage', name: stageName });
    const stage = kargo.store.get('Stage', param(exchange, 'project'), stageName);
    if (stage === undefined)
        throw new ApiError(404, `Stage.kargo.akuity.io "${stageName}" not found`);
    const origin = originKey(freight.origin);
    if (kargo.profile.approvalNeedsOrigin &&
        !stage.spec.requestedFreight.some((r) => originKey(r.origin) === origin)) {
        throw new ApiError(400, `Stage "${stageName}" does not request Freight from origin "${origin}"`);
    }
    allow(exchange, { verb: 'promote', kind: 'Stage', name: stageName });
    if (freight.status.approvedFor?.[stageName] !== undefined)
        return done();
    allow(exchange, { verb: 'patch', kind: 'Freight', subresource: 'status', name: freight.metadata.name });
    kargo.store.update('Freight', store_locate(freight), (draft) => {
        draft.status.approvedFor = {
            ...draft.status.approvedFor,
            [stageName]: { approvedAt: kargo.clock.timestamp() },
        };
    });
    freightApproved(kargo, freight, { stage: stageName, actor: actorOf(kargo, exchange.identity) });
    return done();
}
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
function aliasFreight(exchange) {
    const { kargo } = exchange;
    const alias = exchange.query.get('newAlias') ?? '';
    if (alias === '')
        throw new ApiError(400, 'newAlias query parameter is required');
    const freight = findFreight(exchange);
    const name = freight.metadata.name;
    const project = param(exchange, 'project');
    allow(exchange, { verb: 'list', kind: 'Freight' });
    const taken = kargo.store
        .list('Freight', project)
        .some((other) => other.alias === alias && other.metadata.name !== name);
    if (taken) {
        throw new ApiError(409, `alias "${alias}" already used by another piece of Freight in namespace "${project}"`);
    }
    allow(exchange, { verb: 'patch', kind: 'Freight', name });
    if (!LABEL_VALUE.test(alias) || alias.length > 63)
        throw invalidLabel(name, alias);
    kargo.store.update('Freight', store_locate(freight), (draft) => {
        draft.alias = alias;
        draft.metadata.labels = { ...draft.metadata.labels, [LABEL.alias]: alias };
    });
    return done();
}
function invalidLabel(name, alias) {
    return new ApiError(422, `Freight.kargo.akuity.io "${name}" is invalid: metadata.labels: Invalid value: "${alias}": a valid label must ` +
        "be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
        "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
        "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
}
function deleteFreight(exchange) {
    const { kargo } = exchange;
    const freight = findFreight(exchange);
    const name = freight.metadata.name;
    allow(exchange, { verb: 'delete', kind: 'Freight', name });
    const users = Object.keys(freight.status.currentlyIn ?? {}).sort();
    if (users.length > 0) {
        const stages = users.map((stage) => `"${stage}"`).join(', ');
        throw new ApiError(403, `admission webhook "freight.kargo.akuity.io" denied the request: freights.kargo.akuity.io "${name}" is ` +
            `forbidden: freight is in-use by stages (${stages})`);
    }
    kargo.store.delete('Freight', param(exchange, 'project'), name);
    return { status: 204 };
}

;// CONCATENATED MODULE: ./build/simulator/auto-promotion.js


function autoPromotionEnabled(kargo, stage) {
    const project = stage.metadata.namespace ?? '';
    const policies = kargo.store.get('ProjectConfig', project, project)?.spec.promotionPolicies ?? [];
    const policy = policies.find(({ stage: name, stageSelector }) => {
        if (stageSelector === undefined)
            return name === stage.metadata.name;
        if (stageSelector.name !== undefined && !nameSelects(stageSelector.name, stage.metadata.name))
            return false;
        return selectsLabels(stageSelector, stage.metadata.labels);
    });
    return policy?.autoPromotionEnabled === true;
}
function nameSelects(selector, name) {
    if (!/^(regex|glob):/.test(selector))
        return selector === name;
    const pattern = selector.startsWith('regex:') ? selector.slice(6) : globPattern(selector.slice(5));
    try {
        return new RegExp(pattern).test(name);
    }
    catch {
        return false;
    }
}
function globPattern(glob) {
    const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    return `^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`;
}
function selectsLabels(selector, labels = {}) {
    for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
        if (labels[key] !== value)
            return false;
    }
    return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
        const value = labels[key];
        if (operator === 'Exists')
            return value !== undefined;
        if (operator === 'DoesNotExist')
            return value === undefined;
        const listed = value !== undefined && (values ?? []).includes(value);
        return operator === 'In' ? listed : !listed;
    });
}
function candidate(kargo, stage, origin) {
    const request = stage.spec.requestedFreight.find((item) => originKey(item.origin) === originKey(origin));
    if (request === undefined)
        return undefined;
    const at = { profile: kargo.profile, now: kargo.clock.now() };
    const upstream = request.sources.autoPromotionOptions?.selectionPolicy === 'MatchUpstream';
    const available = kargo.store
        .list('Freight', stage.metadata.namespace)
        .filter((freight) => originKey(freight.origin) === originKey(origin) && isAvailable(stage, freight, at))
        .filter((freight) => !upstream ||
        (request.sources.stages ?? []).some((name) => freight.status.currentlyIn?.[name] !== undefined));
    const rank = (freight) => kargo.store.creationRank('Freight', freight);
    return available.sort((a, b) => foundAt(b) - foundAt(a) || rank(b) - rank(a))[0];
}
function promotionsOf(kargo, stage) {
    return kargo.store
        .list('Promotion', stage.metadata.namespace)
        .filter((promotion) => promotion.spec.stage === stage.metadata.name);
}
function dueAutoPromotions(kargo, stage) {
    const promotions = promotionsOf(kargo, stage);
    const held = stage.status.effectiveAutoPromotionHolds ?? {};
    return stage.spec.requestedFreight.flatMap(({ origin }) => {
        if (held[originKey(origin)] !== undefined)
            return [];
        const freight = candidate(kargo, stage, origin);
        if (freight === undefined || isCurrent(stage, freight))
            return [];
        const known = promotions.some((promotion) => promotion.spec.freight === freight.metadata.name &&
            (!kargo.profile.autoPromotionHolds || isPending(stage, promotion) || auto_promotion_failed(promotion)));
        return known ? [] : [freight];
    });
}
function isPending(stage, promotion) {
    return (!isTerminalPhase(promotion.status.phase) ||
        promotion.metadata.name > (stage.status.lastPromotion?.name ?? ''));
}
function auto_promotion_failed(promotion) {
    return promotion.status.phase !== 'Succeeded';
}
function isCurrent(stage, freight) {
    const items = stage.status.freightHistory?.[0]?.items ?? {};
    return items[originKey(freight.origin)]?.name === freight.metadata.name;
}

;// CONCATENATED MODULE: ./build/simulator/admission.js





const WEBHOOK = 'admission webhook "promotion.kargo.akuity.io" denied the request: ';
function createPromotion(kargo, request) {
    const { stage, freight, actor, manifest } = request;
    const given = kargo.profile.promotionsAreRenamed ? undefined : manifest;
    const name = given?.name ?? promotionName(kargo, stage.metadata.name, freight.metadata.name);
    const template = stage.spec.promotionTemplate?.spec;
    if (template?.steps === undefined || template.steps.length === 0) {
        if (!kargo.profile.admissionRefusesControlFlow)
            throw new UnexpectedError('no promotion template');
        throw noSteps(stage, name);
    }
    const steps = given?.steps ?? inflate(kargo, stage, template.steps);
    const vars = [...(stage.spec.vars ?? []), ...(template.vars ?? [])];
    const annotations = {};
    if (actor !== undefined && given === undefined)
        annotations[ANNOTATION.actor] = actor;
    if (kargo.profile.promotionsAreLabelled)
        annotations[ANNOTATION.stage] = stage.metadata.name;
    Object.assign(annotations, holdAnnotation(kargo, request));
    const promotion = kargo.store.create('Promotion', {
        metadata: {
            name,
            namespace: stage.metadata.namespace ?? '',
            ...(kargo.profile.promotionsAreLabelled
                ? {
                    ...(manifest === undefined ? { generateName: 'promo-' } : {}),
                    labels: { [LABEL.stage]: stage.metadata.name },
                }
                : {}),
            ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
            ownerReferences: [ownedBy(stage)],
        },
        spec: {
            stage: stage.metadata.name,
            freight: freight.metadata.name,
            ...(vars.length === 0 ? {} : { vars: structuredClone(vars) }),
            steps,
        },
        status: {},
    });
    promotionCreated(kargo, promotion);
    return promotion;
}
function promotionName(kargo, stage, freight) {
    const ulid = kargo.ulids.next(kargo.clock.now());
    return `${stage.slice(0, 253 - 35)}.${ulid}.${freight.slice(0, 7)}`.toLowerCase();
}
function noSteps(stage, name) {
    return new ApiError(422, `${WEBHOOK}Promotion.kargo.akuity.io "${name}" is invalid: spec.stage: Invalid value: ` +
        `"${stage.metadata.name}": Stage "${stage.metadata.name}" in namespace "${stage.metadata.namespace}" ` +
        'defines no promotion steps');
}
function ownedBy(stage) {
    return {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Stage',
        name: stage.metadata.name,
        uid: stage.metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
    };
}
function holdAnnotation(kargo, request) {
    const { stage, freight, actor } = request;
    if (!kargo.profile.autoPromotionHolds || actor === undefined || !autoPromotionEnabled(kargo, stage))
        return {};
    const best = candidate(kargo, stage, freight.origin);
    const isBest = best?.metadata.name === freight.metadata.name;
    return { [isBest ? ANNOTATION.resume : ANNOTATION.hold]: originKey(freight.origin) };
}
function inflate(kargo, stage, steps) {
    return steps.flatMap((step, index) => {
        if (step.task === undefined) {
            return [{ ...structuredClone(step), as: step.as ?? `step-${index + 1}` }];
        }
        return inflateTask(kargo, stage, { step, alias: step.as ?? `task-${index + 1}` });
    });
}
function inflateTask(kargo, stage, reference) {
    const { step, alias } = reference;
    const name = step.task?.name ?? '';
    const prefix = kargo.profile.admissionErrorsArePlain ? `create promotion: ${WEBHOOK}` : WEBHOOK;
    const task = kargo.store.get('PromotionTask', stage.metadata.namespace ?? '', name);
    if (task === undefined) {
        throw new ApiError(404, `${prefix}PromotionTask.kargo.akuity.io "${name}" not found`);
    }
    const given = step.vars ?? [];
    const vars = (task.spec.vars ?? []).map((variable) => {
        const value = given.find((candidate) => candidate.name === variable.name)?.value ?? variable.value;
        if (value === undefined || value === '')
            throw missingVariable(kargo, { prefix, name, alias, variable });
        return { name: variable.name, value };
    });
    const extra = given.filter((variable) => !vars.some((known) => known.name === variable.name));
    return task.spec.steps.map((inner, index) => ({
        ...structuredClone(inner),
        as: `${alias}::${inner.as ?? `step-${index + 1}`}`,
        ...(step.if === undefined || inner.if !== undefined ? {} : { if: step.if }),
        vars: [...vars, ...extra, ...(inner.vars ?? [])],
    }));
}
function missingVariable(kargo, missing) {
    const { prefix, name, alias, variable } = missing;
    const plain = kargo.profile.admissionErrorsArePlain;
    const text = `failed to inflate Promotion steps: inflate ${plain ? 'tasks' : 'task'} steps for task "${name}" ` +
        `("${alias}"): missing value for variable "${variable.name}"`;
    return new ApiError(plain ? 403 : 500, `${prefix}${plain ? '' : 'Internal error occurred: '}${text}`);
}
function resolveOrigin(kargo, stage, origin) {
    const freight = candidate(kargo, stage, origin);
    if (freight !== undefined)
        return freight;
    const key = originKey(origin);
    throw new ApiError(422, `${WEBHOOK}Promotion.kargo.akuity.io "" is invalid: spec.origin: Invalid value: "${key}": ` +
        `no auto-promotion candidate found for origin "${key}" on Stage "${stage.metadata.name}"`);
}
function parseOrigin(text) {
    const [kind, name, ...rest] = text.split('/');
    if (kind !== 'Warehouse' || name === undefined || name === '' || rest.length > 0) {
        throw new ApiError(400, `invalid origin "${text}": invalid Freight origin string "${text}"`);
    }
    return { kind, name };
}
function requireAvailable(kargo, stage, freight, whom = 'Stage') {
    if (isAvailable(stage, freight, { profile: kargo.profile, now: kargo.clock.now() }))
        return;
    throw new ApiError(400, `Freight "${freight.metadata.name}" is not available to ${whom} "${stage.metadata.name}"`);
}

;// CONCATENATED MODULE: ./build/simulator/stage-auto-promotion.js



function syncHolds(pass) {
    const { kargo, stage, status } = pass;
    if (!kargo.profile.autoPromotionHolds)
        return;
    const established = {};
    const effective = {};
    for (const promotion of promotionsOf(kargo, stage)) {
        const { phase } = promotion.status;
        if (phase === 'Aborted')
            continue;
        apply(promotion, effective);
        if (isTerminalPhase(phase))
            apply(promotion, established);
    }
    if (Object.keys(established).length === 0)
        delete status.autoPromotionHolds;
    else
        status.autoPromotionHolds = established;
    if (Object.keys(effective).length === 0)
        delete status.effectiveAutoPromotionHolds;
    else
        status.effectiveAutoPromotionHolds = effective;
}
function apply(promotion, holds) {
    const annotations = promotion.metadata.annotations ?? {};
    const resumed = annotations[ANNOTATION.resume];
    if (resumed !== undefined)
        delete holds[resumed];
    const held = annotations[ANNOTATION.hold];
    if (held === undefined)
        return;
    const actor = annotations[ANNOTATION.actor];
    holds[held] = {
        freightName: promotion.spec.freight,
        origin: parseOrigin(held),
        promotionName: promotion.metadata.name,
        ...(actor === undefined ? {} : { actor }),
        createdAt: promotion.metadata.creationTimestamp,
    };
}
function promoteAutomatically(pass) {
    const { kargo, stage } = pass;
    if (!autoPromotionEnabled(kargo, stage))
        return;
    for (const freight of dueAutoPromotions(kargo, stage))
        createPromotion(kargo, { stage, freight });
}

;// CONCATENATED MODULE: ./build/simulator/stage-freight.js


function syncFreight(pass) {
    const { kargo, stage, status, at } = pass;
    const name = stage.metadata.name;
    const current = new Set(Object.values(status.freightHistory?.[0]?.items ?? {}).map((item) => item.name));
    for (const freight of kargo.store.list('Freight', stage.metadata.namespace)) {
        const since = freight.status.currentlyIn?.[name]?.since;
        const isHere = current.has(freight.metadata.name);
        if (isHere === (since !== undefined))
            continue;
        kargo.store.update('Freight', store_locate(freight), (draft) => {
            const currentlyIn = { ...draft.status.currentlyIn };
            if (isHere)
                currentlyIn[name] = { since: at.time };
            else
                delete currentlyIn[name];
            if (Object.keys(currentlyIn).length === 0)
                delete draft.status.currentlyIn;
            else
                draft.status.currentlyIn = currentlyIn;
            const verified = draft.status.verifiedIn?.[name];
            if (!isHere && since !== undefined && verified !== undefined) {
                const soaked = kargo.clock.now() - Date.parse(since);
                const before = parseGoDuration(verified.longestSoak ?? '0') ?? 0;
                if (soaked > before)
                    verified.longestSoak = formatGoDuration(soaked);
            }
        });
    }
}

;// CONCATENATED MODULE: ./build/simulator/stage-health.js




const PROMOTING = 'Cannot assess health because a Promotion is currently in progress';
const NOT_SUCCEEDED = 'Cannot assess health because last Promotion did not succeed';
function assessHealth(pass) {
    const { kargo, status, at } = pass;
    const last = status.lastPromotion?.status;
    const say = (condition, reason, message) => setCondition(status, { type: 'Healthy', status: condition, reason, message }, at);
    if (status.currentPromotion !== undefined) {
        status.health = { status: 'Unknown', issues: [PROMOTING] };
        say('Unknown', 'ActivePromotion', 'Stage has a Promotion in progress');
        if (last === undefined || last.phase === 'Succeeded')
            failOnUnknown(kargo);
        return;
    }
    if (last === undefined) {
        delete status.health;
        say('Unknown', 'NoFreight', 'Stage has no current Freight');
        return;
    }
    if (last.phase !== 'Succeeded') {
        status.health = { status: 'Unknown', issues: [NOT_SUCCEEDED] };
        say('Unknown', `LastPromotion${last.phase}`, NOT_SUCCEEDED);
        return;
    }
    const checks = (last.healthChecks ?? []).length;
    const health = checkApplications(kargo, last);
    status.health = health;
    const issues = health.issues?.length ?? 0;
    if (health.status === 'Healthy')
        say('True', 'Healthy', `Stage is healthy (performed ${checks} health checks)`);
    else if (health.status === 'Unhealthy') {
        say('False', 'Unhealthy', `Stage is unhealthy (${issues} issues in ${checks} health checks)`);
    }
    else
        say('Unknown', health.status, '');
    if (health.status === 'Unknown')
        failOnUnknown(kargo);
}
function failOnUnknown(kargo) {
    if (kargo.profile.unknownHealthIsError)
        throw new ReconcileError('Stage health evaluated to Unknown');
}
const SEVERITY = ['Healthy', 'Progressing', 'Unknown', 'Unhealthy'];
function checkApplications(kargo, last) {
    let worst = 'Healthy';
    const issues = [];
    const output = [];
    for (const check of last.healthChecks ?? []) {
        const apps = check.config?.apps;
        const statuses = [];
        for (const app of Array.isArray(apps) ? apps : []) {
            if (!isRecord(app))
                continue;
            const verdict = stage_health_judge(kargo, String(app.name), String(app.namespace ?? 'argocd'));
            if (verdict.issue !== undefined)
                issues.push(verdict.issue);
            if (SEVERITY.indexOf(verdict.status) > SEVERITY.indexOf(worst))
                worst = verdict.status;
            statuses.push(verdict.output);
        }
        output.push({ applicationStatuses: statuses });
    }
    return {
        status: worst,
        ...(issues.length === 0 ? {} : { issues }),
        ...(output.length === 0 ? {} : { output }),
    };
}
function stage_health_judge(kargo, name, namespace) {
    const application = kargo.argo.find(name);
    const what = `Argo CD Application "${name}" in namespace "${namespace}"`;
    if (application === undefined) {
        return {
            status: 'Unknown',
            issue: `unable to find ${what}`,
            output: { Name: name, Namespace: namespace },
        };
    }
    const output = applicationStatus(application);
    const finished = application.operation?.finishedAt;
    const cooldown = kargo.profile.argoHealthCooldownMs;
    if (finished !== undefined && kargo.clock.now() - finished < cooldown) {
        const issue = `last operation of ${what} completed less than 10s ago; Application health status not trusted`;
        return { status: 'Unknown', issue, output };
    }
    if (application.health === 'Healthy')
        return { status: 'Healthy', output };
    if (application.health === 'Progressing') {
        return { status: 'Progressing', issue: `${what} is progressing`, output };
    }
    if (application.health === 'Unknown') {
        return { status: 'Unknown', issue: `${what} has health state "Unknown"`, output };
    }
    return { status: 'Unhealthy', issue: `${what} has health state "${application.health}"`, output };
}

;// CONCATENATED MODULE: ./build/simulator/stage-promotions.js




const HISTORY_LIMIT = 10;
function syncPromotions(pass) {
    const { kargo, stage, status } = pass;
    if (autoPromotionEnabled(kargo, stage))
        status.autoPromotionEnabled = true;
    else
        delete status.autoPromotionEnabled;
    status.freightSummary = freightSummary(stage, status);
    const promotions = promotionsOf(kargo, stage);
    const running = promotions.find((promotion) => promotion.status.phase === 'Running');
    if (running !== undefined) {
        showCurrent(pass, running);
        return;
    }
    delete status.currentPromotion;
    removeCondition(status, 'Promoting');
    for (const promotion of promotions)
        takeOver(pass, promotion);
    const next = promotions.find((promotion) => !isTerminalPhase(promotion.status.phase));
    if (next !== undefined && !isHeldBack(status))
        showCurrent(pass, next);
    status.freightSummary = freightSummary(stage, status);
}
function showCurrent(pass, promotion) {
    const { status, at } = pass;
    const phase = promotion.status.phase ?? 'Pending';
    status.currentPromotion = {
        name: promotion.metadata.name,
        ...(promotion.status.freight === undefined ? {} : { freight: promotion.status.freight }),
    };
    const message = `Promotion "${promotion.metadata.name}" is currently ${phase}`;
    setCondition(status, { type: 'Promoting', status: 'True', reason: 'ActivePromotion', message }, at);
}
function takeOver(pass, promotion) {
    const { kargo, stage, status, at } = pass;
    const { phase, finishedAt, freight } = promotion.status;
    if (!isTerminalPhase(phase))
        return;
    if (status.lastPromotion !== undefined && promotion.metadata.name <= status.lastPromotion.name)
        return;
    const reference = {
        name: promotion.metadata.name,
        ...(freight === undefined ? {} : { freight }),
        status: structuredClone(promotion.status),
        ...(finishedAt === undefined ? {} : { finishedAt }),
    };
    if (kargo.profile.abortedPromotionsKeepFreight && reference.status?.freightCollection === undefined) {
        const kept = status.lastPromotion?.status?.freightCollection;
        if (kept !== undefined && reference.status !== undefined)
            reference.status.freightCollection = kept;
    }
    status.lastPromotion = reference;
    const collection = promotion.status.freightCollection;
    if (phase !== 'Succeeded' || collection === undefined)
        return;
    const history = status.freightHistory ?? [];
    const current = history[0];
    const newest = current?.verificationHistory?.[0];
    if (current?.id === collection.id && newest !== undefined) {
        kargo.store.annotate('Stage', store_locate(stage), {
            [ANNOTATION.reverify]: JSON.stringify({ id: newest.id, controlPlane: true }),
        });
    }
    status.freightHistory = [structuredClone(collection), ...history].slice(0, HISTORY_LIMIT);
    delete status.health;
    waitFor(status, 'Healthy', 'WaitingForHealthCheck', at);
    waitFor(status, 'Verified', 'WaitingForVerification', at);
}
function waitFor(status, type, reason, at) {
    const what = type === 'Healthy' ? 'health check' : 'verification';
    const message = `Waiting for ${what} to be performed after successful promotion`;
    setCondition(status, { type, status: 'Unknown', reason, message }, at);
}
function isHeldBack(status) {
    const current = status.freightHistory?.[0];
    if (current === undefined)
        return false;
    const newest = current.verificationHistory?.[0];
    if (newest !== undefined)
        return !isTerminalVerification(newest.phase);
    return status.health === undefined || status.health.status === 'Healthy';
}
function freightSummary(stage, status) {
    const requested = stage.spec.requestedFreight.length;
    const items = Object.values(status.freightHistory?.[0]?.items ?? {});
    const only = items[0];
    if (requested === 1 && only !== undefined && items.length === 1)
        return only.name;
    return `${items.length}/${requested} Fulfilled`;
}

;// CONCATENATED MODULE: ./build/simulator/stage-readiness.js

function summarise(status, at) {
    if (at.failure !== undefined) {
        setCondition(status, { type: 'Reconciling', status: 'True', reason: 'RetryAfterError', message: '' }, at);
    }
    const ready = at.failure === undefined ? readiness(status) : notReady('ReconcileError', at.failure);
    setCondition(status, ready, at);
    if (ready.status !== 'True')
        return;
    removeCondition(status, 'Reconciling');
    if (at.generation !== undefined)
        status.observedGeneration = at.generation;
}
function readiness(status) {
    const promoting = findCondition(status, 'Promoting');
    if (promoting?.status === 'True')
        return notReady(promoting.reason, promoting.message);
    const last = status.lastPromotion?.status;
    if (last?.phase !== undefined && last.phase !== 'Succeeded') {
        return notReady(`LastPromotion${last.phase}`, last.message ?? '');
    }
    const healthy = findCondition(status, 'Healthy');
    if (healthy === undefined)
        return notReady('Unhealthy', 'Stage is not healthy');
    if (healthy.status !== 'True')
        return notReady(healthy.reason, healthy.message);
    const verified = findCondition(status, 'Verified');
    if (verified === undefined)
        return notReady('PendingVerification', 'Stage is not verified');
    if (verified.status !== 'True')
        return notReady(verified.reason, verified.message);
    return { type: 'Ready', status: 'True', reason: verified.reason, message: verified.message };
}
function notReady(reason, message) {
    return { type: 'Ready', status: 'False', reason, message };
}

;// CONCATENATED MODULE: ./build/simulator/verification.js





const verification_HISTORY_LIMIT = 10;
function verifyFreight(pass) {
    const { kargo, stage, status, at } = pass;
    const current = status.freightHistory?.[0];
    if (current === undefined) {
        const message = 'Stage has no current Freight to verify';
        setCondition(status, { type: 'Verified', status: 'Unknown', reason: 'NoFreight', message }, at);
        return;
    }
    if (status.currentPromotion !== undefined)
        return;
    const newest = current.verificationHistory?.[0];
    const next = nextVerification(pass, current, newest);
    if (next === undefined)
        return;
    verification_record(current, next);
    if (isTerminalVerification(next.phase))
        verificationEnded(kargo, { ...stage, status }, next);
    const verdict = verdictOf(current, next);
    setCondition(status, verdict, {
        time: at.time,
        generation: verdict.reason === 'UnknownVerificationPhase' ? undefined : stage.metadata.generation,
    });
}
function nextVerification(pass, current, newest) {
    const { kargo, stage, status } = pass;
    const healthy = status.health?.status === 'Healthy';
    if (newest === undefined)
        return healthy ? begin(pass, current) : undefined;
    const abort = request(stage, ANNOTATION.abort);
    if (!isTerminalVerification(newest.phase)) {
        if (abort?.id === newest.id)
            return aborted(kargo, newest, abort.actor);
        return verification_follow(kargo, newest);
    }
    const reverify = request(stage, ANNOTATION.reverify);
    if (reverify?.id === newest.id && healthy)
        return begin(pass, current, reverify.actor);
    return undefined;
}
function begin(pass, current, actor) {
    const { kargo, stage, at } = pass;
    const common = { id: (0,external_node_crypto_.randomUUID)(), ...(actor === undefined ? {} : { actor }), startTime: at.time };
    const templates = stage.spec.verification?.analysisTemplates ?? [];
    if (templates.length === 0)
        return { ...common, phase: 'Successful', finishTime: at.time };
    const name = createAnalysisRun(kargo, stage, current);
    return {
        ...common,
        phase: 'Pending',
        analysisRun: { namespace: stage.metadata.namespace ?? '', name, phase: '' },
        finishTime: at.time,
    };
}
function createAnalysisRun(kargo, stage, current) {
    const namespace = stage.metadata.namespace ?? '';
    const freight = Object.values(current.items);
    const name = `${stage.metadata.name}.${kargo.ulids.next(kargo.clock.now())}.${current.id.slice(0, 7)}`;
    const promotion = stage.status.lastPromotion?.name;
    const metrics = (stage.spec.verification?.analysisTemplates ?? []).flatMap((template) => kargo.store.get('AnalysisTemplate', namespace, template.name)?.spec.metrics ?? []);
    kargo.store.create('AnalysisRun', {
        metadata: {
            name,
            namespace,
            labels: { [LABEL.freightCollection]: current.id, [LABEL.stage]: stage.metadata.name },
            ...(promotion === undefined ? {} : { annotations: { [ANNOTATION.promotion]: promotion } }),
            ownerReferences: freight.map((item) => ({
                apiVersion: 'kargo.akuity.io/v1alpha1',
                kind: 'Freight',
                name: item.name,
                uid: kargo.store.get('Freight', namespace, item.name)?.metadata.uid ?? '',
                blockOwnerDeletion: false,
            })),
        },
        spec: { metrics: metrics.map(asStored) },
        status: {},
    });
    return name;
}
function asStored(metric) {
    const copy = structuredClone(metric);
    const provider = copy.provider;
    const job = isRecord(provider) ? provider.job : undefined;
    const spec = isRecord(job) ? job.spec : undefined;
    const template = isRecord(spec) ? spec.template : undefined;
    if (isRecord(job))
        job.metadata ??= {};
    if (isRecord(template)) {
        template.metadata ??= {};
        const containers = isRecord(template.spec) ? records(template.spec.containers) : [];
        for (const container of containers)
            container.resources ??= {};
    }
    return copy;
}
function verification_follow(kargo, entry) {
    const reference = entry.analysisRun;
    if (reference === undefined)
        return undefined;
    const run = kargo.store.get('AnalysisRun', reference.namespace, reference.name);
    if (run === undefined) {
        return { ...entry, phase: 'Error', message: `AnalysisRun ${reference.name} not found` };
    }
    const phase = run.status.phase ?? '';
    const next = { ...entry, analysisRun: { ...reference, phase } };
    delete next.finishTime;
    if (phase === '')
        delete next.phase;
    else
        next.phase = phase;
    if (run.status.message !== undefined && run.status.message !== '')
        next.message = run.status.message;
    const completed = run.status.completedAt ?? kargo.clock.timestamp();
    if (isTerminalVerification(phase))
        next.finishTime = String(completed);
    return next;
}
function aborted(kargo, entry, actor) {
    return {
        ...entry,
        ...(actor === undefined ? {} : { actor }),
        phase: 'Failed',
        message: 'Verification aborted by user',
        finishTime: kargo.clock.timestamp(),
    };
}
function verification_record(current, entry) {
    const history = current.verificationHistory ?? [];
    current.verificationHistory =
        history[0]?.id === entry.id ? [entry, ...history.slice(1)] : [entry, ...history].slice(0, verification_HISTORY_LIMIT);
}
function verdictOf(current, entry) {
    const say = (status, reason, message) => ({
        type: 'Verified',
        status,
        reason,
        message,
    });
    if (current.verificationHistory?.some((item) => item.phase === 'Successful')) {
        return say('True', 'Verified', 'Freight has been verified');
    }
    switch (entry.phase) {
        case 'Pending':
            return say('Unknown', 'VerificationPending', 'Freight is pending verification');
        case 'Running':
            return say('Unknown', 'VerificationRunning', 'Freight is currently being verified');
        case 'Failed':
        case 'Error':
        case 'Aborted':
            return say('False', `Verification${entry.phase}`, entry.message ?? '');
        case 'Inconclusive':
            return say('Unknown', 'VerificationInconclusive', entry.message ?? '');
        default:
            return say('Unknown', 'UnknownVerificationPhase', `Freight verification is in an unknown phase: ${entry.phase ?? ''}`);
    }
}
function request(stage, annotation) {
    const text = stage.metadata.annotations?.[annotation];
    if (text === undefined)
        return undefined;
    if (!text.startsWith('{'))
        return { id: text };
    const content = JSON.parse(text);
    if (!isRecord(content))
        return undefined;
    const actor = content.actor;
    return { id: String(content.id), ...(typeof actor === 'string' ? { actor } : {}) };
}
function markFreightVerified(pass) {
    const { kargo, stage, status, at } = pass;
    const current = status.freightHistory?.[0];
    const good = current?.verificationHistory?.[0]?.phase === 'Successful';
    if (current === undefined || !good || status.health?.status !== 'Healthy')
        return;
    for (const item of Object.values(current.items)) {
        const freight = kargo.store.get('Freight', stage.metadata.namespace ?? '', item.name);
        if (freight === undefined || freight.status.verifiedIn?.[stage.metadata.name] !== undefined)
            continue;
        kargo.store.update('Freight', store_locate(freight), (draft) => {
            draft.status.verifiedIn = {
                ...draft.status.verifiedIn,
                [stage.metadata.name]: { verifiedAt: at.time },
            };
        });
    }
}

;// CONCATENATED MODULE: ./build/simulator/stage.js













const REQUEUE_WHILE_WAITING_MS = 100;
const REQUEUE_MS = 300_000;
const stage_FINALIZER = 'kargo.akuity.io/finalizer';
class ReconcileError extends Error {
}
const SUB_RECONCILERS = [
    syncPromotions,
    syncFreight,
    assessHealth,
    verifyFreight,
    markFreightVerified,
    syncHolds,
    promoteAutomatically,
];
function startStageController(kargo) {
    const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) => reconcileStage(kargo, key));
    const add = (namespace, name) => queue.add(`${namespace}/${name}`);
    const seen = new Map();
    kargo.store.subscribe((event) => {
        for (const name of affectedStages(kargo, event, seen))
            add(event.object.metadata.namespace ?? '', name);
    });
    kargo.argo.onChange((application) => {
        for (const stage of kargo.store.list('Stage')) {
            const uses = stage.spec.promotionTemplate?.spec.steps?.some((step) => step.uses?.startsWith('argocd') &&
                JSON.stringify(step.config ?? {}).includes(`"${application.name}"`));
            if (uses)
                add(stage.metadata.namespace ?? '', stage.metadata.name);
        }
    });
    for (const stage of kargo.store.list('Stage'))
        add(stage.metadata.namespace ?? '', stage.metadata.name);
}
function wishes(metadata, before) {
    const { annotations = {}, generation } = metadata;
    const reverify = annotations[ANNOTATION.reverify] ?? '';
    const old = before === undefined ? [] : JSON.parse(before);
    const isOwnNote = reverify.startsWith('{') && !reverify.includes('"actor"');
    const kept = isOwnNote && Array.isArray(old) ? String(old[3] ?? '') : reverify;
    return JSON.stringify([
        generation,
        annotations[ANNOTATION.refresh] ?? '',
        annotations[ANNOTATION.abort] ?? '',
        kept,
    ]);
}
function affectedStages(kargo, event, seen) {
    const { metadata } = event.object;
    const key = `${event.kind} ${metadata.namespace}/${metadata.name}`;
    const changed = (fingerprint) => {
        const before = seen.get(key);
        seen.set(key, fingerprint);
        return before !== fingerprint;
    };
    if (event.kind === 'Stage') {
        const isWish = event.type !== 'DELETED' && changed(wishes(metadata, seen.get(key)));
        return isWish ? [metadata.name] : [];
    }
    if (event.kind === 'Promotion') {
        const promotion = kargo.store.get('Promotion', metadata.namespace ?? '', metadata.name);
        if (promotion === undefined)
            return [];
        return changed(promotion.status.phase ?? '') ? [promotion.spec.stage] : [];
    }
    if (event.kind === 'AnalysisRun') {
        const run = kargo.store.get('AnalysisRun', metadata.namespace ?? '', metadata.name);
        const stage = metadata.labels?.['kargo.akuity.io/stage'];
        const phase = run?.status.phase ?? '';
        return stage !== undefined && phase !== '' && changed(phase) ? [stage] : [];
    }
    if (event.kind === 'Freight')
        return stagesOfFreight(kargo, event, { get: () => seen.get(key), changed });
    if (event.kind === 'ProjectConfig' && changed(String(metadata.generation))) {
        return kargo.store.list('Stage', metadata.namespace).map((stage) => stage.metadata.name);
    }
    return [];
}
function stagesOfFreight(kargo, event, known) {
    const { namespace = '', name } = event.object.metadata;
    const freight = kargo.store.get('Freight', namespace, name);
    if (freight === undefined)
        return [];
    const verifiedIn = Object.keys(freight.status.verifiedIn ?? {});
    const approvedFor = Object.keys(freight.status.approvedFor ?? {});
    const before = JSON.parse(known.get() ?? '[]');
    const isNew = known.get() === undefined;
    if (!known.changed(JSON.stringify([...verifiedIn, ...approvedFor.map((stage) => `approved ${stage}`)])))
        return [];
    const old = new Set(Array.isArray(before) ? before : []);
    return kargo.store
        .list('Stage', namespace)
        .filter((stage) => stage.spec.requestedFreight.some(({ origin, sources }) => {
        if (originKey(origin) !== originKey(freight.origin))
            return false;
        if (isNew && sources.direct === true)
            return true;
        return (sources.stages ?? []).some((upstream) => verifiedIn.includes(upstream) && !old.has(upstream));
    }) ||
        (approvedFor.includes(stage.metadata.name) && !old.has(`approved ${stage.metadata.name}`)))
        .map((stage) => stage.metadata.name);
}
async function reconcileStage(kargo, key) {
    const [namespace = '', name = ''] = key.split('/');
    const read = () => kargo.store.get('Stage', namespace, name);
    const started = read();
    if (started === undefined || started.metadata.deletionTimestamp !== undefined)
        return {};
    if (kargo.controllerDown)
        return { requeueAfterMs: 50 };
    if (started.metadata.finalizers === undefined) {
        kargo.store.update('Stage', store_locate(started), (draft) => {
            draft.metadata.finalizers = [stage_FINALIZER];
        });
    }
    const refresh = started.metadata.annotations?.[ANNOTATION.refresh];
    if (isControlFlow(started)) {
        reconcileControlFlow(kargo, started, refresh);
        return { requeueAfterMs: REQUEUE_MS };
    }
    let failure;
    for (const run of SUB_RECONCILERS) {
        const stage = read();
        if (stage === undefined)
            return {};
        const before = kargo.store.version;
        failure = stage_runStep(kargo, stage, run);
        if (failure !== undefined)
            break;
        if (kargo.store.version !== before)
            await kargo.clock.pause(kargo.simulation.latencyMs);
    }
    finish(kargo, { namespace, name }, { failure, refresh });
    return { failed: failure !== undefined, requeueAfterMs: requeueAfter(kargo, key) };
}
function stage_runStep(kargo, stage, run) {
    const status = structuredClone(stage.status);
    const at = { time: kargo.clock.timestamp(), generation: stage.metadata.generation };
    let failure;
    try {
        run({ kargo, stage, status, at });
    }
    catch (error) {
        if (!(error instanceof ReconcileError))
            throw error;
        failure = error.message;
    }
    summarise(status, { ...at, failure });
    kargo.store.patchStatus('Stage', stage, status);
    return failure;
}
function finish(kargo, key, result) {
    kargo.store.update('Stage', key, (draft) => {
        if (result.failure === undefined)
            removeCondition(draft.status, 'Reconciling');
        if (result.refresh !== undefined)
            draft.status.lastHandledRefresh = result.refresh;
    });
}
function requeueAfter(kargo, key) {
    const [namespace = '', name = ''] = key.split('/');
    const stage = kargo.store.get('Stage', namespace, name);
    const waiting = kargo.store
        .list('Promotion', namespace)
        .some((promotion) => promotion.spec.stage === name && !isTerminalPhase(promotion.status.phase));
    return waiting && stage?.status.currentPromotion === undefined ? REQUEUE_WHILE_WAITING_MS : REQUEUE_MS;
}
function isControlFlow(stage) {
    return (stage.spec.promotionTemplate?.spec.steps ?? []).length === 0;
}
function forgetStage(kargo, stage) {
    for (const promotion of kargo.store.list('Promotion', stage.namespace)) {
        if (promotion.spec.stage === stage.name) {
            kargo.store.delete('Promotion', stage.namespace, promotion.metadata.name);
        }
    }
    for (const freight of kargo.store.list('Freight', stage.namespace)) {
        kargo.store.update('Freight', store_locate(freight), (draft) => {
            delete draft.status.verifiedIn?.[stage.name];
            delete draft.status.approvedFor?.[stage.name];
        });
    }
}
function reconcileControlFlow(kargo, stage, refresh) {
    const time = kargo.clock.timestamp();
    const name = stage.metadata.name;
    for (const freight of kargo.store.list('Freight', stage.metadata.namespace)) {
        const available = isAvailable(stage, freight, { profile: kargo.profile, now: kargo.clock.now() });
        if (!available || freight.status.verifiedIn?.[name] !== undefined)
            continue;
        kargo.store.update('Freight', store_locate(freight), (draft) => {
            draft.status.verifiedIn = { ...draft.status.verifiedIn, [name]: { verifiedAt: time } };
        });
        verificationPassed(kargo, stage, freight);
    }
    kargo.store.update('Stage', store_locate(stage), (draft) => {
        setCondition(draft.status, { type: 'Ready', status: 'True', reason: 'Ready', message: '' }, { time });
        draft.status.freightSummary = 'N/A';
        if (stage.metadata.generation !== undefined)
            draft.status.observedGeneration = stage.metadata.generation;
        if (refresh !== undefined)
            draft.status.lastHandledRefresh = refresh;
        if (autoPromotionEnabled(kargo, stage))
            draft.status.autoPromotionEnabled = true;
    });
}

;// CONCATENATED MODULE: ./build/simulator/discovery.js

class DiscoveryError extends Error {
}
const DEFAULT_LIMIT = 20;
function discover(warehouse, artifacts, at) {
    const found = { discoveredAt: at.time };
    for (const { image, git, chart } of warehouse.spec.subscriptions) {
        if (image) {
            found.images ??= [];
            const platform = image.platform === undefined ? {} : { platform: image.platform };
            found.images.push({
                repoURL: image.repoURL,
                ...platform,
                references: discoverImages(image, artifacts),
            });
        }
        if (git) {
            found.git ??= [];
            found.git.push(discoverCommits(git, artifacts, at.profile));
        }
        if (chart) {
            found.charts ??= [];
            found.charts.push(discoverCharts(chart, artifacts));
        }
    }
    return found;
}
function discoverImages(subscription, artifacts) {
    const { repoURL } = subscription;
    const problem = registryProblem(repoURL, artifacts);
    if (problem !== undefined) {
        throw new DiscoveryError(`error discovering artifacts: error discovering newest applicable images "${repoURL}": ` +
            `error listing tags: error listing tags for repo URL ${repoURL}: ${problem}`);
    }
    const images = artifacts.images.filter((image) => image.repoURL === repoURL);
    return selectImages(subscription, images)
        .slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT)
        .map(({ tag, digest, annotations, createdAt }) => ({
        tag,
        digest,
        ...(annotations === undefined ? {} : { annotations }),
        createdAt,
    }));
}
function selectImages(subscription, images) {
    const strategy = subscription.imageSelectionStrategy ?? 'SemVer';
    const constraint = subscription.constraint ?? subscription.semverConstraint ?? '';
    if (strategy === 'Digest')
        return images.filter((image) => image.tag === constraint);
    const allowed = images.filter((image) => tagAllowed(image.tag, subscription));
    if (strategy === 'Lexical')
        return allowed.sort((a, b) => (a.tag < b.tag ? 1 : -1));
    if (strategy === 'NewestBuild')
        return allowed.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    return newestVersions(allowed, (image) => image.tag, {
        constraint,
        strict: subscription.strictSemvers ?? true,
    });
}
function discoverCommits(subscription, artifacts, profile) {
    const { repoURL } = subscription;
    const commits = artifacts.commits.filter((commit) => commit.repoURL === repoURL);
    if (artifacts.down.has(repoURL) || (commits.length === 0 && !artifacts.emptyRepositories.has(repoURL))) {
        throw new DiscoveryError(`error discovering artifacts: error discovering commits: failed to clone git repo "${repoURL}": ` +
            `error cloning repo "${repoURL}": fatal: unable to access '${repoURL}/': ` +
            (artifacts.down.has(repoURL)
                ? 'Could not connect to server'
                : 'The requested URL returned error: 404'));
    }
    const byBranch = (subscription.commitSelectionStrategy ?? 'NewestFromBranch') === 'NewestFromBranch';
    const selected = byBranch ? onBranch(subscription, commits) : tagged(subscription, commits);
    const limited = selected.slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT);
    const refs = profile.discoveryHasObservedRefs
        ? { observedRefs: observedRefs(byBranch, selected, commits) }
        : {};
    return { repoURL, commits: limited.map((commit) => describe(commit, byBranch)), ...refs };
}
function onBranch(subscription, commits) {
    const branch = subscription.branch ?? 'main';
    return commits.filter((commit) => (commit.branch ?? 'main') === branch).reverse();
}
function tagged(subscription, commits) {
    const candidates = commits.filter((commit) => commit.tag !== undefined && tagAllowed(commit.tag, subscription));
    if (subscription.commitSelectionStrategy === 'Lexical') {
        return candidates.sort((a, b) => ((a.tag ?? '') < (b.tag ?? '') ? 1 : -1));
    }
    if (subscription.commitSelectionStrategy === 'NewestTag')
        return candidates.reverse();
    return newestVersions(candidates, (commit) => commit.tag ?? '', {
        constraint: subscription.semverConstraint ?? '',
        strict: subscription.strictSemvers ?? true,
    });
}
function observedRefs(byBranch, selected, commits) {
    if (byBranch)
        return selected[0] === undefined ? {} : { branchHead: selected[0].id };
    const tags = commits.flatMap((commit) => commit.tag === undefined ? [] : [{ name: commit.tag, id: commit.id }]);
    return tags.length === 0 ? {} : { tags };
}
function describe(commit, byBranch) {
    const where = byBranch
        ? { branch: commit.branch ?? 'main' }
        : commit.tag === undefined
            ? {}
            : { tag: commit.tag };
    return {
        id: commit.id,
        ...where,
        subject: commit.message.split('\n')[0] ?? '',
        author: commit.author,
        committer: commit.committer,
        creatorDate: commit.createdAt,
    };
}
function discoverCharts(subscription, artifacts) {
    const { repoURL, name, semverConstraint } = subscription;
    const problem = registryProblem(repoURL.replace(/^oci:\/\//, ''), artifacts, repoURL);
    if (problem !== undefined) {
        throw new DiscoveryError(`error discovering artifacts: error discovering charts: error discovering latest chart versions ` +
            `for chart "${name ?? ''}" in repository "${repoURL}": ${problem}`);
    }
    const charts = artifacts.charts.filter((chart) => chart.repoURL === repoURL && chart.name === name);
    const newest = newestVersions(charts, (chart) => chart.version, {
        constraint: semverConstraint ?? '',
        strict: false,
    });
    return {
        repoURL,
        ...(name === undefined ? {} : { name }),
        ...(semverConstraint === undefined ? {} : { semverConstraint }),
        versions: newest.slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT).map((chart) => chart.version),
    };
}
function registryProblem(repository, artifacts, key = repository) {
    const host = repository.split('/')[0] ?? '';
    const local = /^(127\.|localhost)/.test(host);
    if (artifacts.down.has(key) || artifacts.down.has(host)) {
        const refused = `dial tcp ${host}: connect: connection refused`;
        return local
            ? `Get "https://${host}/v2/": ${refused}; Get "http://${host}/v2/": ${refused}`
            : `Get "https://${host}/v2/": ${refused}`;
    }
    const known = artifacts.emptyRepositories.has(key) ||
        artifacts.images.some((image) => image.repoURL === key) ||
        artifacts.charts.some((chart) => chart.repoURL === key);
    if (known)
        return undefined;
    const path = repository.slice(host.length + 1);
    return (`GET ${local ? 'http' : 'https'}://${host}/v2/${path}/tags/list?n=1000: ` +
        `NAME_UNKNOWN: repository name not known to registry; map[name:${path}]`);
}
function tagAllowed(tag, filter) {
    const allow = [
        ...(filter.allowTagsRegexes ?? []),
        ...(filter.allowTags === undefined ? [] : [filter.allowTags]),
    ];
    if (allow.length > 0 && !allow.some((pattern) => fits(pattern, tag)))
        return false;
    if (filter.ignoreTags?.includes(tag))
        return false;
    return !(filter.ignoreTagsRegexes ?? []).some((pattern) => fits(pattern, tag));
}
function fits(pattern, tag) {
    try {
        return new RegExp(pattern).test(tag);
    }
    catch {
        throw new DiscoveryError(`error discovering artifacts: error parsing regexp: ${pattern}`);
    }
}
function newestVersions(entries, version, wanted) {
    const parsed = entries.flatMap((entry) => {
        const parsedVersion = parseVersion(version(entry), wanted.strict);
        return parsedVersion === undefined ? [] : [{ entry, version: parsedVersion }];
    });
    return parsed
        .filter((candidate) => wanted.constraint === '' || semver_default().satisfies(candidate.version, wanted.constraint))
        .sort((a, b) => semver_default().rcompare(a.version, b.version))
        .map((candidate) => candidate.entry);
}
function parseVersion(text, strict) {
    const exact = semver_default().parse(text.replace(/^v/, ''));
    if (exact !== null)
        return exact;
    if (strict || !/^v?\d+(\.\d+){0,2}$/.test(text))
        return undefined;
    return semver_default().coerce(text) ?? undefined;
}
function acceptsVersion(subscription, tag) {
    const image = subscription;
    const strategy = image.imageSelectionStrategy ?? 'SemVer';
    if (strategy === 'Digest')
        return image.constraint === tag;
    if (!tagAllowed(tag, image))
        return false;
    if (strategy !== 'SemVer')
        return true;
    const constraint = image.constraint ?? image.semverConstraint ?? '';
    return (newestVersions([tag], (text) => text, { constraint, strict: image.strictSemvers ?? true }).length > 0);
}

;// CONCATENATED MODULE: ./build/simulator/warehouse.js










function startWarehouseController(kargo) {
    const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) => reconcileWarehouse(kargo, key));
    const seen = new Map();
    kargo.store.subscribe((event) => {
        if (event.kind !== 'Warehouse' || event.type === 'DELETED')
            return;
        const { namespace = '', name, annotations, generation } = event.object.metadata;
        const key = `${namespace}/${name}`;
        const wish = JSON.stringify([annotations?.[ANNOTATION.refresh], generation]);
        if (seen.get(key) === wish)
            return;
        seen.set(key, wish);
        queue.add(key);
    });
    for (const { metadata } of kargo.store.list('Warehouse')) {
        const key = `${metadata.namespace}/${metadata.name}`;
        seen.set(key, JSON.stringify([metadata.annotations?.[ANNOTATION.refresh], metadata.generation]));
        queue.add(key);
    }
}
function isDue(kargo, warehouse) {
    const token = warehouse.metadata.annotations?.[ANNOTATION.refresh];
    if (token !== undefined && token !== warehouse.status.lastHandledRefresh)
        return 'refresh';
    if (warehouse.status.observedGeneration !== warehouse.metadata.generation)
        return 'spec';
    const last = warehouse.status.discoveredArtifacts?.discoveredAt;
    const interval = parseGoDuration(warehouse.spec.interval) ?? 300_000;
    return last === undefined || kargo.clock.now() - Date.parse(last) >= interval ? 'interval' : undefined;
}
async function reconcileWarehouse(kargo, key) {
    const [namespace = '', name = ''] = key.split('/');
    const warehouse = kargo.store.get('Warehouse', namespace, name);
    if (warehouse === undefined)
        return {};
    if (kargo.controllerDown)
        return { requeueAfterMs: 50 };
    const token = warehouse.metadata.annotations?.[ANNOTATION.refresh];
    const generation = warehouse.metadata.generation;
    const due = isDue(kargo, warehouse) !== undefined;
    if (due) {
        announce(kargo, warehouse);
        await kargo.clock.pause(kargo.simulation.discoveryMs);
    }
    let found;
    let failure;
    try {
        if (due) {
            found = discover(warehouse, kargo.artifacts, { profile: kargo.profile, time: kargo.clock.timestamp() });
        }
    }
    catch (error) {
        if (!(error instanceof DiscoveryError))
            throw error;
        failure = error.message;
    }
    const latest = kargo.store.get('Warehouse', namespace, name);
    if (latest === undefined)
        return {};
    const status = structuredClone(latest.status);
    if (token !== undefined)
        status.lastHandledRefresh = token;
    warehouse_conclude(kargo, latest, { status, found, failure, generation });
    kargo.store.patchStatus('Warehouse', latest, status);
    const interval = parseGoDuration(warehouse.spec.interval) ?? 300_000;
    return { failed: failure !== undefined, requeueAfterMs: interval };
}
function announce(kargo, warehouse) {
    const status = structuredClone(warehouse.status);
    const say = sayer(kargo, warehouse, status);
    removeCondition(status, 'FreightCreationCriteriaSatisfied');
    removeCondition(status, 'FreightCreated');
    const count = warehouse.spec.subscriptions.length;
    say('Reconciling', 'True', 'ScheduledDiscovery', `Discovering artifacts for ${count} subscriptions`);
    say('Ready', 'False', 'DiscoveryInProgress', 'Waiting for discovery to complete');
    say('Healthy', 'Unknown', 'Pending', 'Health status cannot be determined until artifact discovery is finished');
    kargo.store.patchStatus('Warehouse', warehouse, status);
}
function warehouse_conclude(kargo, warehouse, result) {
    const { status, found, failure } = result;
    const say = sayer(kargo, warehouse, status);
    if (failure !== undefined) {
        say('Ready', 'False', 'DiscoveryFailure', `Artifact discovery failed: ${failure}`);
        say('Healthy', 'False', 'DiscoveryFailed', `Unable to discover artifacts: ${failure}`);
        return;
    }
    if (found !== undefined) {
        status.discoveredArtifacts = found;
        if (result.generation !== undefined)
            status.observedGeneration = result.generation;
    }
    const artifacts = status.discoveredArtifacts;
    const missing = artifacts === undefined ? undefined : findMissing(artifacts);
    removeCondition(status, 'Reconciling');
    if (artifacts === undefined || missing !== undefined) {
        if (missing !== undefined) {
            say('Ready', 'False', missing.ready, missing.message);
            say('Healthy', 'False', missing.healthy, missing.message);
        }
        return;
    }
    const count = warehouse.spec.subscriptions.length;
    say('Ready', 'True', 'ArtifactsDiscovered', `Successfully discovered artifacts from ${count} subscriptions`);
    say('Healthy', 'True', 'ReconciliationSucceeded', '');
    if (warehouse.spec.freightCreationPolicy === 'Automatic')
        createFreight(kargo, warehouse, { status, artifacts });
}
function createFreight(kargo, warehouse, result) {
    const { status } = result;
    const say = sayer(kargo, warehouse, status);
    const contents = newestOfEach(warehouse, result.artifacts);
    const type = 'FreightCreationCriteriaSatisfied';
    const criteria = checkCriteria(warehouse, contents);
    if (criteria instanceof ExpressionError) {
        say('Ready', 'False', 'CriteriaEvaluationFailed', criteria.message);
        say('Healthy', 'False', 'CriteriaEvaluationFailed', criteria.message);
        return;
    }
    if (!criteria) {
        say(type, 'False', 'CriteriaNotSatisfied', 'Freight creation criteria were not satisfied');
        return;
    }
    say(type, 'True', 'CriteriaSatisfied', 'Freight creation criteria satisfied');
    const name = freightName(contents);
    if (kargo.store.get('Freight', warehouse.metadata.namespace ?? '', name) !== undefined) {
        say('FreightCreated', 'False', 'AlreadyExists', 'Freight composed of the newest artifacts already exists');
        status.lastFreightID = originlessHash(contents);
        return;
    }
    freightCreated(kargo, storeFreight(kargo, warehouse.metadata.namespace ?? '', contents), undefined);
    say('FreightCreated', 'True', 'NewFreight', 'No Freight composed of the newest artifacts already existed');
    status.lastFreightID = name;
}
function storeFreight(kargo, namespace, contents) {
    const name = freightName(contents);
    const taken = new Set(kargo.store.list('Freight', namespace).map((freight) => freight.alias ?? ''));
    const alias = contents.alias ?? aliasFor(name, taken);
    return kargo.store.create('Freight', {
        ...contents,
        metadata: { name, namespace, labels: { [LABEL.alias]: alias } },
        alias,
        ...(kargo.profile.freightHasDiscoveredAt ? { discoveredAt: kargo.clock.timestamp() } : {}),
        status: {},
    });
}
function newestOfEach(warehouse, artifacts) {
    const contents = { origin: { kind: 'Warehouse', name: warehouse.metadata.name } };
    const commits = (artifacts.git ?? []).flatMap(({ repoURL, commits: [newest] }) => {
        if (newest === undefined)
            return [];
        const { id, branch, tag, subject, author, committer } = newest;
        return [{ repoURL, id, ...defined({ branch, tag, message: subject, author, committer }) }];
    });
    const images = (artifacts.images ?? []).flatMap(({ repoURL, references: [newest] }) => {
        if (newest === undefined)
            return [];
        const { tag, digest, annotations } = newest;
        return [{ repoURL, tag, digest, ...defined({ annotations }) }];
    });
    const charts = (artifacts.charts ?? []).flatMap(({ repoURL, name, versions: [newest] }) => newest === undefined ? [] : [{ repoURL, ...defined({ name }), version: newest }]);
    if (commits.length > 0)
        contents.commits = commits;
    if (images.length > 0)
        contents.images = images;
    if (charts.length > 0)
        contents.charts = charts;
    return contents;
}
function defined(entries) {
    return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
function checkCriteria(warehouse, contents) {
    const expression = warehouse.spec.freightCreationCriteria?.expression;
    if (expression === undefined || expression === '')
        return true;
    const image = (repoURL) => contents.images?.find((item) => item.repoURL === repoURL);
    const commit = (repoURL) => contents.commits?.find((item) => item.repoURL === repoURL);
    const chart = (repoURL) => contents.charts?.find((item) => item.repoURL === repoURL);
    try {
        return (evaluate(expression, {
            imageFrom: (repoURL) => ({ Tag: image(repoURL)?.tag, Digest: image(repoURL)?.digest }),
            commitFrom: (repoURL) => ({ ID: commit(repoURL)?.id, Tag: commit(repoURL)?.tag }),
            chartFrom: (repoURL) => ({ Version: chart(repoURL)?.version }),
        }) === true);
    }
    catch (error) {
        if (error instanceof ExpressionError)
            return error;
        throw error;
    }
}
function findMissing(artifacts) {
    const git = artifacts.git?.find((item) => item.commits.length === 0);
    if (git !== undefined) {
        const message = `No commits discovered for Git repository "${git.repoURL}"`;
        return { ready: 'MissingCommits', healthy: 'NoCommitsDiscovered', message };
    }
    const image = artifacts.images?.find((item) => item.references.length === 0);
    if (image !== undefined) {
        const message = `No image references discovered for repository "${image.repoURL}"`;
        return { ready: 'MissingImageReferences', healthy: 'NoImageReferencesDiscovered', message };
    }
    const chart = artifacts.charts?.find((item) => item.versions.length === 0);
    if (chart === undefined)
        return undefined;
    const message = `No chart versions discovered for chart "${chart.name ?? ''}" in repository "${chart.repoURL}"`;
    return { ready: 'MissingChartVersions', healthy: 'NoChartVersionsDiscovered', message };
}
function sayer(kargo, warehouse, status) {
    const at = { time: kargo.clock.timestamp(), generation: warehouse.metadata.generation };
    return (type, value, reason, message) => setCondition(status, { type, status: value, reason, message }, at);
}
function refresh(kargo, kind, key) {
    return kargo.store.annotate(kind, key, { [ANNOTATION.refresh]: kargo.clock.timestamp() });
}
function warehouseKeys(kargo, namespace) {
    return kargo.store.list('Warehouse', namespace).map(locate);
}

;// CONCATENATED MODULE: ./build/simulator/routes/warehouses.js





const warehouses_BASE = '/v1beta1/projects/:project/warehouses';
const warehouseRoutes = [
    { method: 'GET', pattern: warehouses_BASE, handle: listWarehouses },
    { method: 'GET', pattern: `${warehouses_BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Warehouse') },
    {
        method: 'POST',
        pattern: `${warehouses_BASE}/:name/refresh`,
        handle: (exchange) => refreshObject(exchange, 'Warehouse'),
    },
    { method: 'DELETE', pattern: `${warehouses_BASE}/:name`, handle: (exchange) => deleteObject(exchange, 'Warehouse') },
];
function listWarehouses(exchange) {
    const namespace = param(exchange, 'project');
    allow(exchange, { verb: 'list', kind: 'Warehouse' });
    if (exchange.query.get('watch') === 'true') {
        allow(exchange, { verb: 'watch', kind: 'Warehouse' });
        return watch(exchange, {
            kind: 'Warehouse',
            namespace,
            seed: exchange.query.get('resourceVersion') ?? undefined,
        });
    }
    const items = exchange.kargo.store.list('Warehouse', namespace);
    return json({ metadata: listMetadata(exchange), items: items.map((item) => withKind('Warehouse', item)) });
}
function listMetadata({ kargo }) {
    return kargo.profile.listsHaveVersion
        ? { resourceVersion: String(kargo.store.version) }
        : { continue: 'continue-not-supported' };
}
function getOrWatch(exchange, kind, parameter = 'name') {
    const name = param(exchange, parameter);
    allow(exchange, { verb: 'get', kind, name });
    const object = cached(exchange, kind, name);
    if (object === undefined)
        throw missing(kind, name);
    if (exchange.query.get('watch') !== 'true')
        return json(withKind(kind, object));
    allow(exchange, { verb: 'watch', kind, name });
    return watch(exchange, { kind, namespace: param(exchange, 'project'), name });
}
function missing(kind, name) {
    const group = qualifiedResource(kind).split('.').slice(1).join('.');
    return new ApiError(404, `${kind}.${group} "${name}" not found`);
}
function refreshObject(exchange, kind, parameter = 'name') {
    const name = param(exchange, parameter);
    const found = refresh(exchange.kargo, kind, { namespace: param(exchange, 'project'), name });
    if (found)
        return done();
    throw new ApiError(404, `patch annotation: ${qualifiedResource(kind)} "${name}" not found`);
}
function deleteObject(exchange, kind, parameter = 'name') {
    const name = param(exchange, parameter);
    allow(exchange, { verb: 'delete', kind, name });
    if (!exchange.kargo.store.delete(kind, param(exchange, 'project'), name)) {
        throw notFound(qualifiedResource(kind), name);
    }
    return { status: 204 };
}

;// CONCATENATED MODULE: ./build/simulator/routes/projects.js







const projects_BASE = '/v1beta1/projects/:project';
const projectRoutes = [
    { method: 'GET', pattern: '/v1beta1/projects', handle: listProjects },
    { method: 'GET', pattern: projects_BASE, handle: getProject },
    { method: 'GET', pattern: `${projects_BASE}/config`, handle: getConfig },
    { method: 'POST', pattern: `${projects_BASE}/config/refresh`, handle: refreshConfig },
    {
        method: 'GET',
        pattern: `${projects_BASE}/promotion-tasks`,
        handle: (exchange) => listOf(exchange, 'PromotionTask'),
    },
    {
        method: 'GET',
        pattern: `${projects_BASE}/analysis-templates`,
        handle: (exchange) => listOf(exchange, 'AnalysisTemplate'),
    },
    { method: 'GET', pattern: `${projects_BASE}/configmaps`, handle: (exchange) => listOf(exchange, 'ConfigMap') },
    {
        method: 'GET',
        pattern: `${projects_BASE}/promotion-tasks/:name`,
        handle: (exchange) => getOf(exchange, 'PromotionTask'),
    },
    {
        method: 'GET',
        pattern: `${projects_BASE}/analysis-templates/:name`,
        handle: (exchange) => getOf(exchange, 'AnalysisTemplate'),
    },
    { method: 'GET', pattern: `${projects_BASE}/configmaps/:name`, handle: (exchange) => getOf(exchange, 'ConfigMap') },
    { method: 'GET', pattern: `${projects_BASE}/events`, handle: listEvents },
    { method: 'GET', pattern: `${projects_BASE}/images`, handle: listImages },
];
function listProjects(exchange) {
    const { kargo, query } = exchange;
    allow(exchange, { verb: 'list', kind: 'Project', namespace: '' });
    const mine = kargo.profile.projectsMine && query.get('mine') === 'true';
    const all = mine ? [] : kargo.store.list('Project').map((project) => describeProject(kargo, project));
    if (!kargo.profile.projectsArePaged) {
        return json({ metadata: { continue: 'continue-not-supported' }, items: all });
    }
    const filter = (query.get('filter') ?? '').toLowerCase();
    const uids = query.getAll('uid');
    const matching = all.filter(({ metadata }) => metadata.name.toLowerCase().includes(filter) && (uids.length === 0 || uids.includes(metadata.uid)));
    const size = Number(query.get('pageSize') ?? 0) || matching.length;
    const start = (Number(query.get('page') ?? 0) || 0) * size;
    return json({ items: matching.slice(start, start + size), total: matching.length });
}
function getProject(exchange) {
    const name = param(exchange, 'project');
    allow(exchange, { verb: 'get', kind: 'Project', namespace: '', name });
    const project = cached(exchange, 'Project', name);
    if (project === undefined)
        throw missing('Project', name);
    return json(describeProject(exchange.kargo, project));
}
function describeProject(kargo, project) {
    const name = project.metadata.name;
    const healthy = (kind) => {
        const objects = kargo.store
            .list(kind, name)
            .filter((object) => !('requestedFreight' in object.spec) || !isControlFlow(object));
        const good = objects.filter((object) => object.status.conditions?.some((condition) => condition.type === 'Healthy' && condition.status === 'True'));
        return { count: objects.length, health: good.length === 0 ? {} : { healthy: good.length } };
    };
    const stats = { warehouses: healthy('Warehouse'), stages: healthy('Stage') };
    return { ...withKind('Project', project), status: { ...project.status, stats } };
}
function getConfig(exchange) {
    const project = param(exchange, 'project');
    allow(exchange, { verb: 'get', kind: 'ProjectConfig', name: project });
    const config = cached(exchange, 'ProjectConfig', project);
    if (config === undefined)
        throw missing('ProjectConfig', project);
    if (exchange.query.get('watch') !== 'true')
        return json(withKind('ProjectConfig', config));
    allow(exchange, { verb: 'watch', kind: 'ProjectConfig', name: project });
    return watch(exchange, { kind: 'ProjectConfig', namespace: project, name: project });
}
function refreshConfig(exchange) {
    const { kargo } = exchange;
    const project = param(exchange, 'project');
    const token = kargo.clock.timestamp();
    const key = { namespace: project, name: project };
    if (!kargo.store.annotate('ProjectConfig', key, { [ANNOTATION.refresh]: token })) {
        throw new ApiError(404, `patch annotation: projectconfigs.kargo.akuity.io "${project}" not found`);
    }
    kargo.store.update('ProjectConfig', key, (draft) => {
        draft.status.lastHandledRefresh = token;
    });
    return done();
}
function listOf(exchange, kind) {
    allow(exchange, { verb: 'list', kind });
    const items = exchange.kargo.store.list(kind, param(exchange, 'project'));
    return json({
        metadata: { continue: 'continue-not-supported' },
        items: items.map((item) => withKind(kind, item)),
    });
}
function getOf(exchange, kind) {
    const name = param(exchange, 'name');
    allow(exchange, { verb: 'get', kind, name });
    const object = cached(exchange, kind, name);
    if (object === undefined)
        throw missing(kind, name);
    return json(withKind(kind, object));
}
function listEvents(exchange) {
    allow(exchange, { verb: 'list', kind: 'Event' });
    const events = exchange.kargo.store.list('Event', param(exchange, 'project'));
    events.sort((a, b) => Number(b.metadata.resourceVersion) - Number(a.metadata.resourceVersion));
    return json({
        metadata: { continue: 'continue-not-supported' },
        items: events.map((event) => withKind('Event', event)),
    });
}
function listImages(exchange) {
    allow(exchange, { verb: 'list', kind: 'Stage' });
    const images = {};
    for (const stage of exchange.kargo.store.list('Stage', param(exchange, 'project'))) {
        for (const [index, collection] of (stage.status.freightHistory ?? []).entries()) {
            for (const image of Object.values(collection.items).flatMap((item) => item.images ?? [])) {
                const repository = images[image.repoURL] ?? { tags: {} };
                images[image.repoURL] = repository;
                const tag = repository.tags[image.tag ?? ''] ?? { stages: {} };
                repository.tags[image.tag ?? ''] = tag;
                tag.stages[stage.metadata.name] ??= index;
            }
        }
    }
    return json(images);
}

;// CONCATENATED MODULE: ./build/simulator/routes/promotions.js







const promotions_BASE = '/v1beta1/projects/:project/promotions';
const promotionRoutes = [
    { method: 'GET', pattern: promotions_BASE, handle: listPromotions },
    { method: 'GET', pattern: `${promotions_BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Promotion') },
    {
        method: 'POST',
        pattern: `${promotions_BASE}/:name/refresh`,
        handle: (exchange) => refreshObject(exchange, 'Promotion'),
    },
    { method: 'POST', pattern: `${promotions_BASE}/:name/abort`, handle: abortPromotion },
];
function listPromotions(exchange) {
    const { kargo, query } = exchange;
    const namespace = param(exchange, 'project');
    const stage = query.get('stage') ?? '';
    allow(exchange, { verb: 'list', kind: 'Promotion' });
    const ofStage = (object) => stage === '' || ('spec' in object && object.spec.stage === stage);
    if (query.get('watch') === 'true') {
        allow(exchange, { verb: 'watch', kind: 'Promotion' });
        const seed = query.get('resourceVersion') ?? undefined;
        return watch(exchange, { kind: 'Promotion', namespace, matches: ofStage, seed });
    }
    const items = kargo.store.list('Promotion', namespace).filter(ofStage);
    return json({ metadata: listMetadata(exchange), items: items.map((item) => withKind('Promotion', item)) });
}
function abortPromotion(exchange) {
    const { kargo, identity } = exchange;
    const namespace = param(exchange, 'project');
    const name = param(exchange, 'name');
    const promotion = kargo.store.get('Promotion', namespace, name);
    if (promotion === undefined ||
        !isAllowed(kargo, identity, { verb: 'get', kind: 'Promotion', namespace, name })) {
        throw new UnexpectedError(`Promotion "${name}" cannot be read`);
    }
    if (isTerminalPhase(promotion.status.phase))
        return done();
    try {
        allow(exchange, { verb: 'patch', kind: 'Promotion', name });
    }
    catch (error) {
        if (error instanceof ApiError)
            throw new ApiError(error.status, `patch annotation: ${error.message}`);
        throw error;
    }
    const request = { action: 'terminate', actor: actorOf(kargo, identity), controlPlane: true };
    kargo.store.annotate('Promotion', { namespace, name }, { [ANNOTATION.abort]: JSON.stringify(request) });
    return done();
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/simulator/routes/resources.js














const PATH = '/v1beta1/resources';
const resourceRoutes = [
    { method: 'POST', pattern: PATH, handle: (exchange) => resources_apply(exchange, { status: 201, act: create }) },
    { method: 'PUT', pattern: PATH, handle: (exchange) => resources_apply(exchange, { status: 200, act: update }) },
    { method: 'DELETE', pattern: PATH, handle: (exchange) => resources_apply(exchange, { status: 200, act: remove }) },
];
const VERBS = { POST: 'create', PUT: 'update', DELETE: 'delete' };
function resources_apply(exchange, how) {
    const contents = parseManifests(exchange.body.toString('utf8'));
    if (contents.length === 0)
        throw new ApiError(400, 'no resources found in request body');
    const manifests = inOrder(contents.map(readManifest), exchange.method);
    const [only] = manifests;
    if (only !== undefined && manifests.length === 1) {
        return json({ results: [how.act(exchange, only)] }, how.status);
    }
    const made = new Set();
    const results = manifests.map((manifest) => {
        try {
            const by = made.has(manifest.namespace)
                ? { ...exchange, identity: { kind: 'admin', tokenName: 'admin' } }
                : exchange;
            const result = how.act(by, manifest);
            if (manifest.kind === 'Project' && 'createdResourceManifest' in result)
                made.add(manifest.name);
            return result;
        }
        catch (error) {
            if (!(error instanceof ApiError) && !(error instanceof UnexpectedError))
                throw error;
            return { error: `${VERBS[exchange.method]} resource: ${error.message}` };
        }
    });
    return json({ results }, how.status);
}
function parseManifests(text) {
    const contents = [];
    for (const document of (0,dist.parseAllDocuments)(text)) {
        const [error] = document.errors;
        if (error !== undefined) {
            throw new ApiError(400, 'error decoding manifest: error converting YAML to JSON: yaml: line 1: did not find expected node content');
        }
        const content = document.toJS();
        for (const item of Array.isArray(content) ? content : [content])
            if (isRecord(item))
                contents.push(item);
    }
    return contents;
}
function inOrder(manifests, method) {
    const projects = manifests.filter((manifest) => manifest.kind === 'Project');
    const others = manifests.filter((manifest) => manifest.kind !== 'Project');
    return method === 'DELETE' ? [...others, ...projects] : [...projects, ...others];
}
function access(exchange, manifest, verb) {
    const { kind, namespace, name } = manifest;
    allow(exchange, { verb, kind, namespace, name });
}
function create(exchange, manifest) {
    access(exchange, manifest, 'create');
    return { createdResourceManifest: shown(exchange, manifest, createObject(exchange, manifest)) };
}
function createObject(exchange, manifest) {
    const { kargo } = exchange;
    const { kind, namespace, name } = manifest;
    if (kind === 'Promotion')
        return createPromotionByHand(exchange, manifest);
    const object = admit(kargo, manifest);
    if (kind === 'Freight')
        return createFreightByHand(exchange, manifest);
    if (kargo.store.get(kind, namespace, name) !== undefined) {
        const singular = qualifiedResource(kind).replace(/^[^.]+/, kind.toLowerCase());
        throw new ApiError(409, `${singular} "${name}" already exists`);
    }
    if (kind === 'Project')
        return createProject(kargo, name, actorOf(kargo, exchange.identity));
    return kargo.store.create(kind, object);
}
function createFreightByHand(exchange, manifest) {
    const { kargo } = exchange;
    const { alias, origin, images, commits, charts } = manifest.content;
    const name = freightName({ origin, ...rest({ images, commits, charts }) });
    if (kargo.store.get('Freight', manifest.namespace, name) !== undefined) {
        throw new ApiError(409, `freights.kargo.akuity.io "${name}" already exists`);
    }
    const freight = storeFreight(kargo, manifest.namespace, {
        origin,
        ...rest({ images, commits, charts }),
        ...(alias === undefined ? {} : { alias }),
    });
    freightCreated(kargo, freight, actorOf(kargo, exchange.identity));
    return freight;
}
function rest(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
function createPromotionByHand(exchange, manifest) {
    const { kargo, identity } = exchange;
    const { namespace, name } = manifest;
    const { spec } = manifest.content;
    const stage = kargo.store.get('Stage', namespace, spec?.stage ?? '');
    if (kargo.profile.manifestPromotionNeedsPromote) {
        allow(exchange, { verb: 'promote', kind: 'Stage', namespace, name: spec?.stage ?? '' });
    }
    const freight = kargo.store.get('Freight', namespace, spec?.freight ?? '');
    if (stage === undefined || freight === undefined)
        throw notFound(qualifiedResource('Stage'), spec?.stage ?? '');
    if (!kargo.profile.promotionsAreRenamed && kargo.store.get('Promotion', namespace, name) !== undefined) {
        throw new ApiError(409, `promotion.kargo.akuity.io "${name}" already exists`);
    }
    const steps = spec.steps === undefined ? {} : { steps: spec.steps };
    const actor = actorOf(kargo, identity);
    return createPromotion(kargo, { stage, freight, actor, manifest: { name, ...steps } });
}
function update(exchange, manifest) {
    const { kargo, query } = exchange;
    const { kind, namespace, name } = manifest;
    access(exchange, manifest, 'get');
    const existing = kargo.store.get(kind, namespace, name);
    if (existing === undefined) {
        if (query.get('upsert') !== 'true')
            throw new ApiError(404, 'resource does not exist');
        return create(exchange, manifest);
    }
    access(exchange, manifest, 'update');
    const object = admit(kargo, manifest);
    const updated = kargo.store.update(kind, { namespace, name }, (draft) => replace(draft, object));
    return { updatedResourceManifest: asManifest(kind, updated ?? existing) };
}
function replace(draft, object) {
    const { metadata } = draft;
    const { labels, annotations } = object.metadata;
    const kept = { ...metadata };
    delete kept.labels;
    if (labels !== undefined)
        kept.labels = labels;
    if (annotations !== undefined)
        kept.annotations = { ...metadata.annotations, ...annotations };
    const status = 'status' in draft ? { status: draft.status } : {};
    const next = { ...object, ...status, metadata: kept };
    const fields = draft;
    for (const key of Object.keys(fields))
        if (!(key in next))
            delete fields[key];
    for (const [key, value] of Object.entries(next)) {
        if (!(0,external_node_util_.isDeepStrictEqual)(fields[key], value))
            fields[key] = value;
    }
}
function remove(exchange, manifest) {
    const { kind, namespace, name } = manifest;
    access(exchange, manifest, 'delete');
    if (!exchange.kargo.store.delete(kind, namespace, name))
        throw notFound(qualifiedResource(kind), name);
    if (kind === 'Stage')
        forgetStage(exchange.kargo, { namespace, name });
    return { deletedResourceManifest: manifest.content };
}
function shown(exchange, manifest, object) {
    const kind = manifest.kind;
    const result = asManifest(kind, withKind(kind, object));
    if (kind === 'Stage' && exchange.kargo.profile.manifestDurationsAsSent)
        result.spec = manifest.content.spec;
    if (kind === 'ProjectConfig')
        result.spec = manifest.content.spec;
    return result;
}

;// CONCATENATED MODULE: ./build/simulator/routes/stages.js










const stages_BASE = '/v1beta1/projects/:project/stages';
const stageRoutes = [
    { method: 'GET', pattern: stages_BASE, handle: listStages },
    { method: 'GET', pattern: `${stages_BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Stage') },
    { method: 'POST', pattern: `${stages_BASE}/:name/refresh`, handle: refreshStage },
    { method: 'DELETE', pattern: `${stages_BASE}/:name`, handle: deleteStage },
    { method: 'POST', pattern: `${stages_BASE}/:name/promotions`, handle: promote },
    { method: 'POST', pattern: `${stages_BASE}/:name/promotions/downstream`, handle: promoteDownstream },
    {
        method: 'POST',
        pattern: `${stages_BASE}/:name/verification`,
        handle: (exchange) => annotateVerification(exchange, ANNOTATION.reverify),
    },
    {
        method: 'POST',
        pattern: `${stages_BASE}/:name/verification/abort`,
        handle: (exchange) => annotateVerification(exchange, ANNOTATION.abort),
    },
];
const stageLinksRoute = {
    method: 'GET',
    pattern: `${stages_BASE}/:name/links`,
    handle: (exchange) => {
        getOrWatch(exchange, 'Stage');
        return json({ links: [] });
    },
};
function listStages(exchange) {
    const { kargo, query } = exchange;
    const namespace = param(exchange, 'project');
    allow(exchange, { verb: 'list', kind: 'Stage' });
    const origins = kargo.profile.freightOriginsFilter === 'ignored' ? [] : query.getAll('freightOrigins');
    const requestsOrigin = (object) => {
        if (origins.length === 0)
            return true;
        const { spec } = object;
        return spec.requestedFreight.some((request) => origins.includes(request.origin.name));
    };
    if (query.get('watch') === 'true') {
        allow(exchange, { verb: 'watch', kind: 'Stage' });
        const seed = query.get('resourceVersion') ?? undefined;
        return watch(exchange, { kind: 'Stage', namespace, matches: requestsOrigin, seed });
    }
    const items = kargo.store.list('Stage', namespace).filter(requestsOrigin);
    const none = items.length === 0 && kargo.profile.freightOriginsFilter === 'null-when-empty';
    const metadata = kargo.profile.stageListMetadata === 'nothing' ? {} : listMetadata(exchange);
    return json({ metadata, items: none ? null : items.map((item) => withKind('Stage', item)) });
}
function refreshStage(exchange) {
    const answer = refreshObject(exchange, 'Stage');
    const namespace = param(exchange, 'project');
    const current = exchange.kargo.store.get('Stage', namespace, param(exchange, 'name'))?.status
        .currentPromotion;
    if (current !== undefined)
        refresh(exchange.kargo, 'Promotion', { namespace, name: current.name });
    return answer;
}
function deleteStage(exchange) {
    const answer = deleteObject(exchange, 'Stage');
    forgetStage(exchange.kargo, { namespace: param(exchange, 'project'), name: param(exchange, 'name') });
    return answer;
}
function promote(exchange) {
    const { kargo, identity } = exchange;
    const name = param(exchange, 'name');
    const wanted = wantedFreight(exchange, kargo.profile.promoteByOrigin);
    const stage = stageToPromote(exchange, name);
    if (kargo.profile.rightBeforeFreight)
        allow(exchange, { verb: 'promote', kind: 'Stage', name });
    const freight = wanted.origin === undefined
        ? stages_findFreight(exchange, wanted)
        : newestOf(exchange, stage, parseOrigin(wanted.origin));
    if (!kargo.profile.rightBeforeFreight)
        allow(exchange, { verb: 'promote', kind: 'Stage', name });
    requireAvailable(kargo, stage, freight);
    allow(exchange, { verb: 'create', kind: 'Promotion' });
    const promotion = createPromotion(kargo, { stage, freight, actor: actorOf(kargo, identity) });
    return json(kargo.profile.promoteAnswerIsWrapped ? { promotion } : promotion, 201);
}
function newestOf(exchange, stage, origin) {
    allow(exchange, { verb: 'create', kind: 'Promotion' });
    return resolveOrigin(exchange.kargo, stage, origin);
}
function wantedFreight(exchange, originAllowed) {
    const body = jsonBody(exchange);
    const pick = (key) => typeof body[key] === 'string' && body[key] !== '' ? { [key]: body[key] } : {};
    const wanted = {
        ...pick('freight'),
        ...pick('freightAlias'),
        ...(originAllowed ? pick('origin') : {}),
    };
    if (Object.keys(wanted).length !== 1) {
        const names = originAllowed ? 'freight, freightAlias, or origin' : 'freight or freightAlias';
        throw new ApiError(400, `exactly one of ${names} must be provided`);
    }
    if (wanted.origin !== undefined)
        parseOrigin(wanted.origin);
    return wanted;
}
function stageToPromote(exchange, name) {
    const { kargo } = exchange;
    try {
        allow(exchange, { verb: 'get', kind: 'Stage', name });
    }
    catch (error) {
        if (!(error instanceof ApiError) || !kargo.profile.rightBeforeFreight)
            throw error;
        const where = `error getting Stage "${name}" in namespace "${param(exchange, 'project')}"`;
        throw new ApiError(error.status, `${where}: ${error.message}`);
    }
    const stage = kargo.store.get('Stage', param(exchange, 'project'), name);
    if (stage !== undefined)
        return stage;
    throw new ApiError(404, `Stage "${name}" not found in project "${param(exchange, 'project')}"`);
}
function stages_findFreight(exchange, wanted) {
    const { kargo } = exchange;
    const project = param(exchange, 'project');
    if (wanted.freightAlias !== undefined) {
        allow(exchange, { verb: 'list', kind: 'Freight' });
        const found = kargo.store
            .list('Freight', project)
            .find((freight) => freight.alias === wanted.freightAlias);
        if (found !== undefined)
            return found;
        throw new ApiError(404, `Freight with alias "${wanted.freightAlias}" not found in project "${project}"`);
    }
    const name = wanted.freight ?? '';
    allow(exchange, { verb: 'get', kind: 'Freight', name });
    const found = kargo.store.get('Freight', project, name);
    if (found !== undefined)
        return found;
    throw new ApiError(404, `Freight "${name}" not found in project "${project}"`);
}
function promoteDownstream(exchange) {
    const { kargo, identity } = exchange;
    const name = param(exchange, 'name');
    const wanted = wantedFreight(exchange, false);
    stageToPromote(exchange, name);
    const freight = stages_findFreight(exchange, wanted);
    allow(exchange, { verb: 'list', kind: 'Stage' });
    const downstream = kargo.store
        .list('Stage', param(exchange, 'project'))
        .filter((stage) => stage.spec.requestedFreight.some(({ origin, sources }) => originKey(origin) === originKey(freight.origin) && (sources.stages ?? []).includes(name)))
        .filter((stage) => stage.spec.promotionTemplate?.spec.steps?.length !== 0);
    if (downstream.length === 0)
        throw new ApiError(404, `Stage "${name}" has no downstream stages`);
    for (const stage of downstream)
        allow(exchange, { verb: 'promote', kind: 'Stage', name: stage.metadata.name });
    for (const stage of downstream)
        requireAvailable(kargo, stage, freight, 'downstream Stage');
    const promotions = [];
    const errors = [];
    for (const stage of downstream) {
        try {
            allow(exchange, { verb: 'create', kind: 'Promotion' });
            promotions.push(createPromotion(kargo, { stage, freight, actor: actorOf(kargo, identity) }));
        }
        catch (error) {
            errors.push(downstreamProblem(stage, error));
        }
    }
    if (errors.length === 0)
        return json({ promotions }, 201);
    return json({ promotions, errors: errors.join('\n') }, 207);
}
function downstreamProblem(stage, error) {
    if (error instanceof UnexpectedError)
        return `stage "${stage.metadata.name}" has no promotion template`;
    if (error instanceof ApiError)
        return error.message;
    throw error;
}
function annotateVerification(exchange, annotation) {
    const { kargo, identity } = exchange;
    const namespace = param(exchange, 'project');
    const name = param(exchange, 'name');
    const stage = kargo.store.get('Stage', namespace, name);
    const readable = isAllowed(kargo, identity, { verb: 'get', kind: 'Stage', namespace, name });
    const newest = stage?.status.freightHistory?.[0]?.verificationHistory?.[0];
    if (!readable || newest === undefined)
        throw new UnexpectedError('nothing to verify');
    if (annotation === ANNOTATION.abort && isTerminalVerification(newest.phase))
        return done();
    try {
        allow(exchange, { verb: 'patch', kind: 'Stage', name });
    }
    catch (error) {
        if (error instanceof ApiError)
            throw new ApiError(error.status, `patch annotation: ${error.message}`);
        throw error;
    }
    kargo.store.annotate('Stage', { namespace, name }, { [annotation]: requestFor(exchange, newest) });
    return done();
    function requestFor(from, entry) {
        return JSON.stringify({ id: entry.id, actor: actorOf(from.kargo, from.identity), controlPlane: true });
    }
}

;// CONCATENATED MODULE: ./build/simulator/routes/system.js



const PASSWORD = 'admin';
const systemRoutes = [
    {
        method: 'GET',
        pattern: '/v1beta1/system/public-server-config',
        handle: () => json({ adminAccountEnabled: true, skipAuth: false }),
    },
    { method: 'GET', pattern: '/v1beta1/system/server-version', handle: serverVersion },
    {
        method: 'GET',
        pattern: '/v1beta1/system/server-config',
        handle: ({ kargo }) => json({
            argocdShards: {},
            secretManagementEnabled: true,
            systemResourcesNamespace: 'kargo-system-resources',
            sharedResourcesNamespace: 'kargo-shared-resources',
            kargoNamespace: 'kargo',
            hasAnalysisRunLogsUrlTemplate: hasLogs(kargo),
        }),
    },
    { method: 'POST', pattern: '/v1beta1/login', handle: login },
    {
        method: 'GET',
        pattern: '/v1beta1/system/cluster-config',
        handle: () => {
            throw new ApiError(404, 'ClusterConfig.kargo.akuity.io "cluster" not found');
        },
    },
    { method: 'POST', pattern: '/v1beta1/system/cluster-config/refresh', handle: done },
];
const heartbeatRoute = {
    method: 'GET',
    pattern: '/v1beta1/system/controller-heartbeats',
    handle: ({ kargo }) => json({
        heartbeats: {
            '': {
                controller: '',
                status: kargo.controllerDown ? 'Dead' : 'Alive',
                timestamp: new Date(kargo.clock.now()).toISOString().replace('Z', '123Z'),
            },
        },
        defaultController: '',
    }),
};
function serverVersion({ kargo }) {
    return json({
        version: kargo.profile.version,
        buildDate: '2026-08-21T00:00:00Z',
        gitCommit: 'simulator',
        gitTreeDirty: false,
        goVersion: 'go1.26.8',
        compiler: 'gc',
        platform: 'linux/amd64',
    });
}
function login({ kargo, headers }) {
    const header = headers.authorization;
    if (typeof header !== 'string' || header === '')
        throw new ApiError(400, 'Authorization header is required');
    if (header.replace(/^Bearer /, '') !== PASSWORD)
        throw new ApiError(403, 'invalid password');
    return json({ idToken: kargo.tokens.issueAdmin(kargo.clock.now()) });
}

;// CONCATENATED MODULE: ./build/simulator/router.js









function routesOf(profile) {
    return [
        ...systemRoutes,
        ...(profile.hasHeartbeats ? [heartbeatRoute] : []),
        ...projectRoutes,
        ...analysisRunRoutes,
        ...tokenRoutes,
        ...warehouseRoutes,
        ...freightRoutes,
        ...stageRoutes,
        ...promotionRoutes,
        ...resourceRoutes,
        ...(profile.hasLinks ? [stageLinksRoute, freightLinksRoute] : []),
    ];
}
function matchRoute(routes, method, path) {
    const parts = path.split('/');
    for (const route of routes) {
        if (route.method !== method)
            continue;
        const params = matchPattern(route.pattern.split('/'), parts);
        if (params !== undefined)
            return { route, params };
    }
    return undefined;
}
function matchPattern(pattern, parts) {
    if (pattern.length !== parts.length)
        return undefined;
    const params = {};
    for (const [index, expected] of pattern.entries()) {
        const part = parts[index] ?? '';
        if (!expected.startsWith(':')) {
            if (expected !== part)
                return undefined;
        }
        else if (part === '')
            return undefined;
        else
            params[expected.slice(1)] = decode(part);
    }
    return params;
}
function decode(part) {
    try {
        return decodeURIComponent(part);
    }
    catch {
        return part;
    }
}

;// CONCATENATED MODULE: ./build/simulator/webhook-exchange.js

function plain(status, value) {
    return { ...json(value, status), headers: { 'content-type': 'application/json' } };
}
function requestHeader(exchange, name) {
    const value = exchange.headers[name.toLowerCase()];
    return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

;// CONCATENATED MODULE: ./build/simulator/generic-receiver.js







function answerGeneric(exchange, config, receiver) {
    const text = exchange.body.toString('utf8');
    let body;
    if (text !== '') {
        try {
            body = JSON.parse(text);
        }
        catch {
            return plain(400, { error: `invalid request body: ${jsonProblem(text)}` });
        }
    }
    const environment = {
        request: {
            body,
            header: (name) => requestHeader(exchange, name),
            headers: (name) => [exchange.headers[name.toLowerCase()] ?? []].flat(),
            params: (name) => exchange.query.get(name) ?? '',
        },
        normalizeGit: normaliseGitUrl,
        normalizeImage: (url) => url.replace(/^docker\.io\/(library\/)?/, ''),
        normalizeChart: (url) => url.replace(/^oci:\/\//, ''),
    };
    const actions = receiver.generic?.actions ?? [];
    const results = actions.map((action) => performAction(exchange.kargo, config, { action, environment }));
    const good = results.every((item) => item.result === 'Success' || item.result === 'NotApplicable');
    return plain(good ? 200 : 500, { results });
}
function jsonProblem(text) {
    const first = text.trim()[0] ?? '';
    return /[[{"\d-]/.test(first)
        ? 'unexpected end of JSON input'
        : `invalid character '${first}' looking for beginning of value`;
}
function performAction(kargo, config, context) {
    const { action } = context;
    const environment = { ...context.environment, params: action.parameters ?? {} };
    const result = {
        action: action.action,
        ...(action.whenExpression === undefined ? {} : { whenExpression: action.whenExpression }),
        ...(action.parameters === undefined ? {} : { parameters: action.parameters }),
        targetSelectionCriteria: action.targetSelectionCriteria,
        matchedWhenExpression: false,
    };
    let matched = true;
    try {
        if (action.whenExpression !== undefined)
            matched = evaluate(action.whenExpression, environment);
    }
    catch (error) {
        if (!(error instanceof ExpressionError))
            throw error;
        matched = undefined;
    }
    if (typeof matched !== 'boolean') {
        return { ...result, result: 'Error', summary: 'Error evaluating whenExpression' };
    }
    if (!matched)
        return { ...result, result: 'NotApplicable', summary: 'Request did not match whenExpression' };
    result.matchedWhenExpression = true;
    const targets = selectTargets(kargo, config, { criteria: action.targetSelectionCriteria, environment });
    if (targets === undefined) {
        return { ...result, result: 'Error', summary: 'Error evaluating targetSelectionCriteria' };
    }
    for (const target of targets)
        refresh(kargo, 'Warehouse', store_locate(target));
    const selectedTargets = targets.map((target) => ({ ...store_locate(target), success: true }));
    return {
        ...result,
        ...(targets.length === 0 ? {} : { selectedTargets }),
        result: 'Success',
        summary: `Refreshed ${targets.length} of ${targets.length} selected resources`,
    };
}
function selectTargets(kargo, config, selection) {
    const warehouses = kargo.store.list('Warehouse', config.metadata.namespace);
    const selected = new Map();
    try {
        for (const criterion of selection.criteria) {
            for (const warehouse of warehouses) {
                if (isSelected(warehouse, criterion, selection.environment))
                    selected.set(warehouse.metadata.name, warehouse);
            }
        }
    }
    catch (error) {
        if (error instanceof ExpressionError)
            return undefined;
        throw error;
    }
    return [...selected.values()];
}
function isSelected(warehouse, criterion, environment) {
    const text = (template) => {
        const value = evaluateTemplate(template, environment);
        if (typeof value === 'string')
            return value;
        throw new ExpressionError(`expression did not yield a string: ${template}`);
    };
    if (criterion.name !== undefined &&
        criterion.name !== '' &&
        text(criterion.name) !== warehouse.metadata.name) {
        return false;
    }
    const matchLabels = Object.fromEntries(Object.entries(criterion.labelSelector?.matchLabels ?? {}).map(([key, value]) => [key, text(value)]));
    if (!selectsLabels({ ...criterion.labelSelector, matchLabels }, warehouse.metadata.labels))
        return false;
    return (criterion.indexSelector?.matchIndices ?? []).every(({ key, value }) => {
        if (key !== 'subscribedURLs')
            throw new ExpressionError(`unsupported index key: ${key}`);
        const wanted = normaliseGitUrl(text(value));
        return warehouse.spec.subscriptions.some(({ image, git, chart }) => [image?.repoURL, git?.repoURL, chart?.repoURL].some((url) => url !== undefined && normaliseGitUrl(url) === wanted));
    });
}

;// CONCATENATED MODULE: ./build/simulator/webhooks.js









const LIMIT = 2 * 1024 * 1024;
const PLATFORMS = 'generic github gitlab dockerhub quay harbor artifactory azure gitea bitbucket'.split(' ');
function isWebhookPath(method, path) {
    return (path === '/' && method === 'POST') || PLATFORMS.includes(path.split('/')[1] ?? '');
}
function answerWebhook(exchange) {
    const found = findReceiver(exchange.kargo, exchange.path);
    if (found === undefined)
        return plain(404, {});
    if (exchange.body.length > LIMIT)
        return plain(413, { error: `content exceeds limit of ${LIMIT} bytes` });
    const { config, receiver } = found;
    const platform = platformOf(receiver);
    const secret = receiverSecret(exchange.kargo, config, receiver) ?? '';
    if (platform === 'generic')
        return answerGeneric(exchange, config, receiver);
    if (platform === 'github')
        return answerGithub(exchange, config, secret);
    if (platform === 'gitlab')
        return answerGitlab(exchange, config, secret);
    if (platform === 'harbor')
        return answerHarbor(exchange, config, secret);
    if (platform === 'dockerhub')
        return answerDockerhub(exchange, config);
    if (platform === 'quay')
        return answerQuay(exchange, config);
    if (platform === 'artifactory')
        return answerArtifactory(exchange, config, secret);
    return plain(501, { error: `the simulator does not play receiver type "${platform}"` });
}
function findReceiver(kargo, path) {
    for (const config of kargo.store.list('ProjectConfig')) {
        const entry = config.status.webhookReceivers?.find((item) => item.path === path);
        const receiver = config.spec.webhookReceivers?.find((item) => item.name === entry?.name);
        if (receiver !== undefined)
            return { config, receiver };
    }
    return undefined;
}
function refreshAll(kargo, warehouses) {
    for (const warehouse of warehouses)
        refresh(kargo, 'Warehouse', store_locate(warehouse));
    return plain(200, { msg: `refreshed ${warehouses.length} warehouse(s)` });
}
function subscribedToGit(exchange, config, push) {
    const urls = push.urls.filter((url) => typeof url === 'string').map(normaliseGitUrl);
    const branch = push.ref.startsWith('refs/heads/') ? push.ref.slice(11) : undefined;
    const tag = push.ref.startsWith('refs/tags/') ? push.ref.slice(10) : undefined;
    return exchange.kargo.store.list('Warehouse', config.metadata.namespace).filter((warehouse) => warehouse.spec.subscriptions.some(({ git }) => {
        if (git === undefined || !urls.includes(normaliseGitUrl(git.repoURL)))
            return false;
        const byBranch = (git.commitSelectionStrategy ?? 'NewestFromBranch') === 'NewestFromBranch';
        if (byBranch) {
            return (branch !== undefined &&
                (git.branch === undefined ? /^(main|master)$/.test(branch) : git.branch === branch));
        }
        return tag !== undefined && acceptsVersion(git, tag);
    }));
}
function subscribedToImage(exchange, config, push) {
    const url = push.url.replace(/^oci:\/\//, '');
    return exchange.kargo.store.list('Warehouse', config.metadata.namespace).filter((warehouse) => warehouse.spec.subscriptions.some(({ image, chart }) => {
        if (image !== undefined && sameImage(image.repoURL, url))
            return acceptsVersion(image, push.tag);
        return (chart !== undefined &&
            chart.repoURL.replace(/^oci:\/\//, '') === url &&
            acceptsVersion({ ...chart, strictSemvers: false }, push.tag));
    }));
}
function sameImage(subscribed, pushed) {
    const normalise = (url) => url.replace(/^docker\.io\//, '').replace(/^library\//, '');
    return normalise(subscribed) === normalise(pushed);
}
function bodyOf(exchange) {
    try {
        const content = JSON.parse(exchange.body.toString('utf8'));
        return isRecord(content) ? content : undefined;
    }
    catch {
        return undefined;
    }
}
const INVALID_BODY = { error: 'invalid request body' };
function answerGithub(exchange, config, secret) {
    const event = requestHeader(exchange, 'x-github-event');
    if (!['ping', 'push', 'package', 'registry_package', 'pull_request'].includes(event)) {
        return plain(400, { error: `event type ${event} is not supported` });
    }
    const signature = requestHeader(exchange, 'x-hub-signature-256');
    if (signature === '')
        return plain(401, { error: 'missing signature' });
    const expected = (0,external_node_crypto_.createHmac)('sha256', secret).update(exchange.body).digest('hex');
    if (signature !== `sha256=${expected}`)
        return plain(401, { error: 'unauthorized' });
    const body = bodyOf(exchange);
    if (body === undefined)
        return plain(400, INVALID_BODY);
    if (event === 'ping')
        return plain(200, { msg: 'ping event received, webhook is configured correctly' });
    const repository = isRecord(body.repository) ? body.repository : {};
    if (event === 'push') {
        const push = { urls: [repository.clone_url, repository.ssh_url], ref: String(body.ref ?? '') };
        return refreshAll(exchange.kargo, subscribedToGit(exchange, config, push));
    }
    if (event === 'pull_request')
        return plain(200, {});
    const pushed = isRecord(body[event]) ? body[event] : {};
    const isPublished = ['published', 'updated'].includes(String(body.action));
    if (!isPublished || !/^(container|docker)$/i.test(String(pushed.package_type)))
        return plain(200, {});
    const version = isRecord(pushed.package_version) ? pushed.package_version : {};
    const url = String(version.package_url ?? '');
    const colon = url.lastIndexOf(':');
    const image = { url: url.slice(0, colon), tag: url.slice(colon + 1) };
    return refreshAll(exchange.kargo, subscribedToImage(exchange, config, image));
}
function answerGitlab(exchange, config, secret) {
    if (requestHeader(exchange, 'x-gitlab-token') !== secret)
        return plain(401, {});
    const body = bodyOf(exchange);
    if (body === undefined)
        return plain(400, INVALID_BODY);
    const event = requestHeader(exchange, 'x-gitlab-event');
    if (event === 'Merge Request Hook')
        return plain(200, {});
    if (event !== 'Push Hook' && event !== 'Tag Push Hook') {
        return plain(400, { error: `event type ${event} is not supported` });
    }
    const repository = isRecord(body.repository) ? body.repository : {};
    const urls = [repository.git_http_url, repository.git_ssh_url];
    const push = { urls, ref: String(body.ref ?? '') };
    return refreshAll(exchange.kargo, subscribedToGit(exchange, config, push));
}
function answerDockerhub(exchange, config) {
    const body = bodyOf(exchange);
    if (body === undefined)
        return plain(400, INVALID_BODY);
    const repository = isRecord(body.repository) ? body.repository : {};
    const data = isRecord(body.push_data) ? body.push_data : {};
    const push = { url: String(repository.repo_name ?? ''), tag: String(data.tag ?? '') };
    return refreshAll(exchange.kargo, subscribedToImage(exchange, config, push));
}
function answerHarbor(exchange, config, secret) {
    const authorization = requestHeader(exchange, 'authorization');
    if (authorization === '')
        return plain(401, { error: 'missing authorization' });
    if (authorization !== secret)
        return plain(401, { error: 'unauthorized' });
    const body = bodyOf(exchange);
    if (body === undefined)
        return plain(400, INVALID_BODY);
    if (body.type !== 'PUSH_ARTIFACT')
        return plain(400, { error: 'unsupported event type' });
    const data = isRecord(body.event_data) ? body.event_data : {};
    const resources = records(data.resources);
    const url = String(resources[0]?.resource_url ?? '').replace(/:[^:/]*$/, '');
    return refreshTags(exchange, config, { url, tags: resources.map(({ tag }) => String(tag)) });
}
function answerQuay(exchange, config) {
    const body = bodyOf(exchange);
    if (body === undefined || typeof body.docker_url !== 'string')
        return plain(400, INVALID_BODY);
    const tags = Array.isArray(body.updated_tags) ? body.updated_tags.map(String) : [];
    return refreshTags(exchange, config, { url: body.docker_url, tags });
}
function answerArtifactory(exchange, config, secret) {
    const signature = requestHeader(exchange, 'x-jfrog-event-auth');
    if (signature === '')
        return plain(401, { error: 'missing signature' });
    const expected = (0,external_node_crypto_.createHmac)('sha256', secret).update(exchange.body).digest('hex');
    if (signature !== expected)
        return plain(401, { error: 'unauthorized' });
    const body = bodyOf(exchange);
    const origin = String(body?.jpd_origin ?? '');
    if (body === undefined || !URL.canParse(origin))
        return plain(400, INVALID_BODY);
    const data = isRecord(body.data) ? body.data : {};
    const isImage = ['docker', 'oci'].includes(String(data.image_type));
    if (body.domain !== 'docker' || body.event_type !== 'pushed' || !isImage) {
        return plain(501, { error: 'event is not supported' });
    }
    const image = String(data.path ?? '')
        .split('/')
        .slice(0, -2);
    const url = [new URL(origin).host, String(data.repo_key ?? ''), ...image].join('/');
    return refreshTags(exchange, config, { url, tags: [String(data.tag ?? '')] });
}
function refreshTags(exchange, config, push) {
    const selected = push.tags.flatMap((tag) => subscribedToImage(exchange, config, { url: push.url, tag }));
    return refreshAll(exchange.kargo, [...new Set(selected)]);
}

;// CONCATENATED MODULE: ./build/simulator/server.js









const BODY_LIMIT = 1024 * 1024;
const RESOURCES_LIMIT = 4 * BODY_LIMIT;
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_TOKEN_NEEDED = ['/v1beta1/system/public-server-config', '/v1beta1/login'];
function makeServer(kargo, room) {
    const routes = routesOf(kargo.profile);
    const streams = new Set();
    const server = (0,external_node_http_.createServer)((request, response) => {
        void serve({ kargo, routes, streams, room: room() }, request, response);
    });
    server.keepAliveTimeout = 0;
    return {
        server,
        endStreams: (how) => {
            for (const stream of [...streams]) {
                if (how === 'end')
                    stream.end();
                else
                    stream.response.destroy();
            }
        },
    };
}
async function serve(service, request, response) {
    const method = request.method ?? 'GET';
    const url = request.url ?? '/';
    const [rawPath = '/', query = ''] = url.split('?', 2);
    const body = await readBody(request);
    if (rawPath.startsWith('/_simulator/')) {
        const answer = await answerControl(service.room, { method, name: rawPath.slice(12), body });
        write(response, answer);
        return;
    }
    const identity = identityOf(service.kargo, request);
    const entry = service.room.ledger.record({
        at: new Date().toISOString(),
        method,
        path: rawPath,
        query,
        token: identity === undefined
            ? request.headers.authorization === undefined
                ? null
                : 'invalid'
            : identity.tokenName,
        status: null,
        body: ledgerBody(body),
    });
    const fault = service.room.faults.take(method, url);
    if (fault !== undefined && (await strikeBefore(service.kargo, fault, { response, entry })))
        return;
    const answer = await answerSafely(service, {
        method,
        path: rawPath,
        query: new URLSearchParams(query),
        headers: request.headers,
        body,
        identity,
        staleReads: fault?.kind === 'stale-read',
    });
    deliver(service, { response, entry, answer, fault });
}
function readBody(request) {
    return new Promise((resolve) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => resolve(Buffer.concat(chunks)));
        request.on('error', () => resolve(Buffer.alloc(0)));
    });
}
function identityOf(kargo, request) {
    const header = request.headers.authorization;
    return header === undefined ? undefined : kargo.tokens.find(header.replace(/^Bearer /, ''));
}
async function strikeBefore(kargo, fault, target) {
    const { response, entry } = target;
    const answer = (status, content, type) => {
        entry.status = status;
        const text = typeof content === 'string' ? content : JSON.stringify(content);
        response.writeHead(status, { 'content-type': type, ...fault.headers });
        response.end(text);
        return true;
    };
    switch (fault.kind) {
        case 'delay':
            await kargo.clock.pause(fault.delayMs ?? 0);
            return false;
        case 'drop':
            response.destroy();
            return true;
        case 'status':
            return answer(fault.status ?? 500, fault.body ?? { error: 'internal server error' }, JSON_TYPE);
        case 'html':
            return answer(fault.status ?? 200, fault.body ?? '<!doctype html><title>Sign in</title>', 'text/html; charset=utf-8');
        case 'empty':
            entry.status = 200;
            response.writeHead(200, fault.headers);
            response.end();
            return true;
        default:
            return false;
    }
}
async function answerSafely(service, incoming) {
    try {
        return await answerRequest(service, incoming);
    }
    catch (error) {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        service.kargo.notices.push(`${incoming.method} ${incoming.path}: ${text}`);
        return json({ error: `the simulator failed: ${text.split('\n')[0]}` }, 500);
    }
}
async function answerRequest(service, incoming) {
    const { kargo, routes } = service;
    const { method, path } = incoming;
    if (isWebhookPath(method, path))
        return answerWebhook({ ...incoming, kargo });
    const redirect = redirectOf(routes, method, path);
    if (redirect !== undefined)
        return redirect;
    if (path === '/healthz' && kargo.profile.hasHealthz) {
        return { status: 200, text: 'ok', headers: { 'content-type': 'text/plain; charset=utf-8' } };
    }
    if (!path.startsWith('/v1beta1/'))
        return userInterface(kargo, method);
    const outage = answerOutage(kargo, incoming);
    if (outage !== undefined)
        return outage;
    try {
        return await answerRoute(kargo, routes, incoming);
    }
    catch (error) {
        return explain(kargo, error);
    }
}
async function answerRoute(kargo, routes, incoming) {
    const { identity, path, method, headers } = incoming;
    const open = NO_TOKEN_NEEDED.includes(path);
    if (identity === undefined && !open)
        return unauthorized(kargo, headers.authorization !== undefined);
    if (identity !== undefined)
        noteUse(kargo, identity);
    const match = matchRoute(routes, method, path);
    if (match === undefined) {
        return { status: 404, text: '404 page not found', headers: { 'content-type': 'text/plain' } };
    }
    const project = match.params.project;
    if (project !== undefined && kargo.store.get('Project', '', project) === undefined) {
        throw new ApiError(404, `Project.kargo.akuity.io "${project}" not found`);
    }
    const limit = path === '/v1beta1/resources' ? RESOURCES_LIMIT : BODY_LIMIT;
    if (incoming.body.length > limit)
        throw new ApiError(400, 'http: request body too large');
    return match.route.handle({
        ...incoming,
        kargo,
        params: match.params,
        identity: identity ?? { kind: 'admin', tokenName: 'admin' },
    });
}
function noteUse(kargo, identity) {
    if (identity.kind === 'admin')
        return;
    const key = { namespace: identity.namespace, name: identity.tokenName };
    const day = kargo.clock.timestamp().slice(0, 10);
    kargo.store.update('Secret', key, (draft) => {
        draft.metadata.labels = { ...draft.metadata.labels, 'kubernetes.io/legacy-token-last-used': day };
    });
}
function unauthorized(kargo, withToken) {
    if (!kargo.profile.authErrorsHaveBody)
        return { status: 401 };
    return json({ error: withToken ? 'invalid token' : 'no token provided' }, 401);
}
function explain(kargo, error) {
    if (error instanceof ApiError)
        return json({ error: error.message }, error.status);
    if (!(error instanceof UnexpectedError))
        throw error;
    return kargo.profile.unexpectedErrorsAreEmpty
        ? { status: 200 }
        : json({ error: 'internal server error' }, 500);
}
function redirectOf(routes, method, path) {
    const clean = path.replace(/\/{2,}/g, '/');
    if (clean !== path)
        return redirect(307, clean, method);
    if (!path.startsWith('/v1beta1/') || !path.endsWith('/'))
        return undefined;
    const trimmed = path.slice(0, -1);
    if (matchRoute(routes, method, trimmed) === undefined)
        return undefined;
    return redirect(method === 'GET' ? 301 : 307, trimmed, method);
}
function redirect(status, location, method) {
    if (method !== 'GET')
        return { status, headers: { location } };
    const name = status === 301 ? 'Moved Permanently' : 'Temporary Redirect';
    const headers = { location, 'content-type': 'text/html; charset=utf-8' };
    return { status, text: `<a href="${location}">${name}</a>.\n\n`, headers };
}
const PAGE = '<!doctype html><html><head><title>Kargo</title></head><body><div id="root"></div></body></html>';
function userInterface(kargo, method) {
    const plain = { 'content-type': 'text/plain; charset=utf-8', vary: 'Accept-Encoding' };
    if (method !== 'GET' && method !== 'HEAD')
        return { status: 405, text: 'Method Not Allowed\n', headers: plain };
    if (!kargo.simulation.ui && !kargo.profile.hasHealthz) {
        return { status: 404, text: '404 page not found\n', headers: plain };
    }
    return {
        status: 200,
        text: kargo.simulation.ui ? PAGE : '',
        headers: {
            'cache-control': 'no-cache, private, max-age=0',
            'content-type': 'text/html; charset=utf-8',
            vary: 'Accept-Encoding',
        },
    };
}
function deliver(service, delivery) {
    const { response, entry, answer, fault } = delivery;
    if (fault?.kind === 'drop-after-commit') {
        response.destroy();
        return;
    }
    entry.status = answer.status;
    if (answer.stream !== undefined) {
        const { kargo, streams } = service;
        openStream({ clock: kargo.clock, streams }, { response, start: answer.stream, fault });
    }
    else if (fault?.kind === 'half-body')
        writeHalf(response, answer);
    else
        write(response, answer);
}
function contentOf(answer) {
    if (answer.json === undefined)
        return { text: answer.text ?? '', headers: answer.headers ?? {} };
    return { text: JSON.stringify(answer.json), headers: { 'content-type': JSON_TYPE, ...answer.headers } };
}
function write(response, answer) {
    const { text, headers } = contentOf(answer);
    const length = answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) };
    response.writeHead(answer.status, { ...headers, ...length });
    response.end(text);
}
function writeHalf(response, answer) {
    const { text, headers } = contentOf(answer);
    const bytes = Buffer.from(text);
    response.writeHead(answer.status, { ...headers, 'content-length': String(bytes.length) });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

;// CONCATENATED MODULE: ./build/simulator/tokens.js

class TokenRegistry {
    #identities = new Map();
    issue(tokenName, account, clusterRules) {
        const token = jwt({
            iss: 'kubernetes/serviceaccount',
            sub: `system:serviceaccount:${account.namespace}:${account.name}`,
            'kubernetes.io/serviceaccount/namespace': account.namespace,
            'kubernetes.io/serviceaccount/secret.name': tokenName,
            'kubernetes.io/serviceaccount/service-account.name': account.name,
            'kubernetes.io/serviceaccount/service-account.uid': account.uid,
        });
        this.#identities.set(token, {
            kind: 'service account',
            tokenName,
            namespace: account.namespace,
            name: account.name,
            ...(clusterRules === undefined ? {} : { clusterRules }),
        });
        return token;
    }
    issueAdmin(now) {
        const issued = Math.floor(now / 1000);
        const token = jwt({
            iss: 'kargo',
            sub: 'admin',
            aud: 'kargo',
            iat: issued,
            exp: issued + 86_400,
            jti: (0,external_node_crypto_.randomUUID)(),
        });
        this.#identities.set(token, { kind: 'admin', tokenName: 'admin' });
        return token;
    }
    find(token) {
        return this.#identities.get(token);
    }
    revoke(token) {
        this.#identities.delete(token);
    }
}
function jwt(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'RS256', kid: 'simulator' })}.${part(claims)}.${(0,external_node_crypto_.randomBytes)(32).toString('base64url')}`;
}

;// CONCATENATED MODULE: ./build/simulator/ulid.js

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
class UlidFactory {
    #lastTime = 0;
    #tail = [];
    next(now) {
        if (now > this.#lastTime) {
            this.#lastTime = now;
            this.#tail = Array.from({ length: 16 }, () => (0,external_node_crypto_.randomInt)(32));
        }
        else {
            this.#increment();
        }
        return encodeTime(this.#lastTime) + this.#tail.map((digit) => ALPHABET[digit]).join('');
    }
    #increment() {
        for (let i = this.#tail.length - 1; i >= 0; i--) {
            const digit = this.#tail[i] ?? 0;
            this.#tail[i] = (digit + 1) % 32;
            if (digit < 31)
                return;
        }
    }
}
function encodeTime(time) {
    let rest = time;
    let text = '';
    for (let i = 0; i < 10; i++) {
        text = (ALPHABET[rest % 32] ?? '0') + text;
        rest = Math.floor(rest / 32);
    }
    return text;
}

;// CONCATENATED MODULE: ./build/simulator/world-builder.js








const BUILT_IN_TOKENS = {
    promoter: 'kargo-promoter',
    viewer: 'kargo-viewer',
    padmin: 'kargo-admin',
    notify: 'default',
};
function populate(kargo, world, state) {
    for (const [name] of Object.entries(SYSTEM_ROLES)) {
        kargo.store.create('ServiceAccount', {
            metadata: { name, namespace: SYSTEM_NAMESPACE, labels: { 'rbac.kargo.akuity.io/system-role': 'true' } },
        });
    }
    const problems = [];
    for (const content of world.manifests) {
        try {
            addManifest(kargo, content);
        }
        catch (error) {
            if (!(error instanceof ApiError) && !(error instanceof UnexpectedError))
                throw error;
            problems.push(error.message);
        }
    }
    if (problems.length > 0)
        throw new WorldError(`The world cannot be used:\n${problems.join('\n')}`);
    for (const object of stateObjects(state))
        putObject(kargo, object);
    makeUpSecrets(kargo);
    return issueTokens(kargo, world);
}
function addManifest(kargo, content) {
    const manifest = readManifest({ apiVersion: defaultApiVersion(content), ...content });
    const { kind, namespace, name } = manifest;
    if (namespace !== '' && kargo.store.get('Project', '', namespace) === undefined) {
        createProject(kargo, namespace, 'admin');
    }
    if (kargo.store.get(kind, namespace, name) !== undefined)
        return;
    if (kind === 'Project')
        createProject(kargo, name, 'admin');
    else
        kargo.store.create(kind, admit(kargo, manifest));
}
function defaultApiVersion(content) {
    const kind = Object.keys(KIND_INFO).find((name) => name === content.kind);
    return kind === undefined ? '' : KIND_INFO[kind].apiVersion;
}
function stateObjects(state) {
    return isRecord(state) ? records(state.objects) : records(state);
}
function putObject(kargo, content) {
    const { kind, namespace, name } = readManifest({ apiVersion: defaultApiVersion(content), ...content });
    const { kind: _kind, apiVersion: _version, ...object } = structuredClone(content);
    kargo.store.delete(kind, namespace, name);
    kargo.store.create(kind, object);
}
function makeUpSecrets(kargo) {
    for (const config of kargo.store.list('ProjectConfig')) {
        for (const receiver of config.spec.webhookReceivers ?? []) {
            const settings = receiver[platformOf(receiver) ?? ''];
            const reference = isRecord(settings) && isRecord(settings.secretRef) ? settings.secretRef : {};
            const name = String(reference.name ?? '');
            const namespace = config.metadata.namespace ?? '';
            if (name === '' || kargo.store.get('Secret', namespace, name) !== undefined)
                continue;
            const value = Buffer.from(`${name}-secret`).toString('base64');
            kargo.store.create('Secret', {
                metadata: { name, namespace },
                data: { secret: value, 'secret-token': value, 'auth-header': value },
                type: 'Opaque',
            });
        }
    }
}
function issueTokens(kargo, world) {
    const tokens = { admin: kargo.tokens.issueAdmin(kargo.clock.now()) };
    const first = kargo.store.list('Project')[0]?.metadata.name;
    const issue = (name, namespace, role) => {
        const account = kargo.store.get('ServiceAccount', namespace, role);
        if (account !== undefined)
            tokens[name] = kargo.tokens.issue(name, { ...store_locate(account), uid: account.metadata.uid });
    };
    if (first !== undefined) {
        for (const [name, role] of Object.entries(BUILT_IN_TOKENS))
            issue(name, first, role);
    }
    for (const script of world.simulation.tokens) {
        const namespace = script.project ?? first ?? '';
        createRole(kargo, { namespace, name: script.role }, script.rules);
        issue(script.name, namespace, script.role);
    }
    return tokens;
}

;// CONCATENATED MODULE: ./build/simulator/simulator.js


















async function startSimulator(options = {}) {
    const world = parseWorld(options.world ?? demoWorld);
    const clock = new Clock();
    const kargo = {
        profile: PROFILES[options.release ?? '1.11'],
        clock,
        store: new Store(clock),
        ulids: new UlidFactory(),
        simulation: world.simulation,
        artifacts: world.simulation.artifacts,
        argo: new ArgoCD(clock, world.simulation.applications),
        git: new GitHost(options.forge),
        tokens: new TokenRegistry(),
        kubernetesDown: false,
        controllerDown: false,
        notices: [],
    };
    const tokens = populate(kargo, world, options.state);
    let room;
    const { server, endStreams } = makeServer(kargo, () => {
        if (room === undefined)
            throw new Error('the simulator is not started yet');
        return room;
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    const address = `http://127.0.0.1:${server.address().port}`;
    startProjectConfigController(kargo, () => address);
    startWarehouseController(kargo);
    startStageController(kargo);
    startAnalysisController(kargo);
    const promotions = startPromotionController(kargo);
    room = {
        kargo,
        faults: new Faults(),
        ledger: new Ledger(),
        wakePromotions: promotions.wake,
        restartController: promotions.restart,
        endStreams,
        settle: () => simulator_settle(kargo),
    };
    return {
        address,
        tokens,
        webhooks: webhooksOf(kargo),
        close: () => {
            clock.close();
            return new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            });
        },
    };
}
function webhooksOf(kargo) {
    const receivers = kargo.store
        .list('ProjectConfig')
        .flatMap((config) => config.status.webhookReceivers ?? []);
    return Object.fromEntries(receivers.map(({ name, url }) => [name, url]));
}
const QUIET_MS = 60;
const PATIENCE_MS = 10_000;
async function simulator_settle(kargo) {
    const end = Date.now() + PATIENCE_MS;
    let version = -1;
    let quietSince = Date.now();
    const waiting = kargo.store.list('Promotion').some((promotion) => promotion.status.phase === 'Pending');
    const quietMs = waiting ? 2 * QUIET_MS : QUIET_MS;
    while (Date.now() < end) {
        const busy = kargo.clock.nextDueMs() < QUIET_MS;
        if (busy || version !== kargo.store.version)
            quietSince = Date.now();
        version = kargo.store.version;
        if (Date.now() - quietSince >= quietMs)
            return;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}


/***/ }))

};
;