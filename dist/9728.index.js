exports.id = 9728;
exports.ids = [9728];
exports.modules = {

/***/ 39728:
/***/ ((function(module,__unused_webpack_exports,__webpack_require__){

const MemoryStorage = __webpack_require__(30552);

module.exports = MemoryStorage;


/***/ }))

};
;