"use strict";
exports.id = 1690;
exports.ids = [1690];
exports.modules = {

/***/ 89309:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ status_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/selection.js
var inputs_selection = __webpack_require__(45263);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/artifact.js
var kargo_artifact = __webpack_require__(73980);
// EXTERNAL MODULE: ./build/http/transport-error.js
var transport_error = __webpack_require__(46674);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
;// CONCATENATED MODULE: ./build/pipeline/survey.js



const partNames = {
    stages: 'Stages',
    freight: 'Freight',
    promotions: 'Promotions',
    warehouses: 'Warehouses',
    receivers: 'webhook receivers',
};
async function surveyProject(client, only) {
    const [stages, freight, promotions, warehouses, receivers] = await Promise.all([
        part(client.listStages()),
        part(client.listFreight([])),
        part(listPromotions(client, only)),
        part(client.listWarehouses()),
        part(listReceivers(client)),
    ]);
    if (stages.error !== undefined && freight.error !== undefined) {
        throw stages.error;
    }
    return {
        at: client.clock.now(),
        stages: stages.part,
        freight: freight.part,
        promotions: promotions.part,
        warehouses: warehouses.part,
        receivers: receivers.part,
    };
}
function unreadParts(survey) {
    const names = Object.keys(partNames);
    return names.flatMap((name) => {
        const { unread } = survey[name];
        return unread === undefined ? [] : [{ name, why: unread }];
    });
}
function unseen(survey) {
    const names = unreadParts(survey).map(({ name }) => name);
    const limits = names.filter((name) => name === 'stages' || name === 'promotions');
    return limits.length === 0
        ? ''
        : ` (${limits.map((name) => partNames[name]).join(' and ')} could not be read)`;
}
async function part(reading) {
    try {
        return { part: { items: await reading } };
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error) && (error.httpStatus === 403 || isTooLarge(error.cause))) {
            return { part: { unread: error.message }, error };
        }
        throw error;
    }
}
function isTooLarge(cause) {
    return cause instanceof transport_error/* TransportError */.wX && cause.code === 'TOO_LARGE';
}
async function listPromotions(client, only) {
    const [single] = only;
    if (single !== undefined && only.length === 1) {
        return client.listPromotions(single);
    }
    const all = await client.listProjectPromotions();
    return only.length === 0 ? all : all.filter(({ spec }) => only.includes(spec.stage));
}
async function listReceivers(client) {
    const config = await (0,kargo_client/* orMissing */.M)(client.getProjectConfig());
    return (config?.status?.webhookReceivers ?? []).map(({ name = '?', path = '', url = '' }) => ({
        name,
        kind: /^\/?(?<kind>[a-z]+)\//.exec(path)?.groups?.kind ?? '?',
        url,
    }));
}

// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(54741);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var kargo_promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/kargo/stage.js
var kargo_stage = __webpack_require__(2642);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
;// CONCATENATED MODULE: ./build/pipeline/whereabouts.js




function placesOf(freight, views, now) {
    const key = freight.origin === undefined ? undefined : (0,types/* originKey */.y3)(freight.origin);
    return views
        .filter(({ stage }) => (stage.spec.requestedFreight ?? []).some(({ origin }) => (0,types/* originKey */.y3)(origin) === key))
        .map((view) => placeOf(freight, view, now));
}
function placesByFreight({ status }, only) {
    const [current, verified] = [Object.keys(status?.currentlyIn ?? {}), Object.keys(status?.verifiedIn ?? {})];
    return [...new Set([...current, ...verified])]
        .filter((stage) => only.length === 0 || only.includes(stage))
        .map((stage) => ({
        stage,
        place: current.includes(stage) ? 'current' : 'replaced',
        verified: verified.includes(stage),
        detail: '',
    }));
}
function placeOf(freight, view, now) {
    const { stage, name, going } = view;
    const verified = freight.status?.verifiedIn?.[name] !== undefined;
    const base = { stage: name, verified };
    const own = going?.find(({ spec }) => spec.freight === freight.metadata.name);
    if (own !== undefined) {
        return { ...base, ...underWay(own, going ?? []) };
    }
    const history = stage.status?.freightHistory ?? [];
    if ((0,kargo_stage/* freightIn */.Lg)(history[0], freight.metadata.name) !== undefined) {
        return { ...base, place: 'current', detail: currentDetail(view) };
    }
    if ((0,types/* isControlFlow */.Uy)(stage)) {
        return verified
            ? { ...base, place: 'passed', detail: '' }
            : { ...base, place: 'not-available', detail: because(freight, view, now) };
    }
    const reasons = because(freight, view, now);
    const lastTry = failedTry(freight, view);
    if (reasons !== '') {
        return { ...base, place: 'not-available', detail: [lastTry, reasons].filter(Boolean).join('; ') };
    }
    if (going === undefined && stage.status?.currentPromotion !== undefined) {
        return {
            ...base,
            place: 'unclear',
            detail: `Promotion ${stage.status.currentPromotion.name} runs there, and of what cannot be told`,
        };
    }
    const was = history.some((entry) => (0,kargo_stage/* freightIn */.Lg)(entry, freight.metadata.name) !== undefined);
    return { ...base, place: was ? 'replaced' : 'available', detail: lastTry };
}
function underWay(own, going) {
    const promotion = own.metadata.name;
    const pullRequest = (0,kargo_promotion/* awaitedPullRequest */.wP)(own);
    if (pullRequest !== undefined) {
        const detail = `pull request #${pullRequest.number}`;
        return { place: 'waiting-for-pull-request', detail, promotion, pullRequest };
    }
    if ((0,kargo_promotion/* phaseOf */.hU)(own.status) !== 'Pending') {
        return { place: 'promoting', detail: (0,kargo_promotion/* progressOf */.jA)(own), promotion };
    }
    const ahead = going.filter((other) => other.metadata.name < promotion && !(0,kargo_promotion/* isTerminal */.Hd)(other.status));
    return {
        place: 'queued',
        detail: ahead.length === 0 ? '' : `behind ${ahead.map(({ metadata }) => metadata.name).join(', ')}`,
        promotion,
    };
}
function currentDetail({ condition, detail }) {
    return condition === 'busy' ? 'another Promotion is under way there' : detail;
}
function because(freight, { stage }, now) {
    return (0,availability/* whyNotAvailable */.nZ)(stage, freight, now).join('; ');
}
function failedTry(freight, { stage }) {
    const last = stage.status?.lastPromotion;
    const phase = (0,kargo_promotion/* phaseOf */.hU)(last?.status);
    return last?.freight?.name === freight.metadata.name && phase !== 'Succeeded'
        ? `its Promotion ended ${phase}`
        : '';
}
const most = { names: 8, clauses: 4, reasons: 2 };
function whereabouts(places) {
    const of = (place) => places.filter((each) => each.place === place);
    const each = (place, say) => upTo(of(place).map(say));
    const isFine = ({ verified, detail }) => verified && detail === '';
    const current = of('current');
    const clauses = [
        current.length === 0 ? 'in no Stage' : '',
        group(current.filter(isFine), (names) => `in ${names} (verified)`),
        ...upTo(current.filter((place) => !isFine(place)).map(unsettled)),
        ...each('waiting-for-pull-request', ({ stage, detail }) => `${stage} waits for ${detail}`),
        ...each('promoting', ({ stage, detail }) => `on its way to ${stage} (${detail})`),
        ...each('queued', ({ stage, detail }) => `queued for ${stage}${detail === '' ? '' : ` ${detail}`}`),
        ...each('unclear', ({ stage, detail }) => `${stage}: ${detail}`),
        ...tried([...of('available'), ...of('replaced')]),
        group(of('passed'), (names) => `passed ${names}`),
        group(untried(of('replaced')), (names) => `no longer in ${names}`),
        group(untried(of('available')), (names) => `available to ${names}, not promoted`),
        ...unavailable(of('not-available')),
    ];
    return clauses.filter((clause) => clause !== '').join('; ');
}
function unsettled({ stage, verified, detail }) {
    const words = verified ? `verified; ${detail}` : `not verified${detail === '' ? '' : `: ${detail}`}`;
    return `in ${stage} (${words})`;
}
function upTo(clauses) {
    return clauses.length <= most.clauses
        ? clauses
        : [...clauses.slice(0, most.clauses - 1), `${clauses.length - most.clauses + 1} more Stages like that`];
}
function tried(places) {
    return upTo(places.filter(({ detail }) => detail !== '').map(({ stage, detail }) => `${stage}: ${detail}`));
}
function untried(places) {
    return places.filter(({ detail }) => detail === '');
}
function group(places, say) {
    return places.length === 0 ? '' : say(named(places.map(({ stage }) => stage)));
}
function unavailable(places) {
    const told = places.slice(0, most.reasons);
    const rest = places.slice(most.reasons);
    return [
        ...told.map(({ stage, detail }) => `not available to ${stage}${detail === '' ? '' : ` (${detail})`}`),
        group(rest, (names) => `nor to ${names}`),
    ];
}
function named(names) {
    const shown = names.length > most.names ? names.slice(0, most.names - 1) : names;
    const rest = names.length - shown.length;
    const all = rest === 0 ? shown : [...shown, `${rest} more`];
    return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

;// CONCATENATED MODULE: ./build/pipeline/question.js




const mostTold = 3;
function answersTo({ selection, survey, views, only }) {
    const isRead = survey.stages.items !== undefined;
    return (survey.freight.items ?? [])
        .filter((freight) => isAskedFor(freight, selection))
        .map((freight) => {
        const places = isRead ? placesOf(freight, views, survey.at) : placesByFreight(freight, only);
        return { freight, places, sentence: whereabouts(places) };
    });
}
function isAskedFor(freight, { selector, warehouses }) {
    if (warehouses.length > 0 && !warehouses.includes(freight.origin?.name ?? '')) {
        return false;
    }
    const { name } = freight.metadata;
    switch (selector.by) {
        case 'name':
            return name === selector.value;
        case 'alias':
            return freight.alias === selector.value;
        case 'artifacts':
            return selector.artifacts.every((artifact) => (0,kargo_artifact/* holds */.v9)({ ...freight, name }, artifact));
    }
}
async function verdictOn(asked, answers) {
    const { selection, survey } = asked;
    const what = (0,inputs_selection/* describeSelection */.e9)(selection);
    const [only, ...others] = answers;
    if (survey.freight.items === undefined) {
        const message = `Where ${what} is cannot be told: ${survey.freight.unread}`;
        return { status: 'failed', reason: 'forbidden', message };
    }
    if (only === undefined) {
        const message = `${what} does not exist${await whyMissing(asked)}.`;
        return { status: 'failed', reason: 'freight-not-found', message };
    }
    if (others.length === 0) {
        return { status: 'succeeded', message: `${what} is ${only.sentence}${unseen(survey)}.` };
    }
    const told = answers
        .slice(0, mostTold)
        .map(({ freight, sentence }) => `${freight.alias ?? freight.metadata.name} is ${sentence}`);
    const rest = answers.length > mostTold ? `. And ${answers.length - mostTold} older ones` : '';
    const message = `${answers.length} Freight match "${what}": ${told.join('. ')}${rest}${unseen(survey)}.`;
    return { status: 'succeeded', message };
}
async function whyMissing({ selection, survey }) {
    const { selector, warehouses: names } = selection;
    const warehouses = survey.warehouses.items;
    if (selector.by !== 'artifacts') {
        return `: no Freight has this ${selector.by}`;
    }
    if (warehouses === undefined) {
        return ', and the Warehouses could not be read to say why';
    }
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(2624)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const asked = names.length === 0 ? warehouses : warehouses.filter(({ metadata }) => names.includes(metadata.name));
    return `: ${explainAbsence(asked, selector.artifacts).reasons.join('; ')}`;
}

;// CONCATENATED MODULE: ./build/pipeline/report.js




const newestShown = 20;
function reportJson(project, survey, parts) {
    const { views, answers } = parts;
    const aliases = new Map((survey.freight.items ?? []).map((each) => [each.metadata.name, each.alias]));
    return JSON.stringify({
        version: 1,
        project,
        at: new Date(survey.at).toISOString(),
        unread: unreadParts(survey).map(({ name, why }) => ({ part: name, why })),
        stages: survey.stages.items === undefined ? null : views.map((view) => stageEntry(view, aliases)),
        promotions: goingOf(survey)?.map(promotionEntry) ?? null,
        freight: survey.freight.items === undefined ? null : shownFreight(survey, parts).map(freightEntry),
        'freight-total': survey.freight.items?.length ?? null,
        warehouses: survey.warehouses.items?.map(warehouseEntry) ?? null,
        receivers: survey.receivers.items?.map(receiverEntry) ?? null,
        where: answers.map(answerEntry),
    });
}
function goingOf({ promotions }) {
    return promotions.items?.filter(({ status }) => !(0,kargo_promotion/* isTerminal */.Hd)(status));
}
function stageEntry(view, aliases) {
    const { stage, going } = view;
    const { health, lastPromotion: last, freightHistory } = stage.status ?? {};
    return {
        name: view.name,
        upstream: view.upstream,
        warehouses: view.warehouses,
        condition: view.condition,
        detail: view.detail,
        freight: view.current.map(([origin, freight]) => ({
            origin,
            name: freight.name,
            alias: aliases.get(freight.name) ?? '',
            contents: (0,kargo_artifact/* describeContents */.an)(freight),
        })),
        health: health?.status ?? '',
        issues: health?.issues ?? [],
        verification: freightHistory?.[0]?.verificationHistory?.[0]?.phase ?? '',
        promotions: going?.map(({ metadata }) => metadata.name) ?? null,
        'last-promotion': last === undefined
            ? null
            : {
                name: last.name,
                freight: last.freight?.name ?? '',
                phase: (0,kargo_promotion/* phaseOf */.hU)(last.status),
                message: last.status?.message ?? '',
                'finished-at': last.finishedAt ?? last.status?.finishedAt ?? '',
            },
        'auto-promotion': view.autoPromotion,
        'newer-available': view.newer ?? null,
    };
}
function promotionEntry(promotion) {
    const pullRequest = (0,kargo_promotion/* awaitedPullRequest */.wP)(promotion);
    return {
        name: promotion.metadata.name,
        stage: promotion.spec.stage,
        freight: promotion.spec.freight ?? '',
        phase: (0,kargo_promotion/* phaseOf */.hU)(promotion.status),
        progress: (0,kargo_promotion/* progressOf */.jA)(promotion),
        'created-at': promotion.metadata.creationTimestamp ?? '',
        'pull-request': pullRequest === undefined ? null : { number: pullRequest.number, url: pullRequest.url },
    };
}
function shownFreight(survey, { views, answers }) {
    const wanted = new Set([
        ...views.flatMap(({ current }) => current.map(([, freight]) => freight.name)),
        ...(goingOf(survey) ?? []).map(({ spec }) => spec.freight ?? ''),
        ...answers.map(({ freight }) => freight.metadata.name),
    ]);
    return (survey.freight.items ?? []).filter(({ metadata }, index) => index < newestShown || wanted.has(metadata.name));
}
function freightEntry(freight) {
    const { status } = freight;
    return {
        name: freight.metadata.name,
        alias: freight.alias ?? '',
        origin: freight.origin === undefined ? '' : (0,types/* originKey */.y3)(freight.origin),
        since: freight.discoveredAt ?? freight.metadata.creationTimestamp ?? '',
        contents: (0,kargo_artifact/* describeContents */.an)({ ...freight, name: freight.metadata.name }),
        'currently-in': Object.keys(status?.currentlyIn ?? {}),
        'verified-in': Object.keys(status?.verifiedIn ?? {}),
        'approved-for': Object.keys(status?.approvedFor ?? {}),
    };
}
function warehouseEntry(warehouse) {
    const ready = (0,types/* conditionOf */.rI)(warehouse, 'Ready');
    return {
        name: warehouse.metadata.name,
        ready: ready?.status ?? 'Unknown',
        reason: ready?.reason ?? '',
        message: ready?.status === 'True' ? '' : (ready?.message ?? ''),
        'discovered-at': warehouse.status?.discoveredArtifacts?.discoveredAt ?? '',
        policy: warehouse.spec.freightCreationPolicy ?? 'Automatic',
    };
}
function receiverEntry({ name, kind, url }) {
    return { name, kind, url: maskedUrl(url, kind) };
}
function maskedUrl(url, kind) {
    return URL.canParse(url) ? `${new URL(url).origin}/${kind}/***` : '***';
}
function answerEntry({ freight, places, sentence }) {
    return {
        freight: freight.metadata.name,
        alias: freight.alias ?? '',
        sentence,
        stages: places.map((place) => ({
            stage: place.stage,
            place: place.place,
            verified: place.verified,
            detail: place.detail,
            promotion: place.promotion ?? '',
            'pull-request': place.pullRequest === undefined
                ? null
                : { number: place.pullRequest.number, url: place.pullRequest.url },
        })),
    };
}

;// CONCATENATED MODULE: ./build/pipeline/stage-view.js




function stageViews(survey, only) {
    const all = inOrder(survey.stages.items ?? []);
    return all
        .filter((stage) => only.length === 0 || only.includes(stage.metadata.name))
        .map((stage) => viewOf(stage, survey));
}
function viewOf(stage, survey) {
    const { name } = stage.metadata;
    const requests = stage.spec.requestedFreight ?? [];
    const going = survey.promotions.items?.filter(({ spec, status }) => spec.stage === name && !(0,kargo_promotion/* isTerminal */.Hd)(status));
    const direct = requests.filter(({ sources }) => sources?.direct === true);
    return {
        stage,
        name,
        upstream: unique(requests.flatMap(({ sources }) => sources?.stages ?? [])),
        warehouses: unique(direct.map(({ origin }) => origin.name)),
        ...conditionOf(stage, going),
        current: Object.entries(stage.status?.freightHistory?.[0]?.items ?? {}),
        going,
        autoPromotion: autoPromotionOf(stage),
        newer: survey.freight.items && countNewer(stage, survey.freight.items, survey.at),
    };
}
function conditionOf(stage, going) {
    if ((0,types/* isControlFlow */.Uy)(stage)) {
        return { condition: 'control-flow', detail: 'lets Freight pass' };
    }
    const [held] = Object.values(stage.status?.freightHistory?.[0]?.items ?? {});
    const isPromoting = (going ?? []).length > 0 || stage.status?.currentPromotion !== undefined;
    if (isPromoting) {
        return { condition: 'busy', detail: '' };
    }
    if (held === undefined) {
        return withoutFreight(stage);
    }
    const state = (0,kargo_stage/* assessStage */.FH)(stage, { freight: held.name, waitFor: 'verified' });
    switch (state.kind) {
        case 'good':
            return { condition: 'good', detail: '' };
        case 'waiting':
            return { condition: 'waiting', detail: state.text };
        default:
            return { condition: 'bad', detail: state.text };
    }
}
function withoutFreight({ status }) {
    const last = status?.lastPromotion;
    return last === undefined || (0,kargo_promotion/* phaseOf */.hU)(last.status) === 'Succeeded'
        ? { condition: 'empty', detail: '' }
        : { condition: 'bad', detail: `Promotion ${last.name} ended ${(0,kargo_promotion/* phaseOf */.hU)(last.status)}` };
}
function autoPromotionOf({ status }) {
    if (status?.autoPromotionEnabled !== true) {
        return 'off';
    }
    return Object.keys(status.effectiveAutoPromotionHolds ?? {}).length > 0 ? 'held' : 'on';
}
function countNewer(stage, freight, now) {
    const current = stage.status?.freightHistory?.[0]?.items ?? {};
    const counted = (stage.spec.requestedFreight ?? []).map(({ origin }) => {
        const key = (0,types/* originKey */.y3)(origin);
        const own = freight.filter((each) => each.origin !== undefined && (0,types/* originKey */.y3)(each.origin) === key);
        const position = own.findIndex((each) => each.metadata.name === current[key]?.name);
        const newer = position < 0 ? own : own.slice(0, position);
        return newer.filter((each) => (0,availability/* whyNotAvailable */.nZ)(stage, each, now).length === 0).length;
    });
    return counted.reduce((sum, count) => sum + count, 0);
}
function inOrder(stages) {
    const byName = new Map(stages.map((stage) => [stage.metadata.name, stage]));
    const ordered = new Set();
    const visited = new Set();
    const visit = (stage) => {
        const stack = [];
        const enter = (entered) => {
            visited.add(entered.metadata.name);
            const upstream = (entered.spec.requestedFreight ?? []).flatMap(({ sources }) => sources?.stages ?? []);
            stack.push({ stage: entered, next: upstream.toSorted() });
        };
        enter(stage);
        for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
            const before = byName.get(top.next.shift() ?? '');
            if (before !== undefined && !visited.has(before.metadata.name)) {
                enter(before);
            }
            else if (top.next.length === 0) {
                ordered.add(top.stage);
                stack.pop();
            }
        }
    };
    const sorted = stages.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    for (const stage of sorted) {
        if (!visited.has(stage.metadata.name)) {
            visit(stage);
        }
    }
    return [...ordered];
}
function unique(names) {
    return [...new Set(names)];
}

// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/report/mermaid.js
const limits = { characters: 45_000, edges: 450 };
const longest = 48;
function label(foreign) {
    const plain = foreign
        .replace(/\s+/g, ' ')
        .replace(/[^\P{C}]/gu, '')
        .trim();
    const characters = [...plain];
    const cut = characters.length > longest ? [...characters.slice(0, longest - 1), '\u2026'] : characters;
    const isWord = (character) => /^[A-Za-z0-9]$/.test(character ?? '');
    return cut
        .map((character, index) => {
        const isInside = isWord(cut[index - 1]) && isWord(cut[index + 1]);
        const isSafe = isWord(character) || character === ' ' || (isInside && /^[._/-]$/.test(character));
        return isSafe ? character : `#${character.codePointAt(0)};`;
    })
        .join('');
}
function node(id, lines, shape) {
    const text = `"${lines.filter((line) => line !== '').join('<br/>')}"`;
    const shapes = { box: `[${text}]`, drum: `[(${text})]`, round: `([${text}])` };
    return `${id}${shapes[shape]}`;
}
function diagram(statements) {
    return ['```mermaid', ...statements, '```'].join('\n');
}

;// CONCATENATED MODULE: ./build/report/picture.js



const conditionMarks = {
    good: '\u2705',
    busy: '\ud83d\ude9a',
    waiting: '\u23f3',
    bad: '\u274c',
    empty: '\u25ab\ufe0f',
    'control-flow': '\u27a1\ufe0f',
};
const styles = {
    good: 'stroke:#1a7f37,stroke-width:2px',
    busy: 'stroke:#0969da,stroke-width:2px',
    waiting: 'stroke:#9a6700,stroke-width:2px',
    bad: 'stroke:#cf222e,stroke-width:3px',
};
function pictureOf(views, names) {
    const ids = new Map(views.map((view, index) => [view.name, `s${index}`]));
    const warehouses = [...new Set(views.flatMap((view) => view.warehouses))];
    const origins = new Map(warehouses.map((name, index) => [name, `w${index}`]));
    const drawn = new Set();
    const statements = [
        'flowchart LR',
        ...Object.entries(styles).map(([condition, style]) => `classDef ${condition} ${style}`),
    ];
    let characters = statements.join('\n').length;
    let edges = 0;
    let shown = 0;
    for (const view of views) {
        const added = statementsFor(view, { ids, origins, drawn, names });
        characters += added.statements.join('\n').length + 1;
        edges += added.edges;
        if (characters > limits.characters || edges > limits.edges) {
            break;
        }
        statements.push(...added.statements);
        for (const id of added.origins) {
            drawn.add(id);
        }
        shown++;
    }
    return { markdown: diagram(statements), shown };
}
function statementsFor(view, { ids, origins, drawn, names }) {
    const id = ids.get(view.name) ?? '';
    const { condition } = view;
    const shape = (0,types/* isControlFlow */.Uy)(view.stage) ? 'round' : 'box';
    const lines = [
        `${conditionMarks[condition]} ${label(view.name)}`,
        ...view.current.slice(0, 3).map(([, freight]) => label(names(freight.name))),
        ...picture_underWay(view),
    ];
    const sources = view.warehouses.map((name) => ({ name, id: origins.get(name) ?? '' }));
    const upstream = view.upstream.flatMap((name) => ids.get(name) ?? []);
    const fresh = sources.filter((source) => !drawn.has(source.id));
    return {
        statements: [
            ...fresh.map((source) => node(source.id, [label(source.name)], 'drum')),
            `${node(id, lines, shape)}${condition in styles ? `:::${condition}` : ''}`,
            ...[...sources.map((source) => source.id), ...upstream].map((from) => `${from} --> ${id}`),
        ],
        edges: sources.length + upstream.length,
        origins: fresh.map((source) => source.id),
    };
}
function picture_underWay({ going }) {
    const [first] = going ?? [];
    const pullRequest = first && (0,kargo_promotion/* awaitedPullRequest */.wP)(first);
    return pullRequest === undefined ? [] : [label(`waits for pull request #${pullRequest.number}`)];
}

;// CONCATENATED MODULE: ./build/report/pipeline.js







const mostTableBytes = 800_000;
const longestCell = 300;
function pipelineLines({ survey, views, answers }) {
    const names = namesIn(survey);
    return [
        ...views.map((view) => stageLine(view, names)),
        ...unready(survey).map((words) => `Warehouse ${words}`),
        ...(survey.receivers.items ?? []).map(({ name, kind, url }) => `receiver ${name} (${kind}): ${maskedUrl(url, kind)}`),
        ...unreadParts(survey).map(({ name, why }) => `not read: ${partNames[name]}: ${why}`),
        ...answers.map(({ freight, sentence }) => `Freight ${nameOf(freight.metadata.name, names)} is ${sentence}`),
    ];
}
function stageLine(view, names) {
    const held = view.current.map(([, freight]) => describeHeld(freight, names)).join(' and ');
    const parts = [
        held === '' ? (view.condition === 'control-flow' ? 'no steps' : 'no Freight') : held,
        ...health(view),
        ...pipeline_underWay(view).map(({ words }) => words),
        view.autoPromotion === 'held' ? 'auto-promotion is held' : '',
        newer(view),
    ];
    return `${conditionMarks[view.condition]} ${view.name}: ${parts.filter((part) => part !== '').join(', ')}`;
}
function health({ stage, condition, detail }) {
    const { health: found, freightHistory } = stage.status ?? {};
    const phase = freightHistory?.[0]?.verificationHistory?.[0]?.phase;
    return [
        found?.status ?? '',
        phase === undefined ? '' : `verification ${phase}`,
        condition === 'bad' ? detail : '',
    ];
}
function newer({ newer: count = 0, current, condition }) {
    if (count === 0 || condition === 'control-flow') {
        return '';
    }
    return current.length === 0 ? `${count} available` : `${count} newer available`;
}
function pipeline_underWay({ stage, going }) {
    if (going === undefined) {
        const name = stage.status?.currentPromotion?.name;
        return name === undefined ? [] : [{ name, words: `Promotion ${name} runs`, url: undefined }];
    }
    return going.map((promotion) => {
        const { name } = promotion.metadata;
        const pullRequest = (0,kargo_promotion/* awaitedPullRequest */.wP)(promotion);
        const state = (0,kargo_promotion/* phaseOf */.hU)(promotion.status) === 'Pending' ? 'is queued' : (0,kargo_promotion/* progressOf */.jA)(promotion);
        return pullRequest === undefined
            ? { name, words: `Promotion ${name} ${state}`, url: undefined }
            : {
                name,
                words: `Promotion ${name} waits for pull request #${pullRequest.number} (${pullRequest.url})`,
                url: pullRequest.url,
            };
    });
}
function pipelineSummary(pipeline) {
    const { client, survey, views, answers } = pipeline;
    const names = namesIn(survey);
    const picture = pictureOf(views, (freight) => nameOf(freight, names));
    const hidden = views.length - picture.shown;
    return [
        ...answers.map(({ freight, sentence }) => `**Freight** ${(0,markdown/* link */.nf)(nameOf(freight.metadata.name, names), client.uiLink('freight', freight.metadata.name))} is ${(0,markdown/* text */.Qq)(sentence)}.\n`),
        ...(views.length === 0 ? [] : [picture.markdown, '']),
        ...(hidden === 0
            ? []
            : [`The picture shows ${picture.shown} of ${views.length} Stages: GitHub draws no larger one.\n`]),
        ...stageTable(pipeline, names),
        ...receiverTable(survey),
        ...unready(survey).map((words) => `- Warehouse ${(0,markdown/* text */.Qq)(words)}`),
        ...unreadParts(survey).map(({ name, why }) => `- Not read: ${partNames[name]}: ${(0,markdown/* text */.Qq)(shorten(why))}`),
    ].join('\n');
}
function stageTable({ client, views }, names) {
    if (views.length === 0) {
        return [];
    }
    const rows = [];
    let bytes = 0;
    for (const view of views) {
        const row = stageRow(client, view, names);
        bytes += Buffer.byteLength(row.join(' | ')) + 8;
        if (bytes > mostTableBytes) {
            break;
        }
        rows.push(row);
    }
    const left = views.length - rows.length;
    return [
        (0,markdown/* table */.tp)(['', 'Stage', 'Freight', 'health', 'verification', 'under way', 'newer'], rows),
        '',
        ...(left === 0 ? [] : [`And ${left} more Stages: the output \`report\` has them all.\n`]),
    ];
}
function stageRow(client, view, names) {
    const { health: found, freightHistory } = view.stage.status ?? {};
    const issues = found?.status === 'Healthy' ? '' : (found?.issues ?? []).join('; ');
    return [
        conditionMarks[view.condition],
        (0,markdown/* link */.nf)(view.name, client.uiLink('stage', view.name)),
        view.current
            .map(([, freight]) => `${(0,markdown/* link */.nf)(nameOf(freight.name, names), client.uiLink('freight', freight.name))} ${(0,markdown/* code */.aY)(shorten((0,kargo_artifact/* describeContents */.an)(freight)))}`)
            .join('<br/>'),
        (0,markdown/* text */.Qq)(shorten([found?.status ?? '', issues].filter(Boolean).join(': '))),
        (0,markdown/* text */.Qq)(freightHistory?.[0]?.verificationHistory?.[0]?.phase ?? ''),
        pipeline_underWay(view)
            .map(({ name, words, url }) => (0,markdown/* link */.nf)(shorten(words), url ?? client.uiLink('promotion', name)))
            .join('<br/>'),
        `${view.condition === 'control-flow' ? '' : (view.newer ?? '?')}${view.autoPromotion === 'held' ? ' (auto-promotion is held)' : ''}`,
    ];
}
function receiverTable({ receivers }) {
    const items = receivers.items ?? [];
    return items.length === 0
        ? []
        : [
            (0,markdown/* table */.tp)(['receiver', 'kind', 'address'], items.map(({ name, kind, url }) => [(0,markdown/* text */.Qq)(name), (0,markdown/* text */.Qq)(kind), (0,markdown/* code */.aY)(maskedUrl(url, kind))])),
            '',
        ];
}
function unready({ warehouses }) {
    return (warehouses.items ?? []).flatMap((warehouse) => {
        const ready = (0,types/* conditionOf */.rI)(warehouse, 'Ready');
        return ready === undefined || ready.status === 'True' || ready.reason === 'DiscoveryInProgress'
            ? []
            : [`${warehouse.metadata.name}: ${shorten(ready.message || ready.reason || 'not ready')}`];
    });
}
function namesIn({ freight }) {
    return new Map((freight.items ?? []).flatMap(({ metadata, alias }) => (alias ? [[metadata.name, alias]] : [])));
}
function nameOf(freight, names) {
    return names.get(freight) ?? freight.slice(0, 7);
}
function describeHeld(freight, names) {
    return `${nameOf(freight.name, names)} (${(0,kargo_artifact/* describeContents */.an)(freight)})`;
}
function shorten(words) {
    return words.length > longestCell ? `${words.slice(0, longestCell - 1)}\u2026` : words;
}

;// CONCATENATED MODULE: ./build/commands/status.js











const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    stage: { type: 'list', description: 'Only these Stages. Without it: all of the project.' },
    freight: inputs_selection/* selectionInputs */.Iz.freight,
    alias: inputs_selection/* selectionInputs */.Iz.alias,
    image: {
        type: 'list',
        description: 'Where is the Freight that holds these images? Each as repository:tag or repository@digest.',
    },
    commit: {
        type: 'list',
        description: 'Where is the Freight that holds these commits? Each as a full SHA or a tag.',
    },
    chart: {
        type: 'list',
        description: 'Where is the Freight that holds these Helm charts? Each as repository/name:version.',
    },
    warehouse: { type: 'list', description: 'Only Freight of these Warehouses is asked for.' },
    timeout: { ...shared/* waiting */.eg.timeout, default: '2m' },
};
const status_command = (0,command/* defineCommand */.NB)({
    name: 'status',
    description: 'Show the pipeline of a project, and where a commit or image is in it.',
    inputs,
    outputs: {
        report: 'All that was seen, as JSON; described in docs/status-report.md.',
    },
    check: (values) => [...(0,shared/* checkConnection */.jo)(values), ...(isAsking(values) ? (0,inputs_selection/* checkSelection */.Nt)(asked(values)) : [])],
    async run(values, context) {
        return (0,clock/* withDeadline */.NE)(context, values.timeout, async ({ signal }) => {
            const client = await (0,connect/* connect */.Ng)(values, context, signal);
            const survey = await surveyProject(client, values.stage);
            hideReceivers(survey, context);
            const views = stageViews(survey, values.stage);
            checkNames(values.stage, survey);
            const question = { selection: (0,inputs_selection/* selectionOf */.Wm)(asked(values)), survey, views, only: values.stage };
            const answers = isAsking(values) ? answersTo(question) : [];
            const pipeline = { client, survey, views, answers };
            for (const line of pipelineLines(pipeline)) {
                context.log.info(line);
            }
            return {
                verdict: isAsking(values)
                    ? await verdictOn(question, answers)
                    : overview(client.project, survey, views),
                outputs: { report: reportJson(client.project, survey, { views, answers }) },
                summary: pipelineSummary(pipeline),
            };
        });
    },
});
function asked(values) {
    return { ...values, select: 'newest' };
}
function isAsking(values) {
    return (0,inputs_selection/* waysToSelect */._W)(asked(values)).length > 0;
}
function hideReceivers({ receivers }, context) {
    for (const { url } of receivers.items ?? []) {
        context.mask(url);
        if (URL.canParse(url)) {
            context.mask(new URL(url).pathname);
        }
    }
}
function checkNames(names, { stages }) {
    const known = stages.items?.map(({ metadata }) => metadata.name);
    const missing = names.filter((name) => known?.includes(name) === false);
    if (missing.length > 0) {
        throw (0,errors/* failed */.gz)('not-found', `There is no Stage "${missing.join('", "')}" in the project, which has ${known?.slice(0, 20).join(', ') || 'none'}.`);
    }
}
function overview(project, survey, views) {
    if (survey.stages.items === undefined) {
        const message = `Of project "${project}" only the Freight could be read. ${survey.stages.unread}`;
        return { status: 'failed', reason: 'forbidden', message };
    }
    const count = (condition) => views.filter((view) => view.condition === condition).length;
    const parts = [
        [count('good'), 'good'],
        [count('busy'), 'with a Promotion under way'],
        [count('waiting'), 'not verified yet'],
        [count('bad'), 'in trouble'],
        [count('empty'), 'empty'],
    ];
    const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
    const message = `Project "${project}": ${views.length} ${views.length === 1 ? 'Stage' : 'Stages'}${told.length === 0 ? '' : ` (${told.join(', ')})`}${unseen(survey)}.`;
    return { status: 'succeeded', message };
}


/***/ })),

/***/ 54741:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ soakedMs),
/* harmony export */   i9: () => (/* binding */ soakLeft),
/* harmony export */   nZ: () => (/* binding */ whyNotAvailable)
/* harmony export */ });
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20349);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52305);


function whyNotAvailable(stage, freight, now) {
    const requests = stage.spec.requestedFreight ?? [];
    const own = requests.filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    if (own.length === 0) {
        const wanted = requests.map((request) => (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin)).join(', ') || 'nothing';
        const from = freight.origin === undefined ? 'an unknown origin' : (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin);
        return [`Stage "${stage.metadata.name}" takes Freight of ${wanted}, and this is of ${from}`];
    }
    if (freight.status?.approvedFor?.[stage.metadata.name] !== undefined) {
        return [];
    }
    const reasons = own.map((request) => whyNotByRequest(request, freight, now));
    return reasons.some((list) => list.length === 0) ? [] : reasons.flat();
}
function whyNotByRequest(request, freight, now) {
    const { direct, stages, requiredSoakTime, availabilityStrategy } = request.sources ?? {};
    if (direct === true) {
        return [];
    }
    const upstream = stages ?? [];
    const missing = upstream.flatMap((stage) => whyNotFrom(stage, requiredSoakTime, { freight, now }));
    if (missing.length === 0) {
        return upstream.length > 0 ? [] : ['the Stage names no source for it'];
    }
    if (availabilityStrategy === 'All') {
        return [`${missing.join('; ')} (all of ${upstream.join(', ')} are required)`];
    }
    return missing.length < upstream.length ? [] : [missing.join('; ')];
}
function whyNotFrom(upstream, requiredSoakTime, { freight, now }) {
    const verified = freight.status?.verifiedIn?.[upstream];
    if (verified === undefined) {
        const there = freight.status?.currentlyIn?.[upstream] !== undefined;
        return [`it is not verified in Stage "${upstream}"${there ? ', though it is there' : ''}`];
    }
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(requiredSoakTime ?? '') ?? 0;
    const soaked = soakedMs(freight, upstream, now);
    return soaked >= required
        ? []
        : [
            `it has soaked ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(soaked)} of the required ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required)} in Stage "${upstream}" (${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required - soaked)} left)`,
        ];
}
function soakedMs(freight, stage, now) {
    const longest = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(freight.status?.verifiedIn?.[stage]?.longestSoak ?? '') ?? 0;
    const since = Date.parse(freight.status?.currentlyIn?.[stage]?.since ?? '');
    return Math.max(longest, Number.isNaN(since) ? 0 : now - since);
}
function soakLeft(stage, freight, now) {
    if (whyNotAvailable(stage, freight, now).length === 0) {
        return 0;
    }
    const own = (stage.spec.requestedFreight ?? []).filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    const times = own
        .map((request) => soakLeftByRequest(request, freight, now))
        .filter((left) => left !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
}
function soakLeftByRequest({ sources }, freight, now) {
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(sources?.requiredSoakTime ?? '') ?? 0;
    const left = (sources?.stages ?? []).map((upstream) => freight.status?.verifiedIn?.[upstream] === undefined
        ? undefined
        : Math.max(0, required - soakedMs(freight, upstream, now)));
    const known = left.filter((ms) => ms !== undefined);
    if (sources?.availabilityStrategy === 'All') {
        return known.length < left.length || known.length === 0 ? undefined : Math.max(...known);
    }
    return known.length === 0 ? undefined : Math.min(...known);
}


/***/ })),

/***/ 64444:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wP: () => (/* binding */ awaitedPullRequest),
  HB: () => (/* binding */ failingStep),
  hf: () => (/* binding */ hasOrderedName),
  Hd: () => (/* binding */ isTerminal),
  Lt: () => (/* binding */ outsideEffect),
  hU: () => (/* binding */ phaseOf),
  jA: () => (/* binding */ progressOf),
  Tb: () => (/* binding */ pullRequestsOf),
  WI: () => (/* binding */ pushesOf),
  B_: () => (/* binding */ stepsOf),
  iq: () => (/* binding */ toleratedFailures)
});

// UNUSED EXPORTS: currentStep

;// CONCATENATED MODULE: ./build/kargo/expression.js
const deepest = 5;
function workOut(text, promotion, step) {
    const { name, namespace } = promotion.metadata;
    const variables = [...(promotion.spec.vars ?? []), ...(step.vars ?? [])];
    const values = new Map([
        ...variables.map(({ name: own, value }) => [`vars.${own}`, value ?? '']),
        ['ctx.project', namespace],
        ['ctx.stage', promotion.spec.stage],
        ['ctx.promotion', name],
    ]);
    let result = text;
    for (let depth = 0; depth < deepest && result.includes('${{'); depth++) {
        result = result.replace(/\$\{\{\s*((?:ctx|vars)\.\w+)\s*\}\}/g, (expression, word) => values.get(word) ?? expression);
    }
    return result.includes('${{') ? undefined : result;
}

;// CONCATENATED MODULE: ./build/kargo/promotion.js

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Errored', 'Aborted'];
function phaseOf(status) {
    const phase = status?.phase ?? '';
    if (phase === '') {
        return 'Pending';
    }
    return phases.includes(phase) ? phase : 'Unknown';
}
function isTerminal(status) {
    return ['Succeeded', 'Failed', 'Errored', 'Aborted'].includes(phaseOf(status));
}
function stepsOf(promotion) {
    const metadata = promotion.status?.stepExecutionMetadata ?? [];
    return metadata.map((entry, index) => stepOf(entry, index, promotion.spec.steps?.[index]));
}
function stepOf(entry, index, step) {
    return {
        number: index + 1,
        alias: entry.alias ?? step?.as ?? `step-${index + 1}`,
        uses: step?.uses ?? '',
        status: entry.status ?? '',
        message: entry.message ?? '',
        continueOnError: entry.continueOnError ?? false,
    };
}
function failingStep(promotion) {
    return stepsOf(promotion).find((step) => ['Failed', 'Errored', 'Aborted'].includes(step.status) && !step.continueOnError);
}
function toleratedFailures(promotion) {
    return stepsOf(promotion).filter((step) => ['Failed', 'Errored'].includes(step.status) && step.continueOnError);
}
function pullRequestsOf(promotion) {
    const byUrl = new Map();
    for (const step of promotion.spec.steps ?? []) {
        if (step.uses === 'git-open-pr' || step.uses === 'git-wait-for-pr') {
            const found = pullRequestIn(promotion.status?.state?.[step.as ?? '']);
            if (found !== undefined) {
                const base = targetBranchOf(promotion, step) ?? byUrl.get(found.url)?.base;
                byUrl.set(found.url, { ...found, base, branch: pushesOf(promotion).at(-1)?.branch });
            }
        }
    }
    return [...byUrl.values()];
}
function targetBranchOf(promotion, step) {
    const branch = fieldOf(fieldOf(step, 'config'), 'targetBranch');
    return typeof branch === 'string' ? workOut(branch, promotion, step) || undefined : undefined;
}
function pullRequestIn(output) {
    const pr = fieldOf(output, 'pr');
    const [id, url] = [fieldOf(pr, 'id'), fieldOf(pr, 'url')];
    if (typeof url !== 'string' || (typeof id !== 'number' && typeof id !== 'string')) {
        return undefined;
    }
    const [open, merged] = [fieldOf(pr, 'open'), fieldOf(pr, 'merged')];
    return {
        number: String(id),
        url,
        open: typeof open === 'boolean' ? open : undefined,
        merged: typeof merged === 'boolean' ? merged : undefined,
    };
}
function pushesOf(promotion) {
    return (promotion.spec.steps ?? []).flatMap((step) => {
        const output = /^(?:git|github)-push$/.test(step.uses ?? '')
            ? promotion.status?.state?.[step.as ?? '']
            : undefined;
        const [branch, commit] = [fieldOf(output, 'branch'), fieldOf(output, 'commit')];
        return typeof branch === 'string'
            ? [{ branch, commit: typeof commit === 'string' && commit !== '' ? commit : undefined }]
            : [];
    });
}
function fieldOf(value, field) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
function currentStep(promotion) {
    const index = promotion.status?.currentStep ?? 0;
    const step = promotion.spec.steps?.[index];
    return step === undefined
        ? undefined
        : stepOf(promotion.status?.stepExecutionMetadata?.[index] ?? {}, index, step);
}
function awaitedPullRequest(promotion) {
    const step = currentStep(promotion);
    if (phaseOf(promotion.status) !== 'Running' || !/^git-(wait-for|merge)-pr$/.test(step?.uses ?? '')) {
        return undefined;
    }
    const requests = pullRequestsOf(promotion);
    const own = pullRequestIn(promotion.status?.state?.[step?.alias ?? '']);
    return (requests.find((request) => request.url === own?.url) ??
        requests.findLast((request) => request.merged !== true));
}
const harmless = new Set([
    'compose-output',
    'copy',
    'delete',
    'fail',
    'git-clear',
    'git-clone',
    'git-commit',
    'git-overwrite',
    'hcl-update',
    'helm-template',
    'helm-update-chart',
    'http-download',
    'json-parse',
    'json-update',
    'kustomize-build',
    'kustomize-set-image',
    'oci-download',
    'toml-parse',
    'toml-update',
    'untar',
    'yaml-merge',
    'yaml-parse',
    'yaml-update',
]);
function outsideEffect(promotion) {
    return stepsOf(promotion).find((step) => (step.status === 'Succeeded' || (step.status === 'Running' && step.uses === 'argocd-update')) &&
        !harmless.has(step.uses) &&
        !isReadingHttp(promotion, step));
}
function isReadingHttp(promotion, step) {
    const config = fieldOf(promotion.spec.steps?.[step.number - 1], 'config');
    const method = fieldOf(config, 'method');
    return step.uses === 'http' && (method === undefined || method === 'GET' || method === 'HEAD');
}
function progressOf(promotion) {
    const phase = phaseOf(promotion.status);
    if (phase === 'Unknown') {
        return `in the phase "${promotion.status?.phase}", which this version does not know`;
    }
    const step = phase === 'Running' ? currentStep(promotion) : undefined;
    if (step === undefined) {
        return phase;
    }
    const where = `step ${step.number} of ${promotion.spec.steps?.length ?? '?'} "${step.alias}"`;
    return `Running, ${where}${step.uses === '' ? '' : ` (${step.uses})`}`;
}
function hasOrderedName(name) {
    return /\.[0-9a-hjkmnp-tv-z]{26}\.[0-9a-f]{7}$/.test(name);
}


/***/ })),

/***/ 2642:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FH: () => (/* binding */ assessStage),
/* harmony export */   Lg: () => (/* binding */ freightIn),
/* harmony export */   sZ: () => (/* binding */ isSameOrLater)
/* harmony export */ });
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);

function assessStage(stage, aim) {
    const status = stage.status ?? {};
    const last = status.lastPromotion;
    if (aim.promotion !== undefined && !isSameOrLater(last, aim.promotion)) {
        return {
            kind: 'waiting',
            for: 'promotion',
            text: 'Kargo has not taken the Promotion over into the Stage yet',
        };
    }
    const current = status.freightHistory?.[0];
    if (freightIn(current, aim.freight) === undefined) {
        return assessAbsence(stage, aim);
    }
    const running = status.currentPromotion?.name;
    if (running !== undefined) {
        return { kind: 'waiting', for: waitedFor(aim), text: `Promotion ${running} is running there` };
    }
    if (last !== undefined && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) !== 'Succeeded') {
        return {
            kind: 'not-assessable',
            text: `Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards: Kargo reports the health as Unknown and verifies nothing until the next Promotion succeeds`,
        };
    }
    return assessHealth(stage, aim, current?.verificationHistory?.[0]);
}
function waitedFor(aim) {
    return aim.waitFor === 'verified' ? 'verification' : 'health';
}
function assessHealth(stage, aim, verification) {
    const failure = aim.waitFor === 'verified' ? verificationFailure(verification) : undefined;
    if (failure !== undefined) {
        return failure;
    }
    const health = stage.status?.health;
    const issues = (health?.issues ?? []).join('; ');
    if (health?.status === 'Unhealthy') {
        return { kind: 'unhealthy', text: issues === '' ? 'Kargo reports it Unhealthy' : issues };
    }
    if (health?.status !== 'Healthy') {
        const word = health?.status ?? 'not assessed yet';
        return { kind: 'waiting', for: 'health', text: `health: ${word}${issues === '' ? '' : ` (${issues})`}` };
    }
    if (aim.waitFor === 'verified' && verification?.phase !== 'Successful') {
        return { kind: 'waiting', for: 'verification', text: describeVerification(verification) };
    }
    return { kind: 'good', checked: checkedBy(stage, aim, verification) };
}
function verificationFailure(verification) {
    const kinds = {
        Failed: 'verification-failed',
        Aborted: 'verification-failed',
        Error: 'verification-error',
        Inconclusive: 'verification-inconclusive',
    };
    const phase = verification?.phase ?? '';
    if (!Object.hasOwn(kinds, phase)) {
        return undefined;
    }
    const message = verification?.message ?? '';
    return {
        kind: kinds[phase],
        text: `the verification ended ${phase}${message === '' ? '' : `: ${message}`}`,
        analysisRun: verification?.analysisRun?.name,
    };
}
function describeVerification(verification) {
    if (verification === undefined) {
        return 'the verification has not started';
    }
    const run = verification.analysisRun === undefined ? '' : ` (AnalysisRun ${verification.analysisRun.name})`;
    return `verification: ${verification.phase ?? 'started'}${run}`;
}
function checkedBy(stage, aim, verification) {
    if (aim.waitFor === 'verified' && verification?.analysisRun !== undefined) {
        return 'analysis';
    }
    return (stage.status?.lastPromotion?.status?.healthChecks ?? []).length > 0 ? 'health' : 'none';
}
function assessAbsence(stage, aim) {
    const last = stage.status?.lastPromotion;
    const wasThere = stage.status?.freightHistory?.some((entry) => freightIn(entry, aim.freight) !== undefined);
    const mayStillCome = aim.promotion === undefined && !wasThere;
    if (last === undefined || last.name === aim.promotion?.name || mayStillCome) {
        return { kind: 'waiting', for: 'promotion', text: 'the Freight is not in the Stage yet' };
    }
    const now = Object.values(stage.status?.freightHistory?.[0]?.items ?? {}).map((freight) => freight.name);
    if ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) === 'Succeeded') {
        return {
            kind: 'superseded',
            text: `Promotion ${last.name} has put other Freight there (${now.join(', ') || 'none'})`,
        };
    }
    return wasThere
        ? { kind: 'superseded', text: `other Freight is there now (${now.join(', ') || 'none'})` }
        : {
            kind: 'not-assessable',
            text: `the Freight is not in the Stage's history, and Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards`,
        };
}
function freightIn(collection, freight) {
    return Object.values(collection?.items ?? {}).find((item) => item.name === freight);
}
function isSameOrLater(last, ours) {
    if (last === undefined) {
        return false;
    }
    if (last.name === ours.name || ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(last.name) && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(ours.name))) {
        return last.name >= ours.name;
    }
    return ours.finishedAt !== undefined && (last.finishedAt ?? '') >= ours.finishedAt;
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