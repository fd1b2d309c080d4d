/**
 * Images, masks and the small types that every module shares: sizes, regions, provenance, errors
 * for users, files that are written whole or not at all. API. Depends on nothing else of the
 * library.
 */
package org.bis5k.data;
