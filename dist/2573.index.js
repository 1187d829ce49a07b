"use strict";
exports.id = 2573;
exports.ids = [2573];
exports.modules = {

/***/ 8513:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ differencesOf)
/* harmony export */ });
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20349);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74215);


const durationFields = ['interval', 'requiredSoakTime', 'timeout'];
const defaults = {
    interval: '5m0s',
    freightCreationPolicy: 'Automatic',
    imageSelectionStrategy: 'SemVer',
    commitSelectionStrategy: 'NewestFromBranch',
    discoveryLimit: 20,
    strictSemvers: true,
};
const freeFields = ['config', 'data', 'binaryData'];
const replacedParts = ['spec', 'data', 'binaryData'];
function differencesOf({ content, kind }, present) {
    const parts = new Set([
        ...Object.keys(content).filter((key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key)),
        ...replacedParts,
    ]);
    const found = [];
    for (const part of parts) {
        compare(found, { path: part, key: part, kind, free: freeFields.includes(part) }, [
            content[part],
            present[part],
        ]);
    }
    const stored = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .Pf)(present.metadata);
    for (const part of ['labels', 'annotations']) {
        found.push(...differencesOfMarks(`metadata.${part}`, content.metadata[part], stored[part]));
    }
    return found;
}
function differencesOfMarks(path, wanted, present) {
    const have = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .Pf)(present);
    return Object.entries((0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .fieldsOf */ .Pf)(wanted))
        .filter(([key, value]) => have[key] !== value)
        .map(([key, value]) => ({ path: path + step(key), wanted: value, ...given('present', have[key]) }));
}
function compare(found, place, [wanted, present]) {
    if (isSame(place, wanted, present)) {
        return;
    }
    if ((0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(wanted) && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(present)) {
        for (const key of new Set([...Object.keys(wanted), ...Object.keys(present)])) {
            const free = place.free || freeFields.includes(key);
            const inner = { ...place, path: place.path + step(key), key, free };
            compare(found, inner, [wanted[key], present[key]]);
        }
    }
    else if (Array.isArray(wanted) && Array.isArray(present)) {
        for (let index = 0; index < Math.max(wanted.length, present.length); index++) {
            compare(found, { ...place, path: `${place.path}[${index}]`, key: '' }, [wanted[index], present[index]]);
        }
    }
    else {
        found.push({ path: place.path, ...given('wanted', wanted), ...given('present', present) });
    }
}
function isSame({ key, kind, free }, wanted, present) {
    if (wanted === present || (isAbsent(wanted) && isAbsent(present))) {
        return true;
    }
    if (free) {
        return false;
    }
    if (isEmpty(wanted) && isEmpty(present)) {
        return true;
    }
    if (isAbsent(wanted) && kind === 'Warehouse' && key in defaults) {
        return defaults[key] === present;
    }
    return (durationFields.includes(key) &&
        typeof wanted === 'string' &&
        typeof present === 'string' &&
        (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(wanted) !== undefined &&
        (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(wanted) === (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(present));
}
function isAbsent(value) {
    return value === undefined || value === null;
}
function isEmpty(value) {
    if (isAbsent(value) || value === '' || value === 0 || value === false) {
        return true;
    }
    return Array.isArray(value) ? value.length === 0 : (0,_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .isFields */ .Ce)(value) && Object.values(value).every(isEmpty);
}
function given(key, value) {
    return isAbsent(value) ? {} : { [key]: value };
}
function step(key) {
    return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}


/***/ })),

/***/ 5755:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ knownKinds),
/* harmony export */   p: () => (/* binding */ problemOfKind)
/* harmony export */ });
const kargo = 'kargo.akuity.io/v1alpha1';
const rbac = 'rbac.authorization.k8s.io/v1';
const below = (resource) => (name) => `/${resource}/${encodeURIComponent(name)}`;
const knownKinds = {
    Project: { apiVersion: kargo, path: () => '' },
    ServiceAccount: { apiVersion: 'v1' },
    Role: { apiVersion: rbac },
    RoleBinding: { apiVersion: rbac },
    Secret: { apiVersion: 'v1' },
    ConfigMap: { apiVersion: 'v1', path: below('configmaps') },
    ProjectConfig: { apiVersion: kargo, path: () => '/config' },
    AnalysisTemplate: { apiVersion: 'argoproj.io/v1alpha1', path: below('analysis-templates') },
    PromotionTask: { apiVersion: kargo, path: below('promotion-tasks') },
    Warehouse: { apiVersion: kargo, path: below('warehouses') },
    Stage: { apiVersion: kargo, path: below('stages') },
};
const refusals = {
    Freight: 'Freight is named by what it holds: make it with create-freight',
    Promotion: 'a manifest of a Promotion would start one each time: use promote',
    Kustomization: 'this is what Kustomize reads, not what Kargo does: give the output of "kustomize build", in a file or by "-"',
    Namespace: 'Kargo makes the namespace of a Project itself',
};
function problemOfKind(kind, apiVersion) {
    const name = typeof kind === 'string' ? kind : '';
    const known = Object.hasOwn(knownKinds, name) ? knownKinds[name] : undefined;
    if (known !== undefined && known.apiVersion === apiVersion) {
        return undefined;
    }
    if (known !== undefined) {
        return `a ${name} of ${known.apiVersion} is accepted, and this is one of ${JSON.stringify(apiVersion ?? null)}`;
    }
    const why = Object.hasOwn(refusals, name) ? refusals[name] : undefined;
    const all = `the kinds of a project are ${Object.keys(knownKinds).join(', ')}`;
    return why === undefined ? `no such kind can be applied: ${all}` : `${why}; ${all}`;
}


/***/ })),

/***/ 74215:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ce: () => (/* binding */ isFields),
/* harmony export */   Pf: () => (/* binding */ fieldsOf),
/* harmony export */   oF: () => (/* binding */ manifestsOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5755);


function isFields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
    return isFields(value) ? value : {};
}
const serverFields = [
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'managedFields',
    'selfLink',
];
const exportedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';
function manifestsOf(documents, project) {
    const problems = [];
    const byTitle = new Map();
    for (const document of documents) {
        const manifest = readManifest(document, project);
        if (typeof manifest === 'string') {
            problems.push({ input: 'files', value: document.place, accepted: manifest });
            continue;
        }
        const twin = byTitle.get(manifest.title);
        if (twin === undefined) {
            byTitle.set(manifest.title, manifest);
        }
        else {
            const accepted = `${manifest.title} stands already in ${twin.place}: each object may be there once`;
            problems.push({ input: 'files', value: manifest.place, accepted });
        }
    }
    if (problems.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(problems);
    }
    return inOrder([...byTitle.values()]);
}
function readManifest({ place, content }, project) {
    if (!isFields(content)) {
        return 'a manifest is needed: a mapping with apiVersion, kind and metadata';
    }
    const { kind, apiVersion, metadata: given } = content;
    const wrongKind = (0,_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .problemOfKind */ .p)(kind, apiVersion);
    if (typeof kind !== 'string' || wrongKind !== undefined) {
        return wrongKind ?? 'kind is needed';
    }
    const metadata = isFields(given) ? given : {};
    const { name, namespace } = metadata;
    if (typeof name !== 'string' || !isName(kind, name)) {
        return `metadata.name is needed, a name as Kubernetes takes it: ${JSON.stringify(name ?? null)} is none`;
    }
    const isProject = kind === 'Project';
    if (isProject && name !== project) {
        return `this is Project "${name}", and apply works in project "${project}" alone: run it once for each`;
    }
    if (namespace !== undefined && namespace !== project) {
        return `${kind} "${name}" is in namespace ${JSON.stringify(namespace)}, and apply works in project "${project}" alone: run it once for each project, or leave the namespace out`;
    }
    const { status: _status, ...body } = content;
    return {
        kind,
        name,
        title: `${kind}/${name}`,
        place,
        content: { ...body, metadata: ownMetadata(metadata, isProject ? undefined : project) },
    };
}
function isName(kind, name) {
    const allowed = kind.startsWith('Role')
        ? /^(?!\.{1,2}$)[^/%\p{C}]{1,253}$/u
        : /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
    return allowed.test(name);
}
function ownMetadata(metadata, namespace) {
    const { annotations } = metadata;
    const kept = Object.entries(metadata).filter(([key]) => !serverFields.includes(key) && key !== 'namespace');
    return {
        ...Object.fromEntries(kept),
        ...(namespace === undefined ? {} : { namespace }),
        ...(isFields(annotations) && exportedAnnotation in annotations
            ? {
                annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== exportedAnnotation)),
            }
            : {}),
    };
}
function inOrder(manifests) {
    return Object.keys(_kinds_js__WEBPACK_IMPORTED_MODULE_1__/* .knownKinds */ .T).flatMap((kind) => {
        const ofKind = manifests.filter((manifest) => manifest.kind === kind);
        return kind === 'Stage' ? upstreamFirst(ofKind) : ofKind;
    });
}
function upstreamFirst(stages) {
    const byName = new Map(stages.map((stage) => [stage.name, stage]));
    const ordered = new Set();
    const entered = new Set();
    const visit = (stage) => {
        if (entered.has(stage)) {
            return;
        }
        entered.add(stage);
        for (const name of upstreamOf(stage)) {
            const upstream = byName.get(name);
            if (upstream !== undefined) {
                visit(upstream);
            }
        }
        ordered.add(stage);
    };
    for (const stage of stages) {
        visit(stage);
    }
    return [...ordered];
}
function upstreamOf({ content }) {
    const requested = isFields(content.spec) ? content.spec.requestedFreight : undefined;
    return (Array.isArray(requested) ? requested : []).flatMap((request) => {
        const sources = isFields(request) && isFields(request.sources) ? request.sources.stages : undefined;
        return Array.isArray(sources) ? sources.filter((name) => typeof name === 'string') : [];
    });
}


/***/ })),

/***/ 13425:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ stepBetween),
/* harmony export */   X: () => (/* binding */ planOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _kargo_resources_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(21289);
/* harmony import */ var _promotion_batch_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65545);
/* harmony import */ var _difference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8513);
/* harmony import */ var _kinds_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5755);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(74215);







const parallelReads = 6;
async function planOf(client, manifests) {
    const project = manifests.find(({ kind }) => kind === 'Project');
    const first = project === undefined ? undefined : await stepForProject(client, project);
    const others = manifests.filter((manifest) => manifest !== project);
    if (first?.action === 'create') {
        return [
            first,
            ...others.map((manifest) => ({ manifest, present: undefined, action: 'create' })),
        ];
    }
    const reads = { parallel: parallelReads, stopOnFailure: false };
    const steps = await (0,_promotion_batch_js__WEBPACK_IMPORTED_MODULE_2__/* .runInParallel */ .I_)(others, reads, async (manifest) => ({
        result: await stepFor(client, manifest),
        failed: false,
    }));
    return [first, ...steps].filter((step) => step !== undefined);
}
async function stepForProject(client, manifest) {
    try {
        return stepBetween(manifest, await new _kargo_resources_js__WEBPACK_IMPORTED_MODULE_6__/* .Resources */ .E(client).read('', 'Project', manifest.name));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) && error.verdict.status === 'failed') {
            if (error.verdict.reason === 'not-found') {
                return { manifest, present: undefined, action: 'create' };
            }
            if (error.verdict.reason === 'forbidden') {
                return saysNothingButItsName(manifest)
                    ? { manifest, present: undefined, action: 'unchanged' }
                    : cannotTell(manifest, 'the token may not read it');
            }
        }
        throw error;
    }
}
function saysNothingButItsName({ content }) {
    const { apiVersion: _version, kind: _kind, metadata, ...rest } = content;
    return (0,_difference_js__WEBPACK_IMPORTED_MODULE_3__/* .differencesOf */ .g)({ content: { ...rest, metadata }, kind: 'Project' }, {}).length === 0;
}
async function stepFor(client, manifest) {
    const path = _kinds_js__WEBPACK_IMPORTED_MODULE_4__/* .knownKinds */ .T[manifest.kind]?.path;
    if (path === undefined) {
        return cannotTell(manifest, `Kargo's API does not show ${manifest.kind === 'Secret' ? 'the contents of Secrets' : `a ${manifest.kind} as it is stored`}`);
    }
    try {
        const present = await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(new _kargo_resources_js__WEBPACK_IMPORTED_MODULE_6__/* .Resources */ .E(client).read(path(manifest.name), manifest.kind, manifest.name));
        return stepBetween(manifest, present);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) && error.httpStatus === 403) {
            return cannotTell(manifest, 'the token may not read it');
        }
        throw error;
    }
}
function stepBetween(manifest, present) {
    if (!(0,_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .isFields */ .Ce)(present)) {
        return { manifest, present: undefined, action: 'create' };
    }
    const differences = (0,_difference_js__WEBPACK_IMPORTED_MODULE_3__/* .differencesOf */ .g)(manifest, present);
    return differences.length === 0
        ? { manifest, present, action: 'unchanged' }
        : { manifest, present, action: 'change', differences };
}
function cannotTell(manifest, reason) {
    return { manifest, present: undefined, action: 'cannot-tell', reason };
}


/***/ })),

/***/ 12573:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ apply_command)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
;// CONCATENATED MODULE: ./build/apply/documents.js

const standardInput = '-';
async function readDocuments(files, readInput) {
    const problems = [];
    const sources = new Map();
    for (const pattern of files) {
        if (pattern === standardInput) {
            sources.set('standard input', readInput);
            continue;
        }
        const found = await filesOf(pattern);
        if (found.length === 0) {
            problems.push({
                input: 'files',
                value: pattern,
                accepted: 'no file is there: the path of a file or folder, or a pattern such as kargo/**/*.yaml is needed (relative to where the job runs; was the repository checked out?)',
            });
        }
        for (const path of found) {
            sources.set(path, () => readText(path));
        }
    }
    const documents = [];
    for (const [name, read] of sources) {
        const outcome = await read().then((text) => parseDocuments(name, text), (error) => ({ problem: `a readable file is needed: ${(0,errors/* messageOf */.bD)(error)}` }));
        if ('problem' in outcome) {
            problems.push({ input: 'files', value: name, accepted: outcome.problem });
        }
        else {
            documents.push(...outcome.documents);
            problems.push(...outcome.problems);
        }
    }
    if (problems.length > 0) {
        throw new errors/* InputError */.dz(problems);
    }
    if (documents.length === 0) {
        throw new errors/* InputError */.dz([
            {
                input: 'files',
                value: files.join(', '),
                accepted: 'there is no manifest in it: every document is empty',
            },
        ]);
    }
    return documents;
}
async function readText(path) {
    const { readFile } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 51455, 23));
    return readFile(path, 'utf8');
}
async function filesOf(pattern) {
    const { stat } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 51455, 23));
    const { relative, resolve, sep } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 76760, 23));
    const posix = (path) => path.replaceAll(sep, '/');
    const shown = (path) => {
        const below = relative('', path);
        return posix(below.startsWith('..') ? resolve(path) : below);
    };
    const found = await stat(pattern).catch(() => undefined);
    if (found?.isFile()) {
        return [shown(pattern)];
    }
    const { escapePath, glob } = await __webpack_require__.e(/* import() */ 6416).then(__webpack_require__.bind(__webpack_require__, 56416));
    const patterns = found?.isDirectory()
        ? [`${escapePath(posix(pattern)).replace(/\/+$/, '')}/**/*.{yaml,yml,json}`]
        : [posix(pattern)];
    return (await glob(patterns, { expandDirectories: false, absolute: true })).map(shown).toSorted();
}
async function parseDocuments(file, text) {
    const { parseAllDocuments } = await __webpack_require__.e(/* import() */ 6637).then(__webpack_require__.t.bind(__webpack_require__, 6637, 19));
    const documents = [];
    const problems = [];
    for (const [index, document] of [...parseAllDocuments(text, kubernetesYaml)].entries()) {
        const place = `${file}, document ${index + 1}`;
        try {
            const [error] = document.errors;
            if (error !== undefined) {
                throw error;
            }
            documents.push(...itemsOf(place, document.toJS()));
        }
        catch (error) {
            const why = (0,errors/* messageOf */.bD)(error).split('\n')[0]?.replace(/:$/, '') ?? '';
            problems.push({ input: 'files', value: place, accepted: `valid YAML is needed: ${why}` });
        }
    }
    return { documents, problems };
}
const kubernetesYaml = {
    version: '1.1',
    customTags: (tags) => tags.filter((tag) => !isForeignToKubernetes(tag)),
};
function isForeignToKubernetes(tag) {
    if (typeof tag !== 'object' || tag === null || !('tag' in tag)) {
        return false;
    }
    return (('format' in tag && tag.format === 'TIME') ||
        /:(?:timestamp|binary|omap|pairs|set)$/.test(String(tag.tag)));
}
function itemsOf(place, content) {
    if (content === null || content === undefined) {
        return [];
    }
    const isList = typeof content === 'object' && 'kind' in content && content.kind === 'List' && 'items' in content;
    const items = isList ? content.items : content;
    return Array.isArray(items)
        ? items.map((item, index) => ({ place: `${place}, item ${index + 1}`, content: item }))
        : [{ place, content }];
}

// EXTERNAL MODULE: ./build/apply/manifest.js
var manifest = __webpack_require__(74215);
// EXTERNAL MODULE: ./build/apply/plan.js
var plan = __webpack_require__(13425);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/apply/report.js

const longestValue = 200;
function differenceLines(differences) {
    return differences.map(({ path, wanted, present }) => {
        if (wanted === undefined) {
            return `- ${path}: ${shown(present)}`;
        }
        return present === undefined
            ? `+ ${path}: ${shown(wanted)}`
            : `~ ${path}: ${shown(present)} \u2192 ${shown(wanted)}`;
    });
}
function shown(value) {
    const json = JSON.stringify(value) ?? '';
    return json.length > longestValue ? `${json.slice(0, longestValue)}\u2026` : json;
}
const words = {
    create: 'to be created',
    change: 'to be changed',
    unchanged: 'unchanged',
    'cannot-tell': 'cannot tell',
};
function stateOf({ step, result }) {
    return result?.state ?? words[step.action];
}
function remarkOf({ step, result }) {
    if (result === undefined) {
        return step.action === 'cannot-tell' ? step.reason : '';
    }
    if ('message' in result) {
        return result.message;
    }
    if (result.dropped.length > 0) {
        return droppedRemark(result.dropped);
    }
    if (isBlindUpdate(step, result)) {
        return `written again, changed or not: ${step.reason}`;
    }
    return result.state === 'unchanged' && step.action === 'change'
        ? 'was sent and changed nothing: the server keeps these fields in another form'
        : '';
}
function isBlindUpdate(step, result) {
    return step.action === 'cannot-tell' && result.state === 'updated';
}
function droppedRemark(paths) {
    return `the server did not keep ${paths.join(', ')}: no such field in this release of Kargo, or a misspelt one`;
}
function planLines(step) {
    const { title, place } = step.manifest;
    const why = step.action === 'cannot-tell' ? `: ${step.reason}` : '';
    return [
        `${words[step.action]}: ${title} (${place})${why}`,
        ...(step.action === 'change' ? differenceLines(step.differences) : []),
    ].join('\n');
}
function planSummary(entries, title) {
    const rows = entries.map((entry) => {
        const { manifest } = entry.step;
        return [stateOf(entry), (0,markdown/* code */.aY)(manifest.title), (0,markdown/* code */.aY)(manifest.place), (0,markdown/* text */.Qq)(remarkOf(entry))];
    });
    const folds = entries.flatMap(({ step }) => step.action === 'change'
        ? [
            [
                `<details><summary>${(0,markdown/* text */.Qq)(step.manifest.title)}</summary>`,
                '',
                (0,markdown/* block */.om)(differenceLines(step.differences).join('\n')),
                '',
                '</details>',
            ].join('\n'),
        ]
        : []);
    return [`**${(0,markdown/* text */.Qq)(title)}**`, '', (0,markdown/* table */.tp)(['', 'object', 'manifest', ''], rows), '', ...folds].join('\n');
}
function planJson(entries) {
    return JSON.stringify(entries.map(({ step, result }) => ({
        kind: step.manifest.kind,
        name: step.manifest.name,
        manifest: step.manifest.place,
        action: step.action,
        ...(step.action === 'change' ? { differences: step.differences } : {}),
        ...(step.action === 'cannot-tell' ? { reason: step.reason } : {}),
        ...(result === undefined ? {} : { result: result.state }),
        ...(result !== undefined && 'message' in result ? { message: result.message } : {}),
    })));
}

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
;// CONCATENATED MODULE: ./build/commands/apply.js









const apply_command = (0,command/* defineCommand */.NB)({
    name: 'apply',
    description: 'Bring manifests of the repository into a project, with a plan first. Nothing is ever deleted.',
    inputs: {
        ...shared/* connection */.FI,
        ...shared/* inProject */.nO,
        files: {
            type: 'list',
            required: true,
            description: 'The manifests: paths, folders, or patterns such as `kargo/**/*.yaml`; `-` is standard input, for the output of Kustomize. YAML of several documents, or JSON.',
        },
        'dry-run': {
            type: 'boolean',
            default: false,
            description: 'Only make the plan, from what can be read: for merge requests. Nothing is sent that changes anything.',
        },
        timeout: { ...shared/* waiting */.eg.timeout, default: '5m' },
    },
    outputs: {
        created: 'What was created (with dry-run: what would be), as a JSON list such as ["Stage/test"].',
        updated: 'What was changed (with dry-run: what would be), as a JSON list.',
        unchanged: 'What is so already, as a JSON list.',
        plan: 'Every object with kind, name, manifest, action (create, change, unchanged, cannot-tell), the differences and, when applied, its result, as JSON.',
    },
    check: shared/* checkConnection */.jo,
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async ({ signal }) => {
            const manifests = (0,manifest/* manifestsOf */.oF)(await readDocuments(inputs.files, () => apply_standardInput(context, signal)), inputs.project);
            hideSecrets(manifests, context);
            const client = await (0,connect/* connect */.Ng)(inputs, context, signal);
            const steps = await (0,plan/* planOf */.X)(client, manifests);
            context.log.section(`Plan for project ${inputs.project}`);
            for (const step of steps) {
                context.log.info(planLines(step));
            }
            if (inputs['dry-run']) {
                return resultOf(steps.map((step) => ({ step })), dryVerdict(steps));
            }
            const { carryOut } = await __webpack_require__.e(/* import() */ 5312).then(__webpack_require__.bind(__webpack_require__, 45312));
            const results = await carryOut(steps, { client, log: context.log });
            for (const result of results) {
                context.log.debug(`${result.step.manifest.title}: ${result.state}`);
            }
            return resultOf(results.map((result) => ({ step: result.step, result })), verdictOf(results));
        });
    },
});
async function apply_standardInput(context, signal) {
    const ended = new Promise((_, reject) => {
        const accepted = 'standard input did not end within the timeout: is anything written to it?';
        signal.addEventListener('abort', () => reject(new errors/* InputError */.dz([{ input: 'files', value: '-', accepted }])));
    });
    return Promise.race([context.standardInput(), ended]);
}
const openKeys = ['username', 'repoURL', 'repoURLIsRegex', 'type', 'name'];
const shortestSecret = 8;
function hideSecrets(manifests, context) {
    for (const { content } of manifests.filter(({ kind }) => kind === 'Secret')) {
        const plain = secretsIn(content.stringData);
        const encoded = secretsIn(content.data);
        const decoded = encoded.map((value) => Buffer.from(value, 'base64').toString('utf8'));
        for (const value of [...plain, ...encoded, ...decoded]) {
            if (value.length >= shortestSecret) {
                context.mask(value);
            }
        }
    }
}
function secretsIn(data) {
    return Object.entries((0,manifest/* fieldsOf */.Pf)(data)).flatMap(([key, value]) => typeof value === 'string' && !openKeys.includes(key) ? [value] : []);
}
function resultOf(entries, verdict) {
    const namesOf = (...states) => JSON.stringify(entries
        .filter(({ step, result }) => states.includes(result?.state ?? step.action))
        .map(({ step }) => step.manifest.title));
    return {
        verdict,
        outputs: {
            created: namesOf('create', 'created'),
            updated: namesOf('change', 'updated'),
            unchanged: namesOf('unchanged'),
            plan: planJson(entries),
        },
        summary: planSummary(entries, verdict.message),
        warnings: entries.flatMap(({ step, result }) => result !== undefined && 'dropped' in result && result.dropped.length > 0
            ? [`${step.manifest.title}: ${droppedRemark(result.dropped)}`]
            : []),
    };
}
function dryVerdict(steps) {
    const count = (action) => steps.filter((step) => step.action === action).length;
    if (count('unchanged') === steps.length) {
        return { status: 'unchanged', message: `Nothing to do: ${allSo(steps.length)}.` };
    }
    const parts = [
        counted(count('create'), 'would be created'),
        counted(count('change'), 'would be changed'),
        counted(count('unchanged'), 'would stay'),
        counted(count('cannot-tell'), 'cannot be told'),
    ];
    return { status: 'succeeded', message: `Plan: ${listed(parts)}. Nothing was sent.` };
}
function verdictOf(results) {
    const count = (state) => results.filter((result) => result.state === state).length;
    if (count('unchanged') === results.length) {
        return { status: 'unchanged', message: `Nothing was to do: ${allSo(results.length)}.` };
    }
    const blind = results.filter((result) => isBlindUpdate(result.step, result)).length;
    const parts = [
        counted(count('created'), 'created'),
        counted(count('updated') - blind, 'updated'),
        counted(blind, 'written again, changed or not (what was there cannot be read)'),
        counted(count('unchanged'), 'unchanged'),
        counted(count('failed'), 'refused'),
        counted(count('unknown'), 'unknown'),
    ];
    const said = `${listed(parts)}.`;
    const failures = results.filter((result) => result.state === 'failed');
    const [failure] = failures;
    if (failure !== undefined) {
        const isOne = failures.every(({ reason }) => reason === failure.reason);
        const reason = isOne ? failure.reason : 'refused';
        return { status: 'failed', reason, message: `${said} ${explained(failures)}` };
    }
    const unclear = results.filter((result) => result.state === 'unknown');
    return unclear.length > 0
        ? { status: 'unknown', reason: 'answer-lost', message: `${said} ${explained(unclear)}` }
        : { status: 'succeeded', message: said };
}
const mostExplained = 5;
function explained(results) {
    const messages = [...new Set(results.map(({ message }) => message))];
    const shown = messages.slice(0, mostExplained).map((message) => {
        const those = results.filter((result) => result.message === message);
        return `${those.map(({ step }) => `${step.manifest.title} (${step.manifest.place})`).join(', ')}: ${message}`;
    });
    return `${shown.join('; ')}${messages.length > mostExplained ? '; and more, see the output plan' : ''}`;
}
function allSo(count) {
    return count === 1
        ? 'the object is as its manifest says'
        : `all ${count} objects are as their manifests say`;
}
function counted(count, what) {
    return count === 0 ? undefined : `${count} ${what}`;
}
function listed(parts) {
    return parts.filter((part) => part !== undefined).join(', ');
}


/***/ })),

/***/ 21289:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ Resources)
/* harmony export */ });
class Resources {
    #client;
    constructor(client) {
        this.#client = client;
    }
    create(manifest, doing) {
        return this.#client.calls.create({
            method: 'POST',
            path: '/v1beta1/resources',
            doing,
            body: manifest,
        });
    }
    apply(manifests, doing) {
        return this.#client.calls.create({
            method: 'PUT',
            path: '/v1beta1/resources?upsert=true',
            doing,
            body: manifests,
        });
    }
    read(path, kind, name) {
        return this.#client.calls.read({
            method: 'GET',
            path: this.#client.projectPath + path,
            doing: `reading ${kind} "${name}"`,
        });
    }
}


/***/ })),

/***/ 65545:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ valuesOfItem),
/* harmony export */   F1: () => (/* binding */ readItems),
/* harmony export */   I_: () => (/* binding */ runInParallel)
/* harmony export */ });
/* unused harmony export itemInputs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77594);


const itemInputs = [
    'project',
    'stage',
    'downstream-of',
    'origin',
    'freight',
    'alias',
    'image',
    'commit',
    'chart',
    'warehouse',
    'select',
    'wait-for',
    'force',
];
async function readItems(text) {
    const { parse } = await __webpack_require__.e(/* import() */ 6637).then(__webpack_require__.t.bind(__webpack_require__, 6637, 19));
    const list = parsing(() => parse(text));
    if (!Array.isArray(list) || list.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            {
                input: 'items',
                accepted: 'a YAML or JSON list of mappings is needed, each with at least stage and a way to name Freight',
            },
        ]);
    }
    return list.map((entry, index) => readItem(entry, `items[${index}]`));
}
function parsing(parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([{ input: 'items', accepted: `valid YAML or JSON is needed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` }]);
    }
}
function readItem(entry, place) {
    const texts = new Map();
    const problems = [];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
        const accepted = 'a mapping of input names to values is needed';
        problems.push({ input: place, value: JSON.stringify(entry), accepted });
        return { place, texts, tokenVariable: undefined, problems };
    }
    for (const [name, value] of Object.entries(entry)) {
        const list = Array.isArray(value) ? value : [value ?? ''];
        const values = list.map(String);
        if (list.some((part) => typeof part === 'object')) {
            problems.push({ input: `${place}.${name}`, accepted: 'a text, or a list of texts, is needed' });
        }
        else if (name !== 'token-variable' && !itemInputs.includes(name)) {
            const accepted = `an item may set ${itemInputs.join(', ')} and token-variable`;
            problems.push({ input: `${place}.${name}`, value: values.join(', '), accepted });
        }
        else {
            texts.set(name, values);
        }
    }
    const tokenVariable = texts.get('token-variable')?.[0];
    texts.delete('token-variable');
    return { place, texts, tokenVariable, problems };
}
function valuesOfItem(table, item) {
    const own = Object.fromEntries(itemInputs.map((name) => [name, table[name]]).filter(([, spec]) => spec !== undefined));
    const none = {};
    const { values, problems } = (0,_inputs_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .T)(own, { flags: item.texts, env: none });
    return {
        values: values,
        problems: problems.map((problem) => ({ ...problem, input: `${item.place}.${problem.input}` })),
    };
}
async function runInParallel(items, { parallel, stopOnFailure }, work) {
    const results = items.map(() => undefined);
    let next = 0;
    let stopped = false;
    async function worker() {
        while (next < items.length && !stopped) {
            const index = next;
            next += 1;
            const item = items[index];
            if (item !== undefined) {
                const { result, failed } = await work(item);
                results[index] = result;
                stopped ||= failed && stopOnFailure;
            }
        }
    }
    await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
    return results;
}


/***/ })),

/***/ 65453:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   om: () => (/* binding */ block),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const apart = '&#8203;';
function text(foreign) {
    return oneLine(foreign)
        .replace(/[\\`*_{}[\]()#+!|<>~$]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/&(?!#\d+;)/g, '&amp;')
        .replace(/@/g, '&#64;')
        .replace(/(&#(?:64|35|33|126|36);|&amp;|%|\bGH-)(?=["\w])/gi, `$1${apart}`)
        .replace(/:\/\//g, `&#58;${apart}//`)
        .replace(/\bwww\./gi, 'www&#46;');
}
function code(foreign) {
    const content = oneLine(foreign).replaceAll('|', '\\|');
    const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`;
}
function block(foreign) {
    const content = printable(foreign, '\n');
    const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}text\n${content}\n${fence}`;
}
function link(label, url) {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
        return text(label);
    }
    return `[${text(label)}](<${target.href.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`;
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
function oneLine(foreign) {
    return printable(foreign, ' ').replace(/\s+/g, ' ').trim();
}
function printable(foreign, lineEnd) {
    return foreign.replace(/\r\n?|\n/g, lineEnd).replace(/[^\P{C}\n\t]/gu, '');
}


/***/ }))

};
;