/** Styles say nothing to jsdom, which cannot parse container queries; the browser tests look at them. */
module.exports = { process: () => ({ code: 'module.exports = { default: [] };' }) };
