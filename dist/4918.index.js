"use strict";
exports.id = 4918;
exports.ids = [4918];
exports.modules = {

/***/ 45263:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ hasArtifacts),
/* harmony export */   EQ: () => (/* binding */ checkArtifacts),
/* harmony export */   Iz: () => (/* binding */ selectionInputs),
/* harmony export */   Ns: () => (/* binding */ artifactsOf),
/* harmony export */   Nt: () => (/* binding */ checkSelection),
/* harmony export */   QC: () => (/* binding */ artifactInputs),
/* harmony export */   Wm: () => (/* binding */ selectionOf),
/* harmony export */   _W: () => (/* binding */ waysToSelect),
/* harmony export */   e9: () => (/* binding */ describeSelection)
/* harmony export */ });
/* harmony import */ var _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73980);

const artifactInputs = {
    image: {
        type: 'list',
        description: 'Images that the Freight must hold, each as repository:tag or repository@digest. A tag that is pushed again matches several Freight: prefer the digest.',
    },
    commit: {
        type: 'list',
        description: 'Commits that the Freight must hold, each as a full SHA or a tag.',
    },
    chart: {
        type: 'list',
        description: 'Helm charts that the Freight must hold, each as repository/name:version.',
    },
};
const selectionInputs = {
    freight: { type: 'string', description: 'The Freight by its name, the 40-digit hash.' },
    alias: { type: 'string', description: 'The Freight by its alias.' },
    ...artifactInputs,
    warehouse: {
        type: 'list',
        description: 'Only Freight of these Warehouses. A Warehouse that is named here is also told to look at its repositories when the Freight is not there yet.',
    },
    select: {
        type: 'choice',
        choices: ['only', 'newest'],
        default: 'only',
        description: 'What to do when several Freight match: "only" ends with an error that lists them, "newest" takes the newest.',
    },
};
function checkSelection(inputs) {
    const ways = waysToSelect(inputs);
    const count = ways.length === 1
        ? []
        : [
            {
                input: 'freight, alias, image, commit, chart',
                accepted: ways.length === 0
                    ? 'name the Freight in one of these ways; an artifact selector (image, commit, chart) is what CI usually knows'
                    : `name the Freight in exactly one way, not by ${ways.join(' and ')}`,
            },
        ];
    return [...count, ...checkName(inputs.freight), ...checkArtifacts(inputs)];
}
function waysToSelect(inputs) {
    return [
        ...(inputs.freight === undefined ? [] : ['freight']),
        ...(inputs.alias === undefined ? [] : ['alias']),
        ...(hasArtifacts(inputs) ? ['artifacts (image, commit, chart)'] : []),
    ];
}
function checkName(freight) {
    return freight === undefined || /^[0-9a-f]{40}$/.test(freight)
        ? []
        : [
            {
                input: 'freight',
                value: freight,
                accepted: 'the name of Freight is a hash of 40 hexadecimal digits; two-word names are aliases: use the input alias',
            },
        ];
}
function hasArtifacts(inputs) {
    return inputs.image.length + inputs.commit.length + inputs.chart.length > 0;
}
function checkArtifacts(inputs) {
    return [
        ...unreadable(inputs.image, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ, {
            input: 'image',
            accepted: 'an image is written repository:tag or repository@sha256:\u2026, without https://',
        }),
        ...unreadable(inputs.commit, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5, { input: 'commit', accepted: 'a full SHA or a tag is needed' }),
        ...unreadable(inputs.chart, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as, {
            input: 'chart',
            accepted: 'a chart is written repository/name:version, e.g. oci://ghcr.io/acme/charts/web:1.8.0',
        }),
    ];
}
function unreadable(texts, parse, problem) {
    return texts.filter((text) => parse(text) === undefined).map((value) => ({ ...problem, value }));
}
function artifactsOf(inputs) {
    return [
        ...inputs.image.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ),
        ...inputs.commit.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5),
        ...inputs.chart.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as),
    ].filter((artifact) => artifact !== undefined);
}
function selectionOf(inputs) {
    return { selector: selectorOf(inputs), warehouses: inputs.warehouse, newest: inputs.select === 'newest' };
}
function selectorOf(inputs) {
    if (inputs.freight !== undefined) {
        return { by: 'name', value: inputs.freight };
    }
    return inputs.alias === undefined
        ? { by: 'artifacts', artifacts: artifactsOf(inputs) }
        : { by: 'alias', value: inputs.alias };
}
function describeSelection({ selector, warehouses }) {
    const of = warehouses.length === 0 ? '' : ` of Warehouse ${warehouses.join(', ')}`;
    return selector.by === 'artifacts'
        ? `Freight with ${selector.artifacts.map((artifact) => artifact.text).join(' and ')}${of}`
        : `Freight ${selector.by === 'alias' ? 'with the alias ' : ''}"${selector.value}"${of}`;
}


/***/ })),

/***/ 40081:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainMissing),
/* harmony export */   awaitFreight: () => (/* binding */ awaitFreight),
/* harmony export */   describeFreight: () => (/* binding */ describeFreight),
/* harmony export */   findFreight: () => (/* binding */ findFreight)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45263);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73980);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41071);





const pauses = { first: 2_000, most: 20_000 };
const heartbeat = 60_000;
async function findFreight(search) {
    const candidates = await matching(search);
    const [first, ...others] = candidates;
    if (first === undefined || others.length === 0 || search.selection.newest) {
        return first;
    }
    const list = candidates.map(describeFreight).join('; ');
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-ambiguous', `${candidates.length} Freight match "${(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(search.selection)}": ${list}. Name one of them by freight or alias, narrow by warehouse, give the image by digest (a tag that was pushed again is in several Freight), or set select: newest.`);
}
async function matching(search) {
    const { selector } = search.selection;
    const found = selector.by === 'artifacts'
        ? (await search.client.listFreight(warehousesOf(search))).filter((freight) => selector.artifacts.every((artifact) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .holds */ .v9)(freightReference(freight), artifact)))
        : await byName(search, selector);
    return found.filter((freight) => comesFrom(search, freight) && (search.objections?.(freight) ?? []).length === 0);
}
function freightReference(freight) {
    return { ...freight, name: freight.metadata.name };
}
async function byName({ client }, selector) {
    const freight = await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(client.getFreight(selector.value));
    const isIt = selector.by === 'name' ? freight?.metadata.name === selector.value : freight?.alias === selector.value;
    return freight !== undefined && isIt ? [freight] : [];
}
function warehousesOf({ selection, usableWarehouses = [] }) {
    return selection.warehouses.length > 0 ? selection.warehouses : usableWarehouses;
}
function comesFrom(search, freight) {
    const origin = freight.origin?.name ?? '';
    const { selection, usableWarehouses = [] } = search;
    return ((selection.warehouses.length === 0 || selection.warehouses.includes(origin)) &&
        (usableWarehouses.length === 0 || usableWarehouses.includes(origin)));
}
async function awaitFreight(search) {
    const { client, log, selection } = search;
    const what = (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(selection);
    const found = await findFreight(search);
    if (found !== undefined) {
        return found;
    }
    log.info(`${what} is not there yet`);
    let why = '';
    try {
        let spoken = client.clock.now();
        for (let pause = pauses.first;; pause = Math.min(pause * 2, pauses.most)) {
            const looked = await refreshNamed(search);
            const freight = await findFreight(search);
            if (freight !== undefined) {
                return freight;
            }
            const absence = await explainMissing(search, looked);
            if (absence.proven) {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-not-found', `${what} does not exist: ${absence.text}.`);
            }
            if (absence.text !== why || client.clock.now() - spoken > heartbeat) {
                log.info(`still waiting for ${what}: ${absence.text}`);
                spoken = client.clock.now();
            }
            why = absence.text;
            await client.clock.sleep(pause, client.signal);
        }
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3 ? timedOut(what, why, error) : error;
    }
}
function timedOut(what, why, cause) {
    const because = why === '' ? 'the time was over before the Warehouse could be asked' : why;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-freight', message: `${what} did not appear: ${because}.` }, { cause });
}
async function refreshNamed(search) {
    const { client, log, selection, trigger } = search;
    if (selection.warehouses.length === 0 || selection.selector.by !== 'artifacts') {
        return undefined;
    }
    return Promise.all(selection.warehouses.map((name) => (0,_refresh_js__WEBPACK_IMPORTED_MODULE_3__.discover)(client, name, { log, trigger })));
}
async function explainMissing(search, looked) {
    const { selector } = search.selection;
    const hidden = await hiddenMatch(search);
    if (hidden !== undefined) {
        return hidden;
    }
    if (selector.by !== 'artifacts') {
        return { proven: false, text: `no Freight has this ${selector.by}` };
    }
    const warehouses = looked ?? (await knownWarehouses(search));
    if (warehouses === undefined) {
        return { proven: false, text: 'the token may not read Warehouses, so the cause cannot be told' };
    }
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(2624)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const { proven, reasons } = explainAbsence(warehouses, selector.artifacts);
    return { proven, text: reasons.join('; ') };
}
async function hiddenMatch(search) {
    const { usableWarehouses: _, objections: __, ...anywhere } = search;
    const [other] = await matching({ ...anywhere, selection: { ...search.selection, warehouses: [] } });
    if (other === undefined) {
        return undefined;
    }
    return comesFrom(search, other)
        ? {
            proven: false,
            text: `${describeFreight(other)} is it, but ${(search.objections?.(other) ?? []).join('; ')}`,
        }
        : {
            proven: false,
            text: `${describeFreight(other)} is it, but comes from another Warehouse than asked for (${warehousesOf(search).join(', ')})`,
        };
}
async function knownWarehouses(search) {
    const names = warehousesOf(search);
    try {
        const all = await search.client.listWarehouses();
        return names.length === 0 ? all : all.filter((warehouse) => names.includes(warehouse.metadata.name));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) && error.httpStatus === 403) {
            return undefined;
        }
        throw error;
    }
}
function describeFreight(freight) {
    const since = freight.discoveredAt ?? freight.metadata.creationTimestamp ?? 'unknown';
    const name = freight.metadata.name.slice(0, 7);
    return `${freight.alias ?? 'without alias'} (${name}, ${(0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .describeContents */ .an)(freightReference(freight))}, Warehouse ${freight.origin?.name ?? '?'}, since ${since})`;
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

/***/ 41071:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* unused harmony export judgeRefresh */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);
/* harmony import */ var _watch_follow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69982);



const refreshAnnotation = 'kargo.akuity.io/refresh';
const patience = {
    annotation: 3_000,
    watch: 3_000,
    firstSight: 5_000,
    heartbeat: 60_000,
};
const mostTriggers = 4;
function judgeRefresh(warehouse, before) {
    const token = warehouse.metadata.annotations?.[refreshAnnotation];
    if (token === undefined || token === before.token) {
        return 'untouched';
    }
    const ready = (0,_types_js__WEBPACK_IMPORTED_MODULE_2__/* .conditionOf */ .rI)(warehouse, 'Ready');
    if (!isHandled(warehouse, token) || ready?.reason === 'DiscoveryInProgress') {
        return 'pending';
    }
    if (ready?.status !== 'True') {
        return { failure: ready?.message || ready?.reason || 'it is not Ready, and does not say why' };
    }
    return warehouse.status?.discoveredArtifacts?.discoveredAt === before.discoveredAt
        ? 'unproven'
        : 'discovered';
}
function isHandled(warehouse, token) {
    const handled = warehouse.status?.lastHandledRefresh;
    return handled === token || Date.parse(handled ?? '') >= Date.parse(token);
}
async function discover(client, name, { log, trigger = () => client.refreshWarehouse(name) }) {
    const first = await client.getWarehouse(name);
    const follower = (0,_watch_follow_js__WEBPACK_IMPORTED_MODULE_1__/* .follow */ .e)(client, 'warehouses', name);
    try {
        let before = await newestBefore(follower, first);
        let end = 'untouched';
        for (let attempt = 1; attempt <= mostTriggers; attempt += 1) {
            await trigger();
            const ended = await untilHandled({ follower, read: () => client.getWarehouse(name), log }, before);
            if (typeof ended === 'object') {
                return ended;
            }
            end = ended;
            log.debug(`Warehouse ${name}: ${end === 'untouched' ? 'the refresh left no trace' : 'the discovery is not proven'}; again`);
            await client.clock.sleep(1_100, client.signal);
            before = beforeOf(await client.getWarehouse(name));
        }
        throw withoutEnd(name, end);
    }
    finally {
        follower.close();
    }
}
function withoutEnd(name, end) {
    return end === 'unproven'
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${name}" looked ${mostTriggers} times, and not once with success: the time of its last good discovery has not moved. Its words went unseen; Kargo shows them only for a moment. Check its repositories and their credentials.`)
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `Warehouse "${name}" was asked ${mostTriggers} times to look at its repositories, and nothing shows that it did. Is a Kargo controller running for it?`);
}
function beforeOf(warehouse) {
    return {
        token: warehouse.metadata.annotations?.[refreshAnnotation],
        discoveredAt: warehouse.status?.discoveredArtifacts?.discoveredAt,
    };
}
async function newestBefore(follower, first) {
    await follower.opened(patience.watch);
    const sighting = await follower.next(patience.firstSight);
    return beforeOf(sighting?.kind === 'version' ? sighting.object : first);
}
async function untilHandled({ follower, read, log }, before) {
    let known = before;
    for (let touched = false;;) {
        const sighting = await follower.next(touched ? patience.heartbeat : patience.annotation);
        if (sighting?.kind === 'gone') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', 'the Warehouse was deleted meanwhile');
        }
        if (sighting?.kind === 'trouble' || (sighting === undefined && touched)) {
            log.info(sighting === undefined ? 'still waiting for the discovery' : sighting.text);
        }
        const seen = sighting?.kind === 'version' ? sighting.object : sighting === undefined ? await read() : undefined;
        if (seen === undefined) {
            continue;
        }
        const state = judgeRefresh(seen, known);
        if (state === 'untouched' && sighting === undefined && !touched) {
            return 'untouched';
        }
        if (state === 'pending') {
            touched = true;
            known = { ...known, discoveredAt: beforeOf(seen).discoveredAt };
        }
        else if (state === 'discovered') {
            return seen;
        }
        else if (state === 'unproven') {
            return 'unproven';
        }
        else if (typeof state === 'object') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${seen.metadata.name}" could not discover artifacts: ${state.failure}`);
        }
    }
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


/***/ }))

};
;