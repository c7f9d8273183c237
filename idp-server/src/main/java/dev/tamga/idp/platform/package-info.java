/**
 * Relying platforms: what each may do, its secrets, its import from {@code conf/platform}. The database owns a platform
 * once it was imported.
 */
package dev.tamga.idp.platform;
