"use strict";
exports.id = 9804;
exports.ids = [9804];
exports.modules = {

/***/ 39804:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   pullRequestOfEvent: () => (/* binding */ pullRequestOfEvent)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65636);

const queueBranch = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(?<number>[1-9]\d*)-[0-9a-f]{40}$/;
function pullRequestOfEvent() {
    const { payload } = _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._;
    const group = payload.merge_group?.head_ref;
    const queued = typeof group === 'string' ? queueBranch.exec(group)?.groups?.number : undefined;
    const number = payload.pull_request?.number ??
        (payload.issue?.pull_request === undefined ? undefined : payload.issue.number) ??
        (queued === undefined ? undefined : Number(queued));
    const sha = payload.pull_request?.head?.sha;
    return typeof number === 'number'
        ? { number, headSha: typeof sha === 'string' ? sha : undefined }
        : undefined;
}


/***/ }))

};
;