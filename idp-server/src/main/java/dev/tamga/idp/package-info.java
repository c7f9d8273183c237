/** The identity provider: one package a feature, {@code wiring} alone knows them all. */
package dev.tamga.idp;
