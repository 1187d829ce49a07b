"use strict";
exports.id = 7910;
exports.ids = [7910,7577];
exports.modules = {

/***/ 47910:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45263);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40081);
/* harmony import */ var _kargo_make_freight_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98166);
/* harmony import */ var _report_freight_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87577);








const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'create-freight',
    description: 'Make Freight of exactly these artifacts, when Kargo does not do so by itself.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .inProject */ .nO,
        warehouse: {
            type: 'list',
            required: true,
            description: 'The Warehouse that the Freight is to come from: one.',
        },
        ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .artifactInputs */ .QC,
        alias: { type: 'string', description: 'The alias that new Freight gets; Kargo invents one otherwise.' },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '5m' },
    },
    outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
    check: (inputs) => [
        ...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .checkConnection */ .jo)(inputs),
        ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .checkArtifacts */ .EQ)(inputs),
        ...checkOne(inputs.warehouse),
        ...((0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .hasArtifacts */ .C7)(inputs)
            ? []
            : [
                {
                    input: 'image, commit, chart',
                    accepted: 'name one artifact for each subscription of the Warehouse',
                },
            ]),
    ],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(inputs, context, signal);
            const { freight, isNew } = await (0,_kargo_make_freight_js__WEBPACK_IMPORTED_MODULE_6__/* .createFreight */ .Y)(client, {
                warehouse: inputs.warehouse[0] ?? '',
                artifacts: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .artifactsOf */ .Ns)(inputs),
                alias: inputs.alias,
                log: context.log,
            });
            const { name } = freight.metadata;
            return {
                verdict: {
                    status: isNew ? 'succeeded' : 'unchanged',
                    message: `Freight ${isNew ? 'was made' : 'was there already'}: ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_5__.describeFreight)(freight)}.`,
                },
                outputs: { freight: name, alias: freight.alias ?? '' },
                summary: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_7__.freightSummary)(freight, client.uiLink('freight', name)),
                links: [(0,_report_freight_js__WEBPACK_IMPORTED_MODULE_7__.freightLink)(client, freight)],
                warnings: inputs.alias === undefined || freight.alias === inputs.alias
                    ? []
                    : [
                        `The Freight did not get the alias "${inputs.alias}": it was there before, as "${freight.alias ?? ''}". alias-freight changes it.`,
                    ],
            };
        });
    },
});
function checkOne(warehouses) {
    return warehouses.length <= 1
        ? []
        : [
            {
                input: 'warehouse',
                value: warehouses.join(', '),
                accepted: 'Freight comes from one Warehouse: name one',
            },
        ];
}


/***/ })),

/***/ 98166:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createFreight),
/* harmony export */   g: () => (/* binding */ restoreFreight)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73980);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41071);
/* harmony import */ var _resources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21289);
/* harmony import */ var _subscription_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19695);






const lookUp = { forMs: 12_000, pause: 1_000 };
async function createFreight(client, wanted) {
    const contents = await lookUpContents(client, wanted);
    const manifest = manifestOf(client.project, wanted, contents);
    const outcome = await new _resources_js__WEBPACK_IMPORTED_MODULE_3__/* .Resources */ .E(client).create(manifest, `creating Freight of Warehouse "${wanted.warehouse}"`);
    if (outcome.kind === 'refused') {
        const existing = /freights\.kargo\.akuity\.io "(?<name>[0-9a-f]{40})" already exists/.exec(outcome.error.message)?.groups?.name;
        if (existing === undefined) {
            throw outcome.error;
        }
        return { freight: await client.getFreight(existing), isNew: false };
    }
    const name = outcome.kind === 'answered' ? createdName(outcome.body) : undefined;
    const freight = name === undefined ? await lookFor(client, wanted) : await untilReadable(client, name);
    if (freight === undefined) {
        const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the name of the Freight';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `${why}. No Freight with these artifacts is to be seen. Running it again does no harm.`);
    }
    return { freight, isNew: true };
}
async function restoreFreight(client, reference, stage) {
    const { name, origin, images, commits, charts } = reference;
    const manifest = {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Freight',
        metadata: { name, namespace: client.project },
        origin,
        images: images ?? [],
        commits: commits ?? [],
        charts: charts ?? [],
    };
    const outcome = await new _resources_js__WEBPACK_IMPORTED_MODULE_3__/* .Resources */ .E(client).create(manifest, `making Freight ${name} again`);
    if (outcome.kind === 'refused' && !outcome.error.message.includes('already exists')) {
        throw outcome.error;
    }
    const made = (outcome.kind === 'answered' ? createdName(outcome.body) : undefined) ?? name;
    const freight = await untilReadable(client, made);
    if (freight === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `Freight ${made} was to be made again, and is not to be seen.`);
    }
    await client.approveFreight(made, stage);
    return freight;
}
function createdName(body) {
    const { results } = body;
    return results?.[0]?.createdResourceManifest?.metadata?.name;
}
async function untilReadable(client, name) {
    return retrying(client, () => (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getFreight(name)));
}
function lookFor(client, { warehouse, artifacts }) {
    return retrying(client, async () => {
        const all = await client.listFreight([warehouse]);
        return all.find((freight) => artifacts.every((artifact) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .holds */ .v9)({ ...freight, name: '' }, artifact)));
    });
}
async function retrying(client, look) {
    const start = client.clock.now();
    for (;;) {
        const found = await look();
        if (found !== undefined || client.clock.now() - start >= lookUp.forMs) {
            return found;
        }
        await client.clock.sleep(lookUp.pause, client.signal);
    }
}
function manifestOf(project, { warehouse, alias }, contents) {
    return {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Freight',
        metadata: { name: 'made-by-kargo-ci', namespace: project },
        ...(alias === undefined ? {} : { alias }),
        origin: { kind: 'Warehouse', name: warehouse },
        images: contents.flatMap((part) => ('image' in part ? [part.image] : [])),
        commits: contents.flatMap((part) => ('commit' in part ? [part.commit] : [])),
        charts: contents.flatMap((part) => ('chart' in part ? [part.chart] : [])),
    };
}
async function lookUpContents(client, wanted) {
    const warehouse = await client.getWarehouse(wanted.warehouse);
    requireOneEach(warehouse, wanted.artifacts);
    const known = wanted.artifacts.map((artifact) => contentsOf(warehouse, artifact));
    if (!known.includes(undefined)) {
        return known.filter((part) => part !== undefined);
    }
    const looked = await (0,_refresh_js__WEBPACK_IMPORTED_MODULE_2__.discover)(client, wanted.warehouse, { log: wanted.log });
    return Promise.all(wanted.artifacts.map(async (artifact) => contentsOf(looked, artifact) ?? unseen(looked, artifact)));
}
async function unseen(warehouse, artifact) {
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(243)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const { reasons } = explainAbsence([warehouse], [artifact]);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-not-found', `Freight with ${artifact.text} cannot be made: ${reasons.join('; ')}.`);
}
function requireOneEach(warehouse, artifacts) {
    const subscriptions = warehouse.spec.subscriptions ?? [];
    const open = subscriptions.filter((subscription) => !artifacts.some((artifact) => (0,_subscription_js__WEBPACK_IMPORTED_MODULE_5__/* .isSubscriptionFor */ .n2)(subscription, artifact)));
    if (open.length > 0 || artifacts.length !== subscriptions.length) {
        const wants = subscriptions.map(_subscription_js__WEBPACK_IMPORTED_MODULE_5__/* .describeSubscription */ .dy).join(', ');
        const given = artifacts.map((artifact) => artifact.text).join(', ');
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `Freight of Warehouse "${warehouse.metadata.name}" holds exactly one artifact for each of its subscriptions (${wants}); given: ${given}.`);
    }
}
function contentsOf(warehouse, artifact) {
    const discovered = warehouse.status?.discoveredArtifacts;
    switch (artifact.kind) {
        case 'image': {
            const image = (discovered?.images ?? [])
                .flatMap(({ repoURL, references }) => (references ?? []).map((reference) => ({ repoURL, ...reference })))
                .find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .matchesImage */ .x7)(candidate, artifact));
            return image === undefined ? undefined : { image: { repoURL: image.repoURL, ...tagAndDigest(image) } };
        }
        case 'commit': {
            const commit = (discovered?.git ?? [])
                .flatMap(({ repoURL, commits }) => (commits ?? []).map((found) => ({ repoURL, ...found })))
                .find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .matchesCommit */ .TM)(candidate, artifact.revision));
            return commit === undefined ? undefined : { commit: commitOf(commit) };
        }
        case 'chart': {
            const chart = (discovered?.charts ?? []).find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .isChartRepository */ .rI)(candidate, artifact.repository) && candidate.versions?.includes(artifact.version));
            return chart === undefined
                ? undefined
                : {
                    chart: {
                        repoURL: chart.repoURL,
                        ...(chart.name ? { name: chart.name } : {}),
                        version: artifact.version,
                    },
                };
        }
    }
}
function commitOf({ repoURL, id, tag, branch, subject, author, }) {
    return {
        repoURL,
        id,
        ...(tag === undefined ? {} : { tag }),
        ...(branch === undefined ? {} : { branch }),
        ...(subject === undefined ? {} : { message: subject }),
        ...(author === undefined ? {} : { author }),
    };
}
function tagAndDigest({ tag, digest }) {
    return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
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

/***/ 19695:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ subscriptionFor),
/* harmony export */   dy: () => (/* binding */ describeSubscription),
/* harmony export */   n2: () => (/* binding */ isSubscriptionFor)
/* harmony export */ });
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73980);

function isSubscriptionFor(subscription, artifact) {
    switch (artifact.kind) {
        case 'image':
            return (subscription.image !== undefined &&
                (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .normalRepository */ .Kt)(subscription.image.repoURL) === (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .normalRepository */ .Kt)(artifact.repository));
        case 'commit':
            return subscription.git !== undefined;
        case 'chart':
            return subscription.chart !== undefined && (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .isChartRepository */ .rI)(subscription.chart, artifact.repository);
    }
}
function subscriptionFor(warehouse, artifact) {
    return warehouse.spec.subscriptions?.find((subscription) => isSubscriptionFor(subscription, artifact));
}
function describeSubscription({ image, git, chart }) {
    const place = image?.repoURL ?? git?.repoURL ?? chart?.repoURL;
    return place === undefined
        ? 'another kind of artifact'
        : `${image ? 'image' : git ? 'commit' : 'chart'} of ${place}`;
}


/***/ })),

/***/ 87577:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   freightLink: () => (/* binding */ freightLink),
/* harmony export */   freightSummary: () => (/* binding */ freightSummary),
/* harmony export */   m: () => (/* binding */ artifactsJson)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65453);

function artifactsJson(freight) {
    const { images, charts, commits } = freight;
    return JSON.stringify({ images: images ?? [], charts: charts ?? [], commits: commits ?? [] });
}
function freightLink(client, freight) {
    const { name } = freight.metadata;
    return { label: `Freight ${freight.alias ?? name}`, url: client.uiLink('freight', name) };
}
function freightSummary(freight, url) {
    const rows = [
        ...(freight.images ?? []).map((image) => ['image', image.repoURL, image.tag ?? '', image.digest ?? '']),
        ...(freight.charts ?? []).map((chart) => [
            'chart',
            [chart.repoURL, chart.name].filter(Boolean).join('/'),
            chart.version,
            '',
        ]),
        ...(freight.commits ?? []).map((commit) => [
            'commit',
            commit.repoURL,
            commit.tag ?? commit.branch ?? '',
            commit.id,
        ]),
    ];
    return [
        `**Freight** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(freight.alias ?? freight.metadata.name, url)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(freight.metadata.name)} of Warehouse ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(freight.origin?.name ?? '?')}`,
        '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['kind', 'repository', 'version', 'digest or SHA'], rows.map(([kind = '', ...cells]) => [kind, ...cells.map((cell) => (cell === '' ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(cell)))])),
    ].join('\n');
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