"use strict";
exports.id = 5743;
exports.ids = [5743];
exports.modules = {

/***/ 25743:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ open_promotion_pr_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/forge/connect.js + 1 modules
var connect = __webpack_require__(20450);
// EXTERNAL MODULE: ./build/forge/location.js
var forge_location = __webpack_require__(61220);
// EXTERNAL MODULE: ./build/forge/workflow-token.js
var workflow_token = __webpack_require__(39110);
// EXTERNAL MODULE: ./build/inputs/forge.js
var forge = __webpack_require__(8490);
// EXTERNAL MODULE: ./build/inputs/pull-request.js
var pull_request = __webpack_require__(80570);
// EXTERNAL MODULE: ./build/inputs/selection.js
var selection = __webpack_require__(45263);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var kargo_connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/find.js
var find = __webpack_require__(40081);
// EXTERNAL MODULE: ./build/pull-request/description.js
var description = __webpack_require__(59833);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/forge/writing.js
var writing = __webpack_require__(67831);
;// CONCATENATED MODULE: ./build/pull-request/section.js
const begin = /^<!-- kargo-ci: section(?: (?<json>\{.*\}))? -->$/;
const end = '<!-- kargo-ci: end of section -->';
function rememberedIn(body) {
    return split(body).remembered;
}
function withSection(body, content, remembered) {
    const { isThere, before, after } = split(body);
    const lines = content.split('\n').filter((line) => !begin.test(line) && line !== end);
    const section = [`<!-- kargo-ci: section ${JSON.stringify(remembered)} -->`, ...lines, end];
    const gap = isThere || before.length === 0 || before.at(-1) === '' ? [] : [''];
    return [...before, ...gap, ...section, ...after].join('\n');
}
function split(body) {
    const text = body.replaceAll('\r\n', '\n');
    const lines = text === '' ? [] : text.split('\n');
    const last = lines.lastIndexOf(end);
    const first = lines.findLastIndex((line, index) => index < last && begin.test(line));
    if (first === -1) {
        return { isThere: false, before: lines, after: [], remembered: { reviewers: [] } };
    }
    return {
        isThere: true,
        before: lines.slice(0, first),
        after: lines.slice(last + 1),
        remembered: parse(begin.exec(lines[first] ?? '')?.groups?.json),
    };
}
function parse(json) {
    let value;
    try {
        value = JSON.parse(json ?? '{}');
    }
    catch {
        value = {};
    }
    const field = (name) => typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    const [reviewers, title] = [field('reviewers'), field('title')];
    return {
        reviewers: Array.isArray(reviewers) ? reviewers.filter(isReviewer) : [],
        ...(typeof title === 'string' && { title }),
    };
}
function isReviewer(name) {
    return typeof name === 'string' && /^[\w.-]+(?:\/[\w.-]+)?$/.test(name);
}

;// CONCATENATED MODULE: ./build/pull-request/dress.js




function firstBody(dress) {
    return withSection('', dress.section, { reviewers: [], title: digestOf(dress.title ?? '') });
}
async function dressPullRequest(forge, pull, dress) {
    const remembered = rememberedIn(pull.body);
    const labels = missingLabels(forge, pull, dress.labels);
    await forge.addLabels(pull, labels);
    const asked = await askForReviews(forge, pull, dress.reviewers.filter((name) => !remembered.reviewers.includes(name)));
    const title = newTitle(pull, dress.title, remembered);
    const body = withSection(pull.body, dress.section, {
        reviewers: [...remembered.reviewers, ...asked.taken],
        title: title === undefined ? remembered.title : digestOf(title),
    });
    const change = {
        ...(title !== undefined && { title }),
        ...(!isSameBody(forge, pull.body, body) && { body }),
    };
    if (Object.keys(change).length > 0) {
        await forge.edit(pull, change);
    }
    return { changed: labels.length + Object.keys(change).length > 0, warnings: asked.warnings };
}
function missingLabels({ name }, pull, labels) {
    const key = (label) => (name === 'github' ? label.toLowerCase() : label);
    const there = new Set(pull.labels.map(key));
    return labels.filter((label) => !there.has(key(label)));
}
async function askForReviews(forge, pull, names) {
    if (names.length === 0) {
        return { taken: [], warnings: [] };
    }
    try {
        const refused = await forge.requestReviewers(pull, names);
        return {
            taken: names.filter((name) => !refused.some((one) => one.name === name)),
            warnings: refused.map(({ name, text }) => `${name} was not asked for a review: ${text}`),
        };
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error) || error.verdict.status !== 'failed') {
            throw error;
        }
        return { taken: [], warnings: [`nobody was asked for a review: ${error.message}`] };
    }
}
function newTitle(pull, wanted, { title }) {
    const isOurs = title === digestOf(pull.title);
    return wanted !== undefined && isOurs && (0,writing/* titleLine */.Nl)(wanted) !== pull.title ? (0,writing/* titleLine */.Nl)(wanted) : undefined;
}
function digestOf(title) {
    return (0,external_node_crypto_.createHash)('sha256').update((0,writing/* titleLine */.Nl)(title)).digest('hex').slice(0, 12);
}
function isSameBody({ name }, before, after) {
    const written = name === 'gitlab' ? (0,writing/* withoutQuickActions */.Bs)(after) : after;
    return before.replaceAll('\r\n', '\n').trimEnd() === written.trimEnd();
}

// EXTERNAL MODULE: ./build/pull-request/evidence.js
var evidence = __webpack_require__(50930);
// EXTERNAL MODULE: ./build/pull-request/link.js
var pull_request_link = __webpack_require__(69195);
// EXTERNAL MODULE: ./build/pull-request/orphan.js
var pull_request_orphan = __webpack_require__(83989);
// EXTERNAL MODULE: ./build/pull-request/outputs.js
var outputs = __webpack_require__(60425);
// EXTERNAL MODULE: ./build/pull-request/target.js
var pull_request_target = __webpack_require__(59950);
// EXTERNAL MODULE: ./build/report/evidence.js
var report_evidence = __webpack_require__(28157);
;// CONCATENATED MODULE: ./build/commands/open-promotion-pr.js





















const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    ...pull_request/* pullRequestInputs */.e,
    head: {
        type: 'string',
        description: 'For pipelines in which CI itself writes the change: the branch that holds it. A pull request from it to `base` is opened, or the open one is taken. It needs `stage` and Freight.',
    },
    base: { type: 'string', description: 'The branch that `head` is to be merged into.' },
    stage: { type: 'list', description: 'With `head`: the Stage that the change is for. One.' },
    ...selection/* selectionInputs */.Iz,
    title: {
        type: 'string',
        freeText: true,
        description: 'With `head`: the title. Default: one with the Freight and the Stage. A title that somebody else gave to the pull request since is left alone.',
    },
    body: {
        type: 'string',
        freeText: true,
        description: 'Markdown for the description, before the evidence. It stands in a section of its own: what Kargo and people write around it stays.',
    },
    draft: {
        type: 'boolean',
        default: false,
        description: 'With `head`: open it as a draft. One that exists stays as it is.',
    },
    labels: { type: 'list', description: 'Labels to add. Those that it has stay.' },
    reviewers: {
        type: 'list',
        description: 'Who is asked for a review, once: user names, on GitHub also teams as organisation/team. Whom the forge does not take is a warning.',
    },
    ...forge/* forgeInputs */.L,
    ...shared/* waiting */.eg,
};
const open_promotion_pr_outputs = {
    ...outputs/* pullRequestOutputs */.R,
    operation: 'What was done with the pull request: created, updated or unchanged.',
    promotion: 'The name of the Promotion of the pull request, if Kargo opened it.',
    freight: 'The name of the Freight.',
};
const open_promotion_pr_command = (0,command/* defineCommand */.NB)({
    name: 'open-promotion-pr',
    description: 'Put evidence, labels and reviewers to the pull request of a Promotion, or open one for a branch that CI wrote.',
    inputs,
    outputs: open_promotion_pr_outputs,
    check: (values) => [
        ...(0,shared/* checkConnection */.jo)(values),
        ...(0,pull_request/* checkPullRequest */.f)(values),
        ...(0,forge/* checkForge */.Y)(values),
        ...values.reviewers
            .filter((name) => !isReviewer(name))
            .map((value) => ({ input: 'reviewers', value, accepted: 'must be a user name, or organisation/team' })),
        ...(values.head === undefined ? checkOfPromotion(values) : checkOfBranch(values)),
    ],
    async run(values, context) {
        return (0,clock/* withDeadline */.NE)(context, values.timeout, async (deadline) => {
            const client = await (0,kargo_connect/* connect */.Ng)(values, context, deadline.signal);
            return new Opening(values, { context, client, deadline }).toItsEnd();
        });
    },
});
function checkOfPromotion(values) {
    const given = [
        ...['base', 'title'].filter((name) => values[name] !== undefined),
        ...(values.stage.length > 0 ? ['stage'] : []),
        ...(values.draft ? ['draft'] : []),
        ...((0,selection/* waysToSelect */._W)(values).length > 0 ? ['freight'] : []),
    ];
    return given.map((input) => ({
        input,
        accepted: 'only with head: of a pull request that Kargo opened the Promotion says it',
    }));
}
function checkOfBranch(values) {
    const named = values.promotion.length > 0 ? 'promotion' : 'pull-request';
    return [
        ...(values.promotion.length === 0 && values['pull-request'] === undefined
            ? []
            : [{ input: named, accepted: 'name head and base, or the pull request that Kargo opened, not both' }]),
        ...(values.base === undefined
            ? [{ input: 'base', accepted: 'is needed with head: the branch to merge into' }]
            : []),
        ...(values.stage.length === 1
            ? []
            : [{ input: 'stage', accepted: 'is needed with head: the one Stage that the change is for' }]),
        ...(0,selection/* checkSelection */.Nt)(values),
    ];
}
class Opening {
    #values;
    #around;
    #warnings = [];
    #pull;
    #evidence;
    #operation;
    constructor(values, around) {
        this.#values = values;
        this.#around = around;
    }
    async toItsEnd() {
        const verdict = await this.#run();
        const pull = this.#pull;
        return {
            verdict,
            outputs: {
                ...(0,outputs/* pullRequestOutputValues */._)(pull),
                operation: this.#operation ?? '',
                promotion: this.#evidence?.promotion ?? '',
                freight: this.#evidence?.freight.name ?? '',
            },
            ...(this.#evidence !== undefined && { summary: (0,report_evidence/* evidenceReport */.C)(this.#around.client, this.#evidence) }),
            links: pull === undefined ? [] : [(0,description/* linkTo */.uM)(pull)],
            warnings: this.#warnings,
        };
    }
    async #run() {
        const { head, base } = this.#values;
        try {
            return head === undefined || base === undefined
                ? await this.#ofPromotion()
                : await this.#ofBranch(head, base);
        }
        catch (thrown) {
            if ((0,errors/* isKargoError */.Rd)(thrown)) {
                return thrown.verdict;
            }
            throw thrown;
        }
    }
    async #ofPromotion() {
        const { context, client, deadline } = this.#around;
        const settings = { inputs: this.#values, site: await context.site(), context };
        const target = await (0,pull_request_target/* findTarget */.F)({ client, deadline, settings });
        if (target === undefined) {
            return this.#unchanged('The Promotion succeeded without a pull request: there was nothing to open.');
        }
        const { forge, linked } = target;
        this.#pull = target.pull;
        const { url, state } = target.pull;
        if (linked === undefined) {
            const advice = 'To open one for a branch that CI wrote, name head, base, stage and the Freight.';
            throw (0,errors/* failed */.gz)('not-found', `No Promotion of project "${client.project}" names ${url}, so there is no evidence about it. ${advice}`);
        }
        if (state !== 'open') {
            return this.#unchanged(`The ${(0,description/* wordFor */.GC)(url)} ${url} is ${state} already: it was left as it is.`);
        }
        const orphan = (0,pull_request_orphan/* orphanOf */.w)(linked.promotion, url);
        if (orphan !== undefined) {
            return orphan;
        }
        this.#warnings.push(...(0,pull_request_link/* doubtsAbout */.xp)(linked, target.pull).map((doubt) => `${url}: ${doubt}`));
        this.#evidence = await (0,evidence/* evidenceOfPromotion */.m)(client, linked.promotion);
        return this.#dress(forge, target.pull, this.#evidence);
    }
    async #ofBranch(head, base) {
        const { context, client, deadline } = this.#around;
        const settings = { inputs: this.#values, site: await context.site(), context };
        const location = (0,forge_location/* locate */.x5)((0,connect/* whereabouts */.C)(settings));
        const forge = await (0,connect/* connectForge */.W)(settings, location, deadline.signal);
        const stage = await client.getStage(this.#values.stage[0] ?? '');
        const freight = await (0,find.awaitFreight)({ client, log: context.log, selection: (0,selection/* selectionOf */.Wm)(this.#values) });
        this.#evidence = (0,evidence/* evidenceOf */.X)(stage, freight);
        const dress = this.#dressFor(this.#evidence);
        const { repository } = location;
        const title = dress.title ?? '';
        const { draft } = this.#values;
        const opened = await forge.open({ repository, head, base, title, body: firstBody(dress), draft });
        if (opened.outcome === 'nothing-to-change') {
            return this.#unchanged(`${base} of ${repository} holds everything of ${head} already: ${opened.text}`);
        }
        this.#pull = opened.pullRequest;
        context.publish((0,outputs/* pullRequestOutputValues */._)(this.#pull));
        if (opened.outcome === 'created') {
            this.#operation = 'created';
            context.publish({ operation: 'created' });
            if ((0,workflow_token/* isOfWorkflow */.b)(opened.pullRequest.author)) {
                this.#warnings.push(workflow_token/* workflowTokenLimit */.Q);
            }
        }
        return this.#dress(forge, opened.pullRequest, this.#evidence);
    }
    async #dress(forge, pull, evidence) {
        const { changed, warnings } = await dressPullRequest(forge, pull, this.#dressFor(evidence));
        this.#warnings.push(...warnings);
        this.#operation ??= changed ? 'updated' : 'unchanged';
        return this.#operation === 'unchanged'
            ? { status: 'unchanged', message: `The ${(0,description/* wordFor */.GC)(pull.url)} ${pull.url} had all of this already.` }
            : { status: 'succeeded', message: `The ${(0,description/* wordFor */.GC)(pull.url)} ${pull.url} was ${this.#operation}.` };
    }
    #dressFor(evidence) {
        const { labels, reviewers, title, body } = this.#values;
        const report = (0,report_evidence/* evidenceReport */.C)(this.#around.client, evidence);
        const { freight, stage } = evidence;
        return {
            section: body === undefined ? report : `${body}\n\n${report}`,
            labels,
            reviewers,
            title: title ?? `Promote ${freight.alias ?? freight.name.slice(0, 7)} to ${stage}`,
        };
    }
    #unchanged(message) {
        this.#operation = 'unchanged';
        return { status: 'unchanged', message };
    }
}


/***/ })),

/***/ 39110:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ workflowTokenLimit),
/* harmony export */   b: () => (/* binding */ isOfWorkflow)
/* harmony export */ });
function isOfWorkflow(author) {
    return /^github-actions(\[bot\])?$/.test(author);
}
const workflowTokenLimit = 'The pull request was opened with the GITHUB_TOKEN: its workflow runs wait until somebody with write access chooses "Approve workflows to run" (on GitHub Enterprise Server they do not start at all). Opened with the token of a GitHub App they run at once.';


/***/ })),

/***/ 67831:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ withoutQuickActions),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Nl: () => (/* binding */ titleLine),
/* harmony export */   j$: () => (/* binding */ markedBody),
/* harmony export */   xY: () => (/* binding */ hasMarker)
/* harmony export */ });
/* unused harmony export markerLine */
const titleLimit = 255;
function titleLine(title) {
    const line = title.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
    return cut(line, titleLimit);
}
function cut(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    let kept = '';
    for (const character of text) {
        if (kept.length + character.length > limit - 1) {
            break;
        }
        kept += character;
    }
    return `${kept}\u2026`;
}
function markerLine(marker) {
    if (!/^[a-z0-9._/-]+$/.test(marker) || marker.includes('--')) {
        throw new RangeError(`not a marker: ${JSON.stringify(marker)}`);
    }
    return `<!-- kargo-ci: ${marker} -->`;
}
function markedBody(marker, body) {
    return `${markerLine(marker)}\n${body}`;
}
function hasMarker(body, marker) {
    return body === markerLine(marker) || /^[\r\n]/.test(body.slice(markerLine(marker).length))
        ? body.startsWith(markerLine(marker))
        : false;
}
function withoutQuickActions(body) {
    return body.replace(/^([^\S\n]*)\/(?=[a-z])/gim, '$1\\/');
}


/***/ })),

/***/ 80570:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ pullRequestInputs),
/* harmony export */   f: () => (/* binding */ checkPullRequest)
/* harmony export */ });
const pullRequestInputs = {
    promotion: {
        type: 'list',
        description: 'The Promotion whose pull request is meant, by name: one. Kargo tells which one that is.',
    },
    'pull-request': {
        type: 'string',
        description: 'The pull request: its URL, or its number in `repository`. Default: that of the Promotion, else the one that the job runs for.',
    },
};
function checkPullRequest(values) {
    const { 'pull-request': named, promotion } = values;
    const isOne = named === undefined || /^[1-9]\d{0,9}$/.test(named) || /^https?:\/\//.test(named);
    return [
        ...(isOne
            ? []
            : [
                { input: 'pull-request', value: named, accepted: 'must be a number, or the URL of a pull request' },
            ]),
        ...(promotion.length <= 1
            ? []
            : [{ input: 'promotion', value: promotion.join(', '), accepted: 'name one Promotion' }]),
    ];
}


/***/ })),

/***/ 50930:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evidenceOf),
/* harmony export */   m: () => (/* binding */ evidenceOfPromotion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);



async function evidenceOfPromotion(client, promotion) {
    const { metadata, spec, status } = promotion;
    const name = spec.freight ?? status?.freight?.name ?? '';
    const [stage, freight] = await Promise.all([
        client.getStage(spec.stage),
        (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getFreight(name)),
    ]);
    const remembered = status?.freight;
    if (freight === undefined && remembered === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-found', `Freight ${name} of Promotion ${metadata.name} does not exist (any more).`);
    }
    const known = freight ?? { metadata: { name }, ...remembered };
    return { ...evidenceOf(stage, known), promotion: metadata.name };
}
function evidenceOf(stage, freight) {
    const { name } = stage.metadata;
    const { origin, alias, status } = freight;
    const key = origin === undefined ? '' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(origin);
    const sources = (stage.spec.requestedFreight ?? [])
        .filter((request) => (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(request.origin) === key)
        .map((request) => request.sources ?? {});
    const upstream = [...new Set(sources.flatMap(({ stages }) => stages ?? []))];
    return {
        stage: name,
        freight: { ...freight, name: freight.metadata.name, alias },
        current: stage.status?.freightHistory?.[0]?.items?.[key],
        promotion: undefined,
        upstream: upstream.map((from) => ({ stage: from, verifiedAt: verifiedAt(status, from) })),
        direct: sources.some(({ direct }) => direct === true),
        approved: status?.approvedFor?.[name] !== undefined,
    };
}
function verifiedAt(status, stage) {
    const verified = status?.verifiedIn?.[stage];
    return verified === undefined ? undefined : (verified.verifiedAt ?? '');
}


/***/ })),

/***/ 83989:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ orphanOf)
/* harmony export */ });
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);
/* harmony import */ var _promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93508);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59833);



function orphanOf(promotion, url) {
    if (!(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(promotion.status) || (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(promotion.status) === 'Succeeded') {
        return undefined;
    }
    const verdict = (0,_promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g)(promotion);
    return {
        ...verdict,
        message: `${verdict.message}. Its ${(0,_description_js__WEBPACK_IMPORTED_MODULE_2__/* .wordFor */ .GC)(url)} ${url} is still open and belongs to no Promotion any more: merging it would change Git without one. Close it.`,
    };
}


/***/ })),

/***/ 60425:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ pullRequestOutputs),
/* harmony export */   _: () => (/* binding */ pullRequestOutputValues)
/* harmony export */ });
const pullRequestOutputs = {
    'pull-request': 'The number of the pull request (GitLab: of the merge request).',
    'pull-request-url': 'The address of the pull request.',
    'pull-request-branch': 'The head branch of the pull request.',
    state: 'The state of the pull request when the command ended: open, merged or closed.',
};
function pullRequestOutputValues(pull) {
    return {
        'pull-request': pull === undefined ? '' : String(pull.number),
        'pull-request-url': pull?.url ?? '',
        'pull-request-branch': pull?.head.branch ?? '',
        state: pull?.state ?? '',
    };
}


/***/ })),

/***/ 28157:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ evidenceReport)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65453);

const mostRows = 60;
const mostOfSubject = 100;
function evidenceReport(client, evidence) {
    const { stage, freight, promotion } = evidence;
    const name = freight.alias ?? freight.name.slice(0, 7);
    return [
        `### ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(name, client.uiLink('freight', freight.name))} to ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage))}`,
        '',
        comparison(evidence),
        '',
        `- Freight ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(freight.name)} of Warehouse ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(freight.origin?.name ?? '?')}`,
        ...(promotion === undefined
            ? []
            : [`- Promotion ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(promotion, client.uiLink('promotion', promotion))}`]),
        ...reasons(client, evidence).map((reason) => `- ${reason}`),
    ].join('\n');
}
function comparison({ stage, freight, current }) {
    const before = new Map(rowsOf(current).map((row) => [keyOf(row), row]));
    const after = new Map(rowsOf(freight).map((row) => [keyOf(row), row]));
    const keys = [...new Set([...after.keys(), ...before.keys()])];
    const rows = keys.slice(0, mostRows).map((key) => {
        const [was, is] = [before.get(key), after.get(key)];
        const { kind, place } = is ?? was ?? { kind: '', place: '' };
        return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(place), was?.version ?? '\u2013', is === undefined ? '\u2013' : marked(is, was)];
    });
    const left = keys.length - rows.length;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'artifact', `in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(stage)} now`, 'after the merge'], rows),
        ...(left === 0 ? [] : ['', `and ${left} more`]),
    ].join('\n');
}
function marked(is, was) {
    return is.version === was?.version ? `${is.version} (same)` : is.version;
}
function keyOf({ kind, place }) {
    return `${kind} ${place}`;
}
function rowsOf(freight) {
    return [
        ...(freight?.images ?? []).map(({ repoURL, tag, digest }) => ({
            kind: 'image',
            place: repoURL,
            version: [tag, digest].filter(Boolean).map(codeOf).join(' '),
        })),
        ...(freight?.charts ?? []).map(({ repoURL, name, version }) => ({
            kind: 'chart',
            place: [repoURL, name].filter(Boolean).join('/'),
            version: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(version),
        })),
        ...(freight?.commits ?? []).map(({ repoURL, tag, id, message }) => ({
            kind: 'commit',
            place: repoURL,
            version: [...[tag, id].filter(Boolean).map(codeOf), subjectOf(message)].filter(Boolean).join(' '),
        })),
    ];
}
function codeOf(value) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(value ?? '');
}
function subjectOf(message) {
    const subject = (message ?? '').split('\n')[0]?.slice(0, mostOfSubject) ?? '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(subject);
}
function reasons(client, { upstream, direct, approved }) {
    return [
        ...upstream.map(({ stage, verifiedAt }) => {
            const there = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage));
            return verifiedAt === undefined
                ? `**not verified** in ${there}`
                : `verified in ${there}${verifiedAt === '' ? '' : ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(verifiedAt)}`}`;
        }),
        ...(direct ? ['may come straight from its Warehouse'] : []),
        ...(approved ? ['approved for this Stage'] : []),
    ];
}


/***/ }))

};
;