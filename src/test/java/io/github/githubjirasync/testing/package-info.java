/**
 * Real servers for the tests and for the one-command start: embedded binaries,
 * containers, or the ones that are named.
 */
package io.github.githubjirasync.testing;
