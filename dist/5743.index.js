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

/***/ 73980:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kt: () => (/* binding */ normalRepository),
/* harmony export */   L5: () => (/* binding */ parseCommit),
/* harmony export */   TM: () => (/* binding */ matchesCommit),
/* harmony export */   an: () => (/* binding */ describeContents),
/* harmony export */   as: () => (/* binding */ parseChart),
/* harmony export */   rI: () => (/* binding */ isChartRepository),
/* harmony export */   v9: () => (/* binding */ holds),
/* harmony export */   x7: () => (/* binding */ matchesImage),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
/* unused harmony export isFullSha */
function parseImage(text) {
    const groups = /^(?<repository>[^\s@]+?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>sha(?:256|512):[0-9a-f]{64,128}))?$/.exec(text)?.groups;
    const { repository, tag, digest } = groups ?? {};
    if (repository === undefined || repository.includes('://') || (tag === undefined && digest === undefined)) {
        return undefined;
    }
    return {
        kind: 'image',
        text,
        repository,
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined ? {} : { digest }),
    };
}
function parseCommit(text) {
    return /^\S+$/.test(text) ? { kind: 'commit', text, revision: text } : undefined;
}
function parseChart(text) {
    const groups = /^(?<repository>\S+\/[^\s/:]+):(?<version>[^\s/:]+)$/.exec(text)?.groups;
    const { repository, version } = groups ?? {};
    return repository === undefined || version === undefined
        ? undefined
        : { kind: 'chart', text, repository, version };
}
function holds(freight, artifact) {
    switch (artifact.kind) {
        case 'image':
            return (freight.images ?? []).some((image) => matchesImage(image, artifact));
        case 'commit':
            return (freight.commits ?? []).some((commit) => matchesCommit(commit, artifact.revision));
        case 'chart':
            return (freight.charts ?? []).some((chart) => isChart(chart, artifact));
    }
}
function matchesImage(image, wanted) {
    if (normalRepository(image.repoURL) !== normalRepository(wanted.repository)) {
        return false;
    }
    return wanted.digest === undefined ? image.tag === wanted.tag : image.digest === wanted.digest;
}
function matchesCommit(commit, revision) {
    return commit.id.toLowerCase() === revision.toLowerCase() || commit.tag === revision;
}
function isChart(chart, wanted) {
    return isChartRepository(chart, wanted.repository) && chart.version === wanted.version;
}
function isChartRepository(chart, place) {
    const full = chart.name === undefined || chart.name === '' ? chart.repoURL : `${chart.repoURL}/${chart.name}`;
    return normalChart(full) === normalChart(place);
}
function normalChart(place) {
    return place
        .replace(/^oci:\/\//, '')
        .replace(/\/+$/, '')
        .replace(/([^:])\/\/+/g, '$1/')
        .toLowerCase();
}
function normalRepository(repository) {
    const short = repository.toLowerCase().replace(/^(?:index\.)?docker\.io\//, '');
    return short.replace(/^library\//, '');
}
function isFullSha(text) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}
function describeContents(freight) {
    const parts = [
        ...(freight.images ?? []).map((image) => `${image.repoURL}:${image.tag ?? image.digest?.slice(0, 19) ?? '?'}`),
        ...(freight.charts ?? []).map((chart) => `${chart.name || chart.repoURL}:${chart.version}`),
        ...(freight.commits ?? []).map((commit) => `${commit.repoURL}@${commit.tag ?? commit.id.slice(0, 7)}`),
    ];
    return parts.join(', ') || 'no artifacts';
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


/***/ }))

};
;