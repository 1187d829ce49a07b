"use strict";
exports.id = 2624;
exports.ids = [2624,243];
exports.modules = {

/***/ 42624:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explainAbsence: () => (/* binding */ explainAbsence)
});

// EXTERNAL MODULE: ../node_modules/semver/index.js
var semver = __webpack_require__(54978);
var semver_default = /*#__PURE__*/__webpack_require__.n(semver);
// EXTERNAL MODULE: ./build/kargo/artifact.js
var artifact = __webpack_require__(73980);
// EXTERNAL MODULE: ./build/kargo/subscription.js
var kargo_subscription = __webpack_require__(19695);
;// CONCATENATED MODULE: ./build/kargo/sight.js



const defaultDiscoveryLimit = 20;
const namesShown = 5;
function look(warehouse, artifact) {
    switch (artifact.kind) {
        case 'image':
            return lookForImage(warehouse, artifact);
        case 'commit':
            return lookForCommit(warehouse, artifact);
        case 'chart':
            return lookForChart(warehouse, artifact);
    }
}
function lookForImage(warehouse, wanted) {
    const subscription = (0,kargo_subscription/* subscriptionFor */.FJ)(warehouse, wanted)?.image;
    const found = (warehouse.status?.discoveredArtifacts?.images ?? [])
        .filter((image) => (0,artifact/* normalRepository */.Kt)(image.repoURL) === (0,artifact/* normalRepository */.Kt)(wanted.repository))
        .flatMap((image) => (image.references ?? []).map((reference) => ({ ...reference, repoURL: image.repoURL })));
    const tags = found.map((reference) => reference.tag ?? reference.digest ?? '?');
    const index = found.findIndex((reference) => (0,artifact/* matchesImage */.x7)(reference, wanted));
    if (index >= 0) {
        return seenAt(index, `${wanted.text}`, tags);
    }
    const cause = subscription === undefined ? undefined : whyImageInvisible(subscription, wanted, tags);
    return unseen(wanted.text, { cause, filter: describeImageFilter(subscription), names: tags });
}
function lookForCommit(warehouse, wanted) {
    const found = (warehouse.status?.discoveredArtifacts?.git ?? []).flatMap((git) => git.commits ?? []);
    const names = found.map((commit) => commit.tag ?? commit.id.slice(0, 12));
    const lists = (warehouse.status?.discoveredArtifacts?.git ?? []).map((git) => git.commits ?? []);
    const index = Math.max(...lists.map((list) => list.findIndex((commit) => (0,artifact/* matchesCommit */.TM)(commit, wanted.revision))), -1);
    if (index >= 0) {
        return seenAt(index, `commit ${wanted.text}`, names);
    }
    const filters = (warehouse.spec.subscriptions ?? []).flatMap((entry) => entry.git ? [describeGitFilter(entry.git)] : []);
    return unseen(`commit ${wanted.text}`, { cause: undefined, filter: filters.join('; '), names });
}
function lookForChart(warehouse, wanted) {
    const subscription = (0,kargo_subscription/* subscriptionFor */.FJ)(warehouse, wanted)?.chart;
    const versions = (warehouse.status?.discoveredArtifacts?.charts ?? [])
        .filter((chart) => (0,artifact/* isChartRepository */.rI)(chart, wanted.repository))
        .flatMap((chart) => chart.versions ?? []);
    const index = versions.indexOf(wanted.version);
    if (index >= 0) {
        return seenAt(index, `chart ${wanted.text}`, versions);
    }
    const constraint = subscription?.semverConstraint;
    const cause = outside(wanted.version, constraint);
    return unseen(`chart ${wanted.text}`, {
        cause,
        filter: constraint ? `semverConstraint: ${constraint}` : '',
        names: versions,
    });
}
function seenAt(index, what, names) {
    if (index === 0) {
        return { kind: 'newest' };
    }
    return {
        kind: 'older',
        proven: true,
        text: `sees ${what}, but ${names[0] ?? 'another'} is newer, and Freight is only made of the newest; create-freight makes Freight of exactly these artifacts`,
    };
}
function unseen(what, { cause, filter, names }) {
    const configured = filter === '' ? '' : `; it is configured with ${filter}`;
    const seen = names.length === 0 ? 'it sees nothing there' : `it sees ${shown(names)}`;
    return cause === undefined
        ? { kind: 'unseen', proven: false, text: `did not see ${what}: ${seen}${configured}` }
        : { kind: 'unseen', proven: true, text: `cannot see ${what}: ${cause}; ${seen}` };
}
function shown(names) {
    const rest = names.length - namesShown;
    return names.slice(0, namesShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
function whyImageInvisible(subscription, wanted, seen) {
    const { tag } = wanted;
    if (tag === undefined) {
        return undefined;
    }
    if ((subscription.ignoreTags ?? []).includes(tag)) {
        return `its subscription ignores the tag ${tag} (ignoreTags)`;
    }
    const strategy = subscription.imageSelectionStrategy ?? 'SemVer';
    const { constraint } = subscription;
    if (strategy === 'Digest') {
        return constraint === undefined || constraint === tag
            ? undefined
            : `its subscription follows the one tag "${constraint}" (imageSelectionStrategy: Digest)`;
    }
    if (strategy !== 'SemVer') {
        return undefined;
    }
    if (semver_default().coerce(tag) === null || (subscription.strictSemvers !== false && semver_default().valid(tag) === null)) {
        return `its subscription takes semantic versions only (imageSelectionStrategy: SemVer), and the tag ${tag} is none`;
    }
    return outside(tag, constraint) ?? cutOff(tag, seen, subscription.discoveryLimit);
}
function outside(version, constraint) {
    const range = constraint?.replaceAll(',', ' ');
    if (!range || semver_default().valid(version) === null || semver_default().validRange(range) === null) {
        return undefined;
    }
    return semver_default().satisfies(version, range, { includePrerelease: true })
        ? undefined
        : `${version} is outside of its constraint "${constraint}"`;
}
function cutOff(tag, seen, limit = defaultDiscoveryLimit) {
    const oldest = seen.at(-1);
    if (seen.length < limit ||
        oldest === undefined ||
        semver_default().valid(oldest) === null ||
        semver_default().valid(tag) === null) {
        return undefined;
    }
    return semver_default().lt(tag, oldest)
        ? `it lists only the newest ${limit} (discoveryLimit), the oldest of them is ${oldest}`
        : undefined;
}
function describeImageFilter(subscription) {
    return describeFields({
        imageSelectionStrategy: subscription?.imageSelectionStrategy ?? 'SemVer',
        constraint: subscription?.constraint,
        allowTags: subscription?.allowTags,
        allowTagsRegexes: subscription?.allowTagsRegexes,
        ignoreTags: subscription?.ignoreTags,
        ignoreTagsRegexes: subscription?.ignoreTagsRegexes,
        discoveryLimit: subscription?.discoveryLimit,
    });
}
function describeGitFilter(subscription) {
    return describeFields({
        repoURL: subscription.repoURL,
        branch: subscription.branch,
        commitSelectionStrategy: subscription.commitSelectionStrategy,
        semverConstraint: subscription.semverConstraint,
        includePaths: subscription.includePaths,
        excludePaths: subscription.excludePaths,
        expressionFilter: subscription.expressionFilter,
        discoveryLimit: subscription.discoveryLimit,
    });
}
function describeFields(fields) {
    return Object.entries(fields)
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}`)
        .join(', ');
}

// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
;// CONCATENATED MODULE: ./build/kargo/absence.js



function explainAbsence(warehouses, artifacts) {
    if (warehouses.length === 0) {
        return { proven: true, reasons: ['the project has no Warehouse'] };
    }
    const subscribed = warehouses.filter((warehouse) => artifacts.every((artifact) => (0,kargo_subscription/* subscriptionFor */.FJ)(warehouse, artifact) !== undefined));
    if (subscribed.length === 0) {
        return { proven: true, reasons: warehouses.map((warehouse) => noSubscription(warehouse, artifacts)) };
    }
    const each = subscribed.map((warehouse) => explainFor(warehouse, artifacts));
    return {
        proven: each.every((absence) => absence.proven),
        reasons: each.flatMap((absence) => absence.reasons),
    };
}
function explainFor(warehouse, artifacts) {
    const who = `Warehouse "${warehouse.metadata.name}"`;
    const ready = (0,types/* conditionOf */.rI)(warehouse, 'Ready');
    const sights = artifacts.map((artifact) => look(warehouse, artifact));
    const unseen = sights.filter((sight) => sight.kind !== 'newest');
    const proven = unseen.find((sight) => sight.proven);
    if (proven !== undefined) {
        return { proven: true, reasons: [`${who} ${proven.text}`] };
    }
    if (warehouse.spec.freightCreationPolicy === 'Manual') {
        return {
            proven: true,
            reasons: [
                `${who} makes no Freight by itself (freightCreationPolicy: Manual); create it with create-freight or in Kargo's UI`,
                ...unseen.map((sight) => `${who} ${sight.text}`),
            ],
        };
    }
    const reasons = unseen.map((sight) => `${who} ${sight.text}`);
    const criteria = (0,types/* conditionOf */.rI)(warehouse, 'FreightCreationCriteriaSatisfied');
    if (criteria?.status === 'False') {
        reasons.push(`the creation criteria of ${who} are not satisfied (${warehouse.spec.freightCreationCriteria?.expression ?? criteria.message ?? ''})`);
    }
    if (ready?.status === 'False' && ready.reason !== 'DiscoveryInProgress') {
        reasons.push(`${who} says: ${ready.message || ready.reason || 'not ready'}`);
    }
    return {
        proven: false,
        reasons: reasons.length > 0 ? reasons : [`${who} sees it, and has made no Freight of it yet`],
    };
}
function noSubscription(warehouse, artifacts) {
    const missing = artifacts.filter((artifact) => (0,kargo_subscription/* subscriptionFor */.FJ)(warehouse, artifact) === undefined);
    const what = missing.map((artifact) => artifact.kind === 'commit' ? 'a git repository' : artifact.repository);
    const has = (warehouse.spec.subscriptions ?? []).map(kargo_subscription/* describeSubscription */.dy);
    return `Warehouse "${warehouse.metadata.name}" does not subscribe to ${what.join(', ')}; it subscribes to ${has.join(', ') || 'nothing'}`;
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