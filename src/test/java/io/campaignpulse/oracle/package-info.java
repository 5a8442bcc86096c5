/**
 * The definitions of contract and metrics once more, as plain batch code over the lines of a folder
 * of JSON lines: naive, slow, written from the text alone, and without a line shared with the
 * pipelines. Where both agree, a mistake would have to have been made twice.
 */
@org.jspecify.annotations.NullMarked
package io.campaignpulse.oracle;
