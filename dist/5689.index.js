"use strict";
exports.id = 5689;
exports.ids = [5689];
exports.modules = {

/***/ 95689:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   siteOf: () => (/* binding */ siteOf)
/* harmony export */ });
async function siteOf(env) {
    if (env.KARGO_CI_HOST === 'gitlab' || env.GITLAB_CI === 'true') {
        return gitlabSite(env);
    }
    return env.GITHUB_ACTIONS === 'true' ? githubSite(env) : {};
}
async function githubSite(env) {
    const { pullRequestOfEvent } = await Promise.all(/* import() */[__webpack_require__.e(1470), __webpack_require__.e(5636), __webpack_require__.e(9804)]).then(__webpack_require__.bind(__webpack_require__, 39804));
    const address = trimmed(env.GITHUB_SERVER_URL);
    const repository = env.GITHUB_REPOSITORY ?? '';
    const { number, headSha } = pullRequestOfEvent() ?? {};
    const token = env.KARGO_CI_JOB_TOKEN ?? '';
    return {
        ...(address === '' || repository === ''
            ? {}
            : {
                repository: { forge: 'github', address, repository },
                ...(env.GITHUB_RUN_ID && { jobUrl: `${address}/${repository}/actions/runs/${env.GITHUB_RUN_ID}` }),
            }),
        ...(number !== undefined && { pullRequest: number, pullRequestIn: repository }),
        ...(headSha !== undefined && { headSha }),
        ...(token !== '' && { token: { value: token, kind: 'private' } }),
    };
}
function gitlabSite(env) {
    const address = trimmed(env.CI_SERVER_URL);
    const repository = env.CI_PROJECT_PATH ?? '';
    const number = Number(env.CI_MERGE_REQUEST_IID ?? '');
    const token = env.CI_JOB_TOKEN ?? '';
    return {
        ...(address !== '' && repository !== '' && { repository: { forge: 'gitlab', address, repository } }),
        ...(Number.isInteger(number) &&
            number > 0 && {
            pullRequest: number,
            pullRequestIn: env.CI_MERGE_REQUEST_PROJECT_PATH || repository,
            headSha: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || (env.CI_COMMIT_SHA ?? ''),
        }),
        ...(token !== '' && { token: { value: token, kind: 'job' } }),
        ...(env.CI_JOB_URL && { jobUrl: env.CI_JOB_URL }),
    };
}
function trimmed(address) {
    return (address ?? '').replace(/\/+$/, '');
}


/***/ }))

};
;